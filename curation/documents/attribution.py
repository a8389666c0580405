"""Whose claim a fact is, where the registry has it on record without deciding.

Of a position that somebody else than its holder reports, and of words that a source renders in its
own, the registry knows that this was claimed. Whether it is true it does not say.
"""

from typing import Any

from ..vocabulary import RecordKind, StatementForm, Support

__all__ = ["claimants_of", "is_self_reported", "on_record_as"]

Document = dict[str, Any]


def claimants_of(kind: str, document: Document) -> list[str]:
    """Return the names of those whose claim a fact is; none if it is not somebody's claim."""
    match RecordKind(kind):
        case RecordKind.POSITION:
            return _of_position(document)
        case RecordKind.STATEMENT:
            return _of_statement(document)
        case _:
            return []


def is_self_reported(position: Document) -> bool:
    """Tell whether the holder of a position says itself where it stands."""
    return not _of_position(position)


def on_record_as(kind: str, document: Document) -> str:
    """Return as whose claim a fact is on record, in words; blank if it is not somebody's claim."""
    names = claimants_of(kind, document)
    if not names:
        return ""
    *others, last = names
    whose = f"{', '.join(others)} and {last}" if others else last
    return f"On record as {_possessive(whose)} claim; the registry does not decide"


def _of_position(document: Document) -> list[str]:
    teller, holder = document["teller"], document["holder"]
    if teller:
        is_holder = holder is not None and holder["slug"] == teller["slug"]
        return [] if is_holder else [teller["name"]]
    return _publishers(document, besides=holder)


def _of_statement(document: Document) -> list[str]:
    speaker = document["speaker"]
    is_source = speaker is None and not document["speaker_as_described"]
    if is_source or document["form"] == StatementForm.QUOTATION:
        return []
    return _publishers(document, besides=speaker)


def _publishers(document: Document, *, besides: Document | None) -> list[str]:
    """Return who published the sources that say so; nobody, if that is whom they speak of."""
    citations = document["citations"]
    saying = [each for each in citations if each["support"] == Support.SUPPORTS] or citations
    names = dict.fromkeys(each["source"]["publisher"] or each["source"]["title"] for each in saying)
    return [] if besides and besides["name"] in names else list(names)


def _possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"
