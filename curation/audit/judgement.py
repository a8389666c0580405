"""What editors have left undecided: disputes, and changes that wait."""

from .rule import Rule, Severity

__all__ = ["DISPUTE_WITHOUT_ADJUDICATION", "WORKING_COPY_LEFT_LYING"]

DISPUTE_WITHOUT_ADJUDICATION = Rule(
    id="dispute-without-adjudication",
    severity=Severity.WARNING,
    title="A dispute that nobody has decided",
    explanation="Two facts contradict each other, and the registry accepts both. Weigh the "
    "evidence: keep one as an alternative, with a public rationale, or take the dispute away if "
    "they do not contradict each other.",
    message="“{label}” and “{other}” contradict each other, and both are accepted.",
    pairs=True,
    sql="""
        SELECT DISTINCT least(dispute.from_fact_id, dispute.to_fact_id) AS record,
            greatest(dispute.from_fact_id, dispute.to_fact_id) AS other,
            '{}'::jsonb AS particulars
        FROM curation_fact_disputes AS dispute
        JOIN curation_fact AS one ON one.id = dispute.from_fact_id
        JOIN curation_fact AS another ON another.id = dispute.to_fact_id
        WHERE one.rank = 'accepted' AND another.rank = 'accepted'
            AND one.state <> 'retracted' AND another.state <> 'retracted'
    """,
)

WORKING_COPY_LEFT_LYING = Rule(
    id="working-copy-left-lying",
    severity=Severity.NOTICE,
    title="A change that has waited for long",
    explanation="The working copy differs from what readers see, and nobody has touched it for "
    "long. Submit it for review, have the review taken, or discard the change.",
    message="Readers see revision {number}; the working copy has differed since {since} "
    "at the latest.",
    sql="""
        SELECT fact.id AS record, NULL::uuid AS other, jsonb_build_object(
            'number', revision.number, 'since', fact.updated_at::date) AS particulars
        FROM curation_fact AS fact
        JOIN curation_revision AS revision
            ON revision.record = fact.id AND upper_inf(revision.recorded)
        WHERE fact.state IN ('draft', 'submitted', 'returned') AND revision.action <> 'retract'
            AND fact.version <> revision.fact_version
            AND fact.updated_at < (%(now)s::timestamptz - %(differing)s::interval)
    """,
)
