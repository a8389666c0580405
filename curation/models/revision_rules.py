"""Rules of the database that make the ledger append-only, gapless and evidenced.

A revision is inserted complete, under one advisory lock, as the next link of the chain; the same
trigger closes the recorded range of its predecessor, which is the one change a revision ever sees.
"""

import pgtrigger

from ..constraints import Rule, refuse
from .claim_rules import claim_in_document, evidence_in_document
from .document_paths import NAMED_KINDS, NAMING_KINDS
from .search_rules import PUBLISHED_NAMES_ARE_FOUND

__all__ = ["LEDGER_LOCK", "REVISION_RULES"]

LEDGER_LOCK = 5_090_201  # Key of the advisory lock; every publication takes it first.

TAKES_ITS_PLACE = (
    f"PERFORM pg_advisory_xact_lock({LEDGER_LOCK});"
    """
    SELECT id, digest, lower(recorded) AS since INTO head
        FROM curation_revision ORDER BY id DESC LIMIT 1;
    SELECT id, number INTO former
        FROM curation_revision WHERE record = NEW.record AND upper_inf(recorded);
    NEW.id := coalesce(head.id, 0) + 1;
    IF NEW.previous_digest IS DISTINCT FROM coalesce(head.digest, '') THEN
    """
    + refuse(
        "revision_continues_the_chain",
        "The ledger has moved on to revision %; this one does not continue it.",
        "head.id",
        hint="Publish through the action, which takes the lock and reads the head.",
    )
    + """
    END IF;
    IF NEW.number <> coalesce(former.number, 0) + 1 THEN
    """
    + refuse(
        "revisions_of_a_record_are_numbered_in_order",
        "The next revision of this record is number %, not %.",
        "coalesce(former.number, 0) + 1",
        "NEW.number",
    )
    + """
    END IF;
    IF lower(NEW.recorded) IS NULL OR NOT upper_inf(NEW.recorded)
        OR lower(NEW.recorded) <= head.since THEN
    """
    + refuse(
        "revision_is_recorded_after_its_predecessors",
        "A revision is recorded from a moment later than % on, with an open end.",
        "head.since",
    )
    + """
    END IF;
    UPDATE curation_revision
        SET recorded = tstzrange(lower(recorded), lower(NEW.recorded)) WHERE id = former.id;
    RETURN NEW;
    """
)

# Generated columns follow from the document; in a BEFORE trigger they are not computed yet.
IS_NEVER_ALTERED = (
    """
    -- What the database computes of a row is not there yet when this rule looks at it.
    SELECT array_agg(attname::text) || 'recorded'::text INTO changing FROM pg_attribute
        WHERE attrelid = TG_RELID AND attgenerated <> '';
    IF pg_trigger_depth() < 2
        OR (to_jsonb(NEW) - changing) IS DISTINCT FROM (to_jsonb(OLD) - changing)
        OR lower(NEW.recorded) <> lower(OLD.recorded) OR NOT upper_inf(OLD.recorded) THEN
    """
    + refuse(
        "revision_is_never_altered",
        "Revision % is published and cannot be altered.",
        "OLD.id",
        hint="Edit the fact and publish a new revision.",
    )
    + " END IF; RETURN NEW;"
)

QUOTES_STAND_IN_THEIR_SOURCES = (
    """
    IF NEW.basis = 'reference' THEN
        RETURN NEW;
    END IF;
    FOR cited IN
        SELECT c ->> 'quote' AS quote, (c ->> 'start')::int AS "start", (c ->> 'end')::int AS "end",
            c -> 'source' ->> 'slug' AS slug, s.held_text AS held
        FROM jsonb_array_elements(NEW.document -> 'citations') AS c
        LEFT JOIN curation_source AS s ON s.slug = c -> 'source' ->> 'slug'
    LOOP
        IF cited.held IS NULL OR (cited.held <> '' AND (
            cited."start" IS NULL OR cited."end" IS NULL OR cited.quote IS NULL OR
            substr(cited.held, cited."start" + 1, cited."end" - cited."start")
                IS DISTINCT FROM cited.quote
        )) THEN
        """
    + refuse(
        "published_quotation_stands_in_its_source",
        "“%” does not stand at offsets % to % of %.",
        "left(cited.quote, 80)",
        'cited."start"',
        'cited."end"',
        "cited.slug",
        hint="Check the citation against the text held, then publish again.",
    )
    + """
        END IF;
    END LOOP;
    RETURN NEW;
    """
)

# The trigger that closes the former revision may have fired already: the former is the last one.
EVIDENCE_IS_READ_ANEW = (
    f"""
    IF NEW.action <> 'publish' OR NEW.basis = 'reference' THEN
        RETURN NEW;
    END IF;
    SELECT document INTO former FROM curation_revision
        WHERE record = NEW.record ORDER BY number DESC LIMIT 1;
    IF former.document IS NOT NULL
        AND {claim_in_document("NEW.kind", "former.document")}
            IS DISTINCT FROM {claim_in_document("NEW.kind", "NEW.document")}
        AND {evidence_in_document("former.document")}
            IS NOT DISTINCT FROM {evidence_in_document("NEW.document")}
        AND NOT EXISTS (
            SELECT 1 FROM curation_evidenceconfirmation
            WHERE fact_id = NEW.record AND fact_version = NEW.fact_version
        )
    THEN
        """
    + refuse(
        "changed_claim_rests_on_evidence_read_anew",
        "The claim of “%” changed; its evidence did not.",
        "left(NEW.document ->> 'label', 80)",
        hint="Re-read the passages and confirm that they still support it, or cite others.",
    )
    + " END IF; RETURN NEW;"
)

# Whoever reads a statement or a position, here or in a release, can go on to the event or the
# statement that it names.
NAMING = ", ".join(f"'{kind}'" for kind in NAMING_KINDS)
NAMES_WHAT_IS_PUBLIC = (
    f"""
    IF NEW.action <> 'publish' OR NEW.kind NOT IN ({NAMING}) THEN
        RETURN NEW;
    END IF;
    SELECT named.value ->> 'label' AS label INTO missing
        FROM jsonb_each(NEW.document) AS named
        WHERE named.key IN ({", ".join(f"'{kind}'" for kind in NAMED_KINDS)})
            AND named.value ->> 'id' IS NOT NULL
            AND NOT EXISTS (
                SELECT FROM curation_revision
                WHERE record = (named.value ->> 'id')::uuid
                    AND upper_inf(recorded) AND action <> 'retract'
            );
    IF FOUND THEN
    """
    + refuse(
        "public_fact_names_what_is_public",
        "“%” names “%”, which is not public.",
        "left(NEW.document ->> 'label', 80)",
        "left(missing.label, 80)",
        hint="Publish that first, or leave it out.",
    )
    + " END IF; RETURN NEW;"
)
# The index of those who name it is asked: while the ledger is locked, nobody else can publish.
NAMED_FACT_STAYS = (
    f"""
    IF NEW.action <> 'retract' THEN
        RETURN NEW;
    END IF;
    SELECT document ->> 'label' AS label INTO naming FROM curation_revision
        WHERE kind IN ({NAMING}) AND upper_inf(recorded) AND action <> 'retract'
            AND ({
        " OR ".join(f"document #>> '{{{kind},id}}' = NEW.record::text" for kind in NAMED_KINDS)
    });
    IF FOUND THEN
    """
    + refuse(
        "what_a_public_fact_names_is_not_retracted",
        "“%” is named by “%”, which is public.",
        "left(NEW.document ->> 'label', 80)",
        "left(naming.label, 80)",
        hint="Correct or retract that first, so that its readers can follow the reference.",
    )
    + " END IF; RETURN NEW;"
)

# At the end of the transaction, since the decision names the revision that it made.
IS_OF_THE_VERSION_DECIDED_ON = (
    """
    IF NEW.basis IN ('review', 'bootstrap') AND NOT EXISTS (
        SELECT FROM curation_reviewdecision AS decision
        WHERE decision.revision_id = NEW.id AND decision.fact_id = NEW.record
            AND decision.fact_version = NEW.fact_version AND decision.by_name = NEW.approved_by
            AND decision.verdict
                = CASE NEW.action WHEN 'retract' THEN 'retracted' ELSE 'approved' END
    ) THEN
    """
    + refuse(
        "revision_is_of_the_version_decided_on",
        "“%” has no decision of % about version %.",
        "left(NEW.document ->> 'label', 80)",
        "NEW.approved_by",
        "NEW.fact_version",
        hint="Publish and retract through the actions, which record who decided on which version.",
    )
    + " END IF; RETURN NULL;"
)
ONLY_FIXTURES_PASS_REVIEW_BY = (
    """
    IF NEW.basis = 'bootstrap' AND (NEW.submitted_by, NEW.approved_by)
        IS DISTINCT FROM ('bootstrap', 'bootstrap') THEN
    """
    + refuse(
        "only_shipped_facts_are_published_unreviewed",
        "“%” did not come with the registry, and is published by review.",
        "left(NEW.document ->> 'label', 80)",
        hint="Submit the fact, and have somebody else approve it.",
    )
    + " END IF; RETURN NEW;"
)

REVISION_RULES = [
    Rule(
        name="a_revision_takes_its_place_in_the_chain",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("head", "record"), ("former", "record")],
        func=TAKES_ITS_PLACE,
    ),
    Rule(
        name="published_quotation_stands_in_its_source",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("cited", "record")],
        func=QUOTES_STAND_IN_THEIR_SOURCES,
    ),
    Rule(
        name="changed_claim_rests_on_evidence_read_anew",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("former", "record")],
        func=EVIDENCE_IS_READ_ANEW,
    ),
    Rule(
        name="public_fact_names_what_is_public",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("missing", "record")],
        func=NAMES_WHAT_IS_PUBLIC,
    ),
    Rule(
        name="what_a_public_fact_names_is_not_retracted",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("naming", "record")],
        func=NAMED_FACT_STAYS,
    ),
    Rule(
        name="only_shipped_facts_are_published_unreviewed",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=ONLY_FIXTURES_PASS_REVIEW_BY,
    ),
    Rule(
        name="revision_is_of_the_version_decided_on",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        timing=pgtrigger.Deferred,
        func=IS_OF_THE_VERSION_DECIDED_ON,
    ),
    Rule(
        name="revision_is_never_altered",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        declare=[("changing", "text[]")],
        func=IS_NEVER_ALTERED,
    ),
    Rule(
        name="revision_is_never_deleted",
        when=pgtrigger.Before,
        operation=pgtrigger.Delete,
        func=refuse(
            "revision_is_never_deleted",
            "Revision % is published and cannot be deleted.",
            "OLD.id",
            hint="Retract the fact: the retraction is a revision too, with a public reason.",
        ),
    ),
    Rule(
        name="ledger_is_never_emptied",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func=refuse("ledger_is_never_emptied", "The ledger cannot be emptied."),
    ),
    PUBLISHED_NAMES_ARE_FOUND,
]
