"""Who stood behind a publication: two accounts that may be one person."""

from .rule import Rule, Severity

__all__ = ["TWO_PEOPLE_MAY_BE_ONE"]


def _has_made(one: str, another: str) -> str:
    """The condition that one account added another at the desk, or set its role or password."""
    return f"""EXISTS (
        SELECT FROM django_admin_log AS entry
        JOIN django_content_type AS about ON about.id = entry.content_type_id
        WHERE about.app_label = 'auth' AND about.model = 'user'
            AND entry.user_id = {one}.id AND entry.object_id = {another}.id::text
            AND (entry.action_flag = 1
                OR (entry.action_flag = 2 AND lower(entry.change_message) ~ 'groups|password'))
    )"""


# The approver is compared with who submitted that version and with whoever confirmed a correction
# in it: these are the second pair of eyes. What shipped with the registry has none, and says so.
TWO_PEOPLE_MAY_BE_ONE = Rule(
    id="two-people-may-be-one",
    severity=Severity.WARNING,
    title="Approved by what may be one person with two accounts",
    explanation="Two people stand behind every publication. Here their accounts share an e-mail "
    "address or a browser, or one of them made the other. Ask both; if it was one person, have "
    "somebody else review the fact again.",
    message="Approved by {approver}; the other account is {other_account}: {grounds}.",
    sql=f"""
        SELECT DISTINCT decision.fact_id AS record, NULL::uuid AS other, jsonb_build_object(
            'approver', decision.by_name, 'other_account', person.username,
            'grounds', shared.grounds) AS particulars
        FROM (
            SELECT DISTINCT ON (fact_id) * FROM curation_reviewdecision
            WHERE revision_id IS NOT NULL ORDER BY fact_id, id DESC
        ) AS decision
        JOIN curation_revision AS revision
            ON revision.id = decision.revision_id AND revision.basis = 'review'
        JOIN auth_user AS approver ON approver.id = decision.by_id
        CROSS JOIN LATERAL (
            (SELECT submission.submitted_by_id AS id,
                    coalesce(context.metadata ->> 'device', '') AS device
                FROM curation_facthistory AS submission
                LEFT JOIN pghistory_context AS context ON context.id = submission.pgh_context_id
                WHERE submission.pgh_obj_id = decision.fact_id
                    AND submission.version = decision.fact_version
                    AND submission.state = 'submitted'
                ORDER BY submission.pgh_id DESC LIMIT 1)
            UNION ALL
            SELECT confirmation.by_id, confirmation.device
            FROM curation_correctionconfirmation AS confirmation
            WHERE confirmation.fact_id = decision.fact_id
                AND confirmation.fact_version = decision.fact_version
        ) AS behind
        JOIN auth_user AS person ON person.id = behind.id AND person.id <> approver.id
        CROSS JOIN LATERAL (
            SELECT concat_ws(', ',
                CASE WHEN approver.email <> '' AND lower(approver.email) = lower(person.email)
                    THEN 'both have the same e-mail address' END,
                CASE WHEN decision.device <> '' AND decision.device = behind.device
                    THEN 'both used the same browser' END,
                CASE WHEN {_has_made("approver", "person")}
                    THEN 'the approver made the other account, or set its role or password' END,
                CASE WHEN {_has_made("person", "approver")}
                    THEN 'the approver''s account was made, or its role or password set, by the '
                        'other' END
            ) AS grounds
        ) AS shared
        WHERE shared.grounds <> ''
    """,
)
