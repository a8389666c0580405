"""Rules of the database that keep `SearchName` in step with what it is made of.

A change of an actor's name is an edit of the actor (`edit_counts`), which is what is watched here.
"""

import pgtrigger

from ..constraints import Rule
from ..vocabulary import REFERENCE_KINDS

__all__ = ["PUBLISHED_NAMES_ARE_FOUND", "names_are_found"]

FORGET = "DELETE FROM public.curation_searchname WHERE record = OLD.id AND revision_id IS NULL;"
OF_AN_ACTOR = """to_jsonb(NEW) || jsonb_build_object('names', (
    SELECT coalesce(jsonb_agg(to_jsonb(called)), '[]') FROM public.curation_actorname AS called
    WHERE called.actor_id = NEW.id))"""
OF_A_TERM = "to_jsonb(NEW)"
# Not the whole row, which has the text held.
OF_A_SOURCE = "jsonb_build_object('slug', NEW.slug, 'title', NEW.name)"
DOCUMENTS = {"actor": OF_AN_ACTOR, "source": OF_A_SOURCE}


def names_are_found(kind: str) -> list[Rule]:
    """Return the rules that a working row of this kind is found by its names as they are now."""
    document = DOCUMENTS.get(kind, OF_A_TERM)
    return [
        Rule(
            name="names_are_found",
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.Update,
            func=f"PERFORM public.curation_take_names('{kind}', NEW.id, NULL, {document}); "
            "RETURN NULL;",
        ),
        Rule(
            name="names_of_a_deleted_row_are_forgotten",
            when=pgtrigger.After,
            operation=pgtrigger.Delete,
            func=f"{FORGET} RETURN NULL;",
        ),
    ]


PUBLISHED_NAMES_ARE_FOUND = Rule(
    name="published_names_are_found",
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    condition=pgtrigger.Q(new__kind__in=list(REFERENCE_KINDS)),
    func="PERFORM public.curation_take_names(NEW.kind, NEW.record, NEW.id, NEW.document); "
    "RETURN NULL;",
)
