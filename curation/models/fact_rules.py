"""Rules of the database that keep a working copy and its review in step.

``state`` moves only within an action (`curation.actions`), which announces itself in the
transaction-local setting ``registry.action``. Any other change, by whichever path, counts as an
edit: it raises the version, and a published or returned fact becomes a draft again. The extents
are no edit: they follow from the dates and from when the sources came out.
"""

import pgtrigger

from ..constraints import Rule, refuse
from .claim_rules import statement_of_document, statement_of_working_copy
from .edit_counts import edits_of
from .reference import PUBLISHED_RECORD_IS_KEPT

__all__ = ["FACT_RULES", "own_columns_of_a_fact", "parts_of_a_fact"]

MOVES = """(OLD.state, NEW.state) IN (
    ('draft', 'submitted'), ('returned', 'submitted'), ('submitted', 'draft'),
    ('submitted', 'published'), ('submitted', 'returned'),
    ('published', 'retracted'), ('draft', 'retracted'), ('returned', 'retracted')
)"""
# Changes that were never published are discarded: the one way to "published" past a reviewer.
# `published_fact_stands_in_the_ledger` lets it end only where the ledger says the same already.
DISCARDS = """(current_setting('registry.action', true) = 'discard'
    AND NEW.state = 'published' AND OLD.state IN ('draft', 'returned'))"""

KEEP_THE_WORKFLOW = (
    """
    workflow := ARRAY['state', 'version', 'submitted_by_id', 'submitted_at', 'updated_at',
        'possible', 'definite'];
    edited := NEW.version > OLD.version
        OR (to_jsonb(OLD) - workflow) IS DISTINCT FROM (to_jsonb(NEW) - workflow);
    moved := (OLD.state, OLD.submitted_by_id, OLD.submitted_at)
        IS DISTINCT FROM (NEW.state, NEW.submitted_by_id, NEW.submitted_at);
    IF moved AND coalesce(current_setting('registry.action', true), '') = '' THEN
        """
    + refuse(
        "only_an_action_moves_a_fact_in_review",
        "This fact is % by now; it cannot be set to % by an edit.",
        "OLD.state",
        "NEW.state",
        hint="Load the fact anew; submit, approve, return or retract it through its actions.",
    )
    + f"""
    END IF;
    IF OLD.state <> NEW.state AND NOT {MOVES} AND NOT {DISCARDS} THEN
        """
    + refuse(
        "fact_moves_in_the_order_of_review",
        "A fact that is % cannot become %.",
        "OLD.state",
        "NEW.state",
        hint="Draft, submit, then approve or return.",
    )
    + """
    END IF;
    IF edited AND OLD.state = 'submitted' THEN
        """
    + refuse(
        "submitted_fact_is_not_edited",
        "This fact is under review and cannot be edited.",
        hint="Withdraw the submission, or have it returned, and edit it then.",
    )
    + """
    END IF;
    NEW.version := OLD.version + CASE WHEN edited THEN 1 ELSE 0 END;
    IF edited AND NOT moved AND OLD.state IN ('published', 'returned', 'retracted') THEN
        NEW.state := 'draft';
        NEW.submitted_by_id := NULL;
        NEW.submitted_at := NULL;
    END IF;
    RETURN NEW;
    """
)

HAS_THE_SAME_EXTENTS = "revision.definite = fact.definite AND revision.possible = fact.possible"
SAYS_THE_SAME = (
    statement_of_document("fact.kind", "revision.document")
    + " = "
    + statement_of_working_copy("fact.kind", "fact.id")
)

STAND_IN_THE_LEDGER = (
    f"""
    SELECT id, kind, state, version, definite, possible INTO fact
        FROM curation_fact WHERE id = NEW.id;
    IF fact.state NOT IN ('published', 'retracted') OR fact.id IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT action, fact_version, definite, possible, document INTO revision
        FROM curation_revision WHERE record = NEW.id AND upper_inf(recorded);
    stands := CASE
        WHEN revision.action IS NULL THEN false
        WHEN fact.state = 'retracted' THEN revision.action = 'retract'
        WHEN revision.action = 'retract' THEN false
        WHEN NOT ({HAS_THE_SAME_EXTENTS}) THEN false
        WHEN revision.fact_version = fact.version THEN true
        ELSE {SAYS_THE_SAME}
    END;
    IF stands IS NOT TRUE THEN
        """
    + refuse(
        "published_fact_stands_in_the_ledger",
        "The fact is % but the ledger does not say so.",
        "fact.state",
        hint="Publish and retract through the actions, which write the revision.",
    )
    + " END IF; RETURN NULL;"
)

FACT_RULES = [
    PUBLISHED_RECORD_IS_KEPT,
    Rule(
        name="fact_begins_as_a_draft",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func="IF NEW.state <> 'draft' OR NEW.submitted_by_id IS NOT NULL THEN "
        + refuse("fact_begins_as_a_draft", "A fact begins as a draft, not as %.", "NEW.state")
        + " END IF; NEW.version := 1; RETURN NEW;",
    ),
    Rule(
        name="fact_edit_is_counted",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        declare=[("workflow", "text[]"), ("edited", "boolean"), ("moved", "boolean")],
        func=KEEP_THE_WORKFLOW,
    ),
    Rule(
        name="published_fact_stands_in_the_ledger",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        timing=pgtrigger.Deferred,
        declare=[("fact", "record"), ("revision", "record"), ("stands", "boolean")],
        func=STAND_IN_THE_LEDGER,
    ),
    # Not only at the end of the transaction: the history takes a published fact for the beginning
    # of the next change, so that it never is published for a moment without the ledger.
    Rule(
        name="fact_becomes_published_with_the_ledger",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("state"),
        condition=pgtrigger.Condition("NEW.state = 'published' AND OLD.state <> 'published'"),
        declare=[("fact", "record"), ("revision", "record"), ("stands", "boolean")],
        func=STAND_IN_THE_LEDGER,
    ),
]


def parts_of_a_fact(column: str) -> list[Rule]:
    """Return the rules that a change of a dependent row is an edit of the fact in ``column``."""
    return edits_of("curation_fact", column)


def own_columns_of_a_fact() -> list[Rule]:
    """Return the rule for the table of a kind, whose rows come and go with those of the base."""
    return edits_of("curation_fact", "fact_id", pgtrigger.Update)
