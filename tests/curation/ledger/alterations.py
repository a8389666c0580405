"""What somebody who owns the database could alter past all rules, in SQL; ``;;`` parts statements.

Names in ``%(…)s`` are those of `tests.curation.ledger.altering.Record`.
"""

__all__ = ["ALTERATIONS", "NOTED", "ONLY_A_KEPT_DIGEST_SHOWS"]

REVISION = "UPDATE curation_revision SET {} WHERE id = %(middle)s"
IN_THE_CHAIN = {
    "document": "document = jsonb_set(document, '{note}', '\"Forged.\"')",
    "label": "document = jsonb_set(document, '{label}', '\"Forged.\"')",
    "quotation": "document = jsonb_set(document, '{citations,0,quote}', '\"Forged.\"')",
    "digest": "digest = reverse(digest)",
    "previous digest": "previous_digest = reverse(previous_digest)",
    "recorded from": "recorded = tstzrange(lower(recorded) + interval '1 microsecond', NULL)",
    "recorded until": "recorded = tstzrange(lower(recorded), now() + interval '1 year')",
    "number": "number = number + 1",
    "record": "record = gen_random_uuid()",
    "kind": "kind = 'event'",
    "summary": "summary = summary || ' '",
    "approver": "approved_by = approved_by || 'x'",
    "submitter": "submitted_by = submitted_by || 'x'",
    "moment of submission": "submitted_at = submitted_at - interval '1 day'",
    "definite extent": "definite = daterange(lower(definite), upper(definite) - 1)",
    "possible extent": "possible = daterange(lower(possible), upper(possible) + 1)",
    "version": "fact_version = fact_version + 1",
    "schema version": "schema_version = schema_version + 1",
    "basis": "basis = 'bootstrap'",
    "retraction": "action = 'retract', summary = 'Forged.'",
}
TRIGGER = "pgtrigger_revision_is_never_altered_3dde9"
ALTERATIONS = {
    **{f"a revision: {name}": REVISION.format(change) for name, change in IN_THE_CHAIN.items()},
    "the document of the first revision": "UPDATE curation_revision SET document = "
    "jsonb_set(document, '{note}', '\"Forged.\"') WHERE id = 1",
    "the document of the last revision": "UPDATE curation_revision SET document = "
    "jsonb_set(document, '{note}', '\"Forged.\"') WHERE id = %(head)s",
    "the digest of the last revision": "UPDATE curation_revision SET digest = reverse(digest) "
    "WHERE id = %(head)s",
    "the first revision deleted": "DELETE FROM curation_revision WHERE id = 1",
    "a revision in the middle deleted": "DELETE FROM curation_revision WHERE id = %(middle)s",
    "two revisions swapped": """
        UPDATE curation_revision SET id = -1 WHERE id = %(middle)s;;
        UPDATE curation_revision SET id = %(middle)s WHERE id = %(middle)s - 1;;
        UPDATE curation_revision SET id = %(middle)s - 1 WHERE id = -1
    """,
    "the last revision deleted": "DELETE FROM curation_revision WHERE id = %(head)s",
    "the last ten revisions deleted": "DELETE FROM curation_revision WHERE id > %(head)s - 10",
    "all revisions deleted": "DELETE FROM curation_revision",
    "the end cut off, with its decisions and facts set back": """
        DELETE FROM curation_revision WHERE id = %(head)s;;
        DELETE FROM curation_reviewdecision WHERE fact_id = %(last)s;;
        DELETE FROM curation_reviewdecisionhistory WHERE fact_id = %(last)s;;
        UPDATE curation_fact SET state = 'draft', submitted_by_id = NULL, submitted_at = NULL
            WHERE id = %(last)s
    """,
    "the ids of all revisions shifted": "UPDATE curation_revision SET id = id + 1000000",
    "a column that readers get": """
        ALTER TABLE curation_revision ALTER COLUMN written DROP EXPRESSION;;
        UPDATE curation_revision SET written = replace(written, '2020', '2021')
            WHERE id = %(middle)s
    """,
    "the view that readers get citations from": """
        CREATE OR REPLACE VIEW curation_published_citation AS
        SELECT id * 10000 + 1 AS id, id AS revision_id, record, kind::varchar(20),
            action::varchar(10), document ->> 'label' AS label, 1::bigint AS ordinal,
            '{}'::jsonb AS citation, ''::text AS source, ''::text AS support, sources, words,
            recorded, definite, possible FROM curation_revision
    """,
    # Releases
    "the title of a release": "UPDATE curation_release SET title = 'X' WHERE id = %(release)s",
    "the notes of a release": "UPDATE curation_release SET notes = 'X' WHERE id = %(release)s",
    "the name of a release": "UPDATE curation_release SET identifier = '2026.10' "
    "WHERE id = %(release)s",
    "the address of a release": "UPDATE curation_release SET address = 'https://example.org/' "
    "WHERE id = %(release)s",
    "the head digest of a release": "UPDATE curation_release SET head_digest = "
    "reverse(head_digest) WHERE id = %(release)s",
    "the position of a release": "UPDATE curation_release SET revision_id = revision_id - 1 "
    "WHERE id = %(release)s",
    "position, digest and moment of a release": """
        UPDATE curation_release SET (revision_id, head_digest, moment) = (
            SELECT id, digest, lower(recorded) FROM curation_revision WHERE id = %(position)s - 1)
        WHERE id = %(release)s
    """,
    "the moment of the position of a release": "UPDATE curation_release SET moment = moment "
    "- interval '1 hour' WHERE id = %(release)s",
    "the moment of a release": "UPDATE curation_release SET released_at = released_at "
    "+ interval '1 second' WHERE id = %(release)s",
    "who made a release": "UPDATE curation_release SET released_by_name = 'Nobody' "
    "WHERE id = %(release)s",
    "a withdrawal invented": """
        UPDATE curation_release SET withdrawn_by_id = released_by_id, withdrawn_by_name = 'X',
            withdrawn_at = now() + interval '1 day', withdrawal_reason = 'X'
        WHERE id = %(release)s
    """,
    "a file of a release deleted": "DELETE FROM curation_releasefile WHERE "
    "release_id = %(release)s AND path = 'README.md'",
    "the checksum of a released file": "UPDATE curation_releasefile SET sha256 = "
    "reverse(sha256) WHERE release_id = %(release)s AND path = 'README.md'",
    "a release deleted": """
        DELETE FROM curation_releasefile WHERE release_id = %(release)s;;
        DELETE FROM curation_release WHERE id = %(release)s
    """,
    "the last release deleted": """
        DELETE FROM curation_releasefile WHERE release_id > %(release)s;;
        DELETE FROM curation_release WHERE id > %(release)s
    """,
    "a release deleted with its history": """
        DELETE FROM curation_releasefile;;
        DELETE FROM curation_releasefilehistory;;
        DELETE FROM curation_releasehistory;;
        DELETE FROM curation_release
    """,
    "a release and its history, but not its archive": """
        UPDATE curation_release SET title = 'X' WHERE id = %(release)s;;
        UPDATE curation_releasehistory SET title = 'X' WHERE id = %(release)s
    """,
    # Evidence
    "a text held, with its checksum": """
        UPDATE curation_source SET held_text = replace(held_text, '2022', '2023'),
            sha256 = encode(sha256(convert_to(replace(held_text, '2022', '2023'), 'UTF8')), 'hex')
        WHERE id = %(source)s
    """,
    "a text held, appended to": """
        UPDATE curation_source SET held_text = held_text || ' More.',
            sha256 = encode(sha256(convert_to(held_text || ' More.', 'UTF8')), 'hex')
        WHERE id = %(source)s
    """,
    "a text held, with its checksum in its history": """
        UPDATE curation_source SET held_text = held_text || ' More.',
            sha256 = encode(sha256(convert_to(held_text || ' More.', 'UTF8')), 'hex')
        WHERE id = %(source)s;;
        UPDATE curation_sourcehistory SET
            sha256 = (SELECT sha256 FROM curation_source WHERE id = %(source)s)
        WHERE id = %(source)s
    """,
    "a text held, removed": "UPDATE curation_source SET held_text = '', sha256 = '' "
    "WHERE id = %(source)s",
    "the offsets of a citation": 'UPDATE curation_citation SET start = start + 1, "end" = '
    '"end" + 1 WHERE fact_id = %(early)s',
    "the quotation of a citation": "UPDATE curation_citation SET quote = 'Forged.' "
    "WHERE fact_id = %(early)s",
    "the quotation of a draft": "UPDATE curation_citation SET quote = 'Forged.' "
    "WHERE fact_id = %(draft)s",
    "a citation deleted": "DELETE FROM curation_citation WHERE fact_id = %(early)s",
    "a confirmation of evidence deleted": "DELETE FROM curation_evidenceconfirmation "
    "WHERE fact_id = %(corrected)s",
    "a confirmation of evidence deleted with its history": """
        DELETE FROM curation_evidenceconfirmation WHERE fact_id = %(corrected)s;;
        DELETE FROM curation_evidenceconfirmationhistory WHERE fact_id = %(corrected)s
    """,
    # Decisions
    "who decided": "UPDATE curation_reviewdecision SET by_name = 'X' WHERE fact_id = %(early)s",
    "whose account decided": "UPDATE curation_reviewdecision SET by_id = (SELECT min(id) FROM "
    "auth_user) WHERE fact_id = %(early)s",
    "when it was decided": "UPDATE curation_reviewdecision SET at = at - interval '1 day' "
    "WHERE fact_id = %(early)s",
    "the version decided on": "UPDATE curation_reviewdecision SET fact_version = 9 "
    "WHERE fact_id = %(early)s",
    "the comment of a decision": "UPDATE curation_reviewdecision SET comment = 'X' "
    "WHERE fact_id = %(retracted)s AND verdict = 'retracted'",
    "the comment of a return": "UPDATE curation_reviewdecision SET comment = 'X' "
    "WHERE fact_id = %(returned)s",
    "the fact of a decision": "UPDATE curation_reviewdecision SET fact_id = %(late)s "
    "WHERE fact_id = %(early)s",
    "a return deleted": "DELETE FROM curation_reviewdecision WHERE fact_id = %(returned)s",
    "an approval deleted": "DELETE FROM curation_reviewdecision WHERE fact_id = %(early)s",
    "an approval deleted with its history": """
        DELETE FROM curation_reviewdecision WHERE fact_id = %(early)s;;
        DELETE FROM curation_reviewdecisionhistory WHERE fact_id = %(early)s
    """,
    "all decisions deleted": "DELETE FROM curation_reviewdecision",
    "an approval invented": """
        INSERT INTO curation_reviewdecision
            (fact_id, fact_version, verdict, by_id, by_name, at, comment, revision_id)
        SELECT %(draft)s, 1, 'approved', min(id), 'X', now(), '', 1 FROM auth_user
    """,
    # Working copies, reference data, history
    "a published fact": "UPDATE curation_fact SET public_note = 'Forged.' WHERE id = %(early)s",
    "a published fact with its history": """
        UPDATE curation_fact SET public_note = 'Forged.' WHERE id = %(early)s;;
        UPDATE curation_facthistory SET public_note = 'Forged.' WHERE id = %(early)s
    """,
    "a column of the kind of a published fact": "UPDATE curation_status SET start_basis = "
    "'decision' WHERE fact_id = %(early)s",
    "a draft": "UPDATE curation_fact SET public_note = 'Forged.' WHERE id = %(draft)s",
    "a draft set to published": "UPDATE curation_fact SET state = 'published' WHERE id = %(draft)s",
    "a published fact set back to a draft": "UPDATE curation_fact SET state = 'draft' "
    "WHERE id = %(early)s",
    "a retracted fact set to published": "UPDATE curation_fact SET state = 'published' "
    "WHERE id = %(retracted)s",
    "a published fact deleted": """
        DELETE FROM curation_status WHERE fact_id = %(early)s;;
        DELETE FROM curation_fact WHERE id = %(early)s
    """,
    "an actor renamed": "UPDATE curation_actor SET name = 'Forged' WHERE id = %(actor)s",
    "an actor renamed, in its history too": """
        UPDATE curation_actor SET name = 'Forged' WHERE id = %(actor)s;;
        UPDATE curation_actorhistory SET name = 'Forged' WHERE id = %(actor)s
    """,
    "an actor with another slug": "UPDATE curation_actor SET slug = 'forged' WHERE id = %(actor)s",
    "an actor deleted": "DELETE FROM curation_actor WHERE id = %(actor)s",
    "the history of a fact deleted": "DELETE FROM curation_facthistory WHERE id = %(early)s",
    "an entry of the history deleted": """
        DELETE FROM curation_facthistory WHERE pgh_id = (
            SELECT min(pgh_id) FROM curation_facthistory WHERE id = %(early)s)
    """,
    "a version deleted from the history": "DELETE FROM curation_facthistory "
    "WHERE id = %(corrected)s AND version = 3",
    "what a published version said": "UPDATE curation_facthistory SET public_note = 'X' "
    "WHERE id = %(corrected)s AND state = 'published' AND public_note = ''",
    "the history of an actor deleted": "DELETE FROM curation_actorhistory WHERE id = %(actor)s",
    "all history deleted": "DELETE FROM curation_facthistory",
    "who made changes deleted": "DELETE FROM pghistory_context",
    # Rules of the database
    "all triggers of a table disabled": "ALTER TABLE curation_revision DISABLE TRIGGER USER",
    "one trigger disabled": f"ALTER TABLE curation_revision DISABLE TRIGGER {TRIGGER}",
    "triggers that fire on replicas only": f"ALTER TABLE curation_revision "
    f"ENABLE REPLICA TRIGGER {TRIGGER}",
    "a trigger dropped": f"DROP TRIGGER {TRIGGER} ON curation_revision",
    "a trigger with a condition": f"""
        DROP TRIGGER {TRIGGER} ON curation_revision;;
        CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON curation_revision FOR EACH ROW WHEN (false)
            EXECUTE FUNCTION {TRIGGER}()
    """,
    "the function of a trigger": f"""
        CREATE OR REPLACE FUNCTION {TRIGGER}() RETURNS trigger LANGUAGE plpgsql
            AS 'BEGIN RETURN NEW; END'
    """,
    "a trigger that nobody declared": f"""
        CREATE TRIGGER another BEFORE INSERT ON curation_revision FOR EACH ROW
            EXECUTE FUNCTION {TRIGGER}()
    """,
    "a constraint dropped": "ALTER TABLE curation_revision DROP CONSTRAINT "
    "approver_differs_from_submitter",
    "a constraint that says nothing": """
        ALTER TABLE curation_revision DROP CONSTRAINT approver_differs_from_submitter;;
        ALTER TABLE curation_revision ADD CONSTRAINT approver_differs_from_submitter CHECK (true)
    """,
    "a constraint of new rows only": """
        ALTER TABLE curation_fact DROP CONSTRAINT hedged_fact_names_its_hedge;;
        ALTER TABLE curation_fact ADD CONSTRAINT hedged_fact_names_its_hedge
            CHECK (certainty <> 'hedged' OR hedge <> '') NOT VALID
    """,
    "an exclusion dropped": "ALTER TABLE curation_revision DROP CONSTRAINT "
    "formal_statuses_of_an_actor_never_overlap",
    "a unique rule dropped": "DROP INDEX record_has_one_current_revision",
    "a rewrite rule": "CREATE RULE silent AS ON DELETE TO curation_revision DO INSTEAD NOTHING",
    "row security": "ALTER TABLE curation_revision ENABLE ROW LEVEL SECURITY",
    "triggers of foreign keys disabled": "ALTER TABLE curation_citation DISABLE TRIGGER ALL",
    "triggers off for a role": "ALTER ROLE CURRENT_USER SET session_replication_role = replica",
    "an account made a superuser": "UPDATE auth_user SET is_superuser = true WHERE id = ("
    "SELECT min(id) FROM auth_user WHERE is_active)",
    "a role with more permissions": """
        INSERT INTO auth_group_permissions (group_id, permission_id)
        SELECT role.id, permission.id FROM auth_group AS role, auth_permission AS permission
        WHERE role.name = 'Researcher' AND permission.codename = 'review_fact'
    """,
}
# Whoever alters everything that a revision can be compared with, after the last release.
ONLY_A_KEPT_DIGEST_SHOWS = {
    "the end cut off, with its decisions, facts and histories": """
        DELETE FROM curation_revision WHERE id = %(head)s;;
        DELETE FROM curation_reviewdecision WHERE fact_id = %(last)s;;
        DELETE FROM curation_reviewdecisionhistory WHERE fact_id = %(last)s;;
        UPDATE curation_fact SET state = 'draft', submitted_by_id = NULL, submitted_at = NULL
            WHERE id = %(last)s;;
        UPDATE curation_facthistory SET state = 'draft', submitted_by_id = NULL,
            submitted_at = NULL WHERE pgh_id = (
                SELECT max(pgh_id) FROM curation_facthistory WHERE id = %(last)s)
    """,
    "the last revision rewritten, with its digest": "UPDATE curation_revision "
    "SET submitted_by = 'Somebody else' WHERE id = %(head)s",
}
# Reported and no failure: whoever runs the registry may have wanted it so.
NOTED = {
    "an account made a superuser": "is a superuser",
    "a role with more permissions": "the role Researcher has more permissions",
}
