"""The columns of every sheet, declared once for import, export, template and codebook."""

from django.db.models import Model

from ...models import (
    Actor,
    ActorName,
    Citation,
    Event,
    EventParticipant,
    Figure,
    Position,
    Source,
    Statement,
    Status,
)
from ...vocabulary import RecordKind
from .columns import Column, Group, Sheet

__all__ = ["SHEETS"]

Declared = tuple[tuple[str, ...], ...]

EXAMPLE_ID = "0b6f2c1e-6f0e-4a53-9a58-0d6f4ac0a3d1"
ID = ("id", "Of the record. Blank for something new; needed to change what there is.")
COMMON = (
    ("when", "EDTF: when it was so. Blank when no source says.", "2022-09-16/.."),
    ("attested", "EDTF: the time of which the sources speak as their present.", "2024-06"),
    ("certainty", "How firmly the sources assert it.", "stated"),
    ("hedge", "The hedging words, verbatim.", "reportedly"),
    ("rank", "What the registry makes of the claim.", "accepted"),
    ("rationale", "Public: why it is kept as an alternative, or is rejected."),
    ("outcome", "What became of an expectation; blank while it is open."),
    ("settled_by", "The fact that fulfilled or disappointed the expectation."),
    ("disputes", "The facts that this one contradicts."),
    ("public_note", "Note for readers."),
    ("desk_note", "Note for editors; never published."),
)
BESIDE_A_FACT = (
    ("kind", "Kind of fact."),
    ("label", "The claim in a few words, computed."),
    ("definite_from", "First day on which it certainly held, computed."),
    ("definite_before", "The day after the last on which it certainly held, computed."),
    ("possible_from", "First day on which it conceivably held, computed."),
    ("possible_before", "The day after the last on which it conceivably held, computed."),
    ("precision", "The coarsest unit of its dates, computed."),
    ("state", "Where the working copy stands in review."),
    ("version", "Version exported. A row that changes a record that is at another version by "
     "now is refused; clear the cell to change it all the same."),
    ("updated_at", "Moment of the last change."),
)  # fmt: skip
CITATION = (
    ("id", "Of the citation. Blank for a new one."),
    ("source", "What is quoted.", "asia-plus-2024-06-13"),
    ("quote", "The passage, exactly as it stands in the text held.",
     "The SCO set up the SCO- Afghanistan Contact Group in 2005"),
    ("start", "Offset in code points; needed only if the words stand there more than once."),
    ("locator", "Paragraph or page; found from the text if blank.", "paragraph 3"),
    ("reported_from", "The original that the source relies on."),
    ("support", "What the passage does for the fact.", "supports"),
)  # fmt: skip


def _columns(model: type[Model], declared: Declared) -> tuple[Column, ...]:
    return tuple(Column(*each, model=model) for each in declared)


CITATIONS = Group("citation", "citations", "fact", Citation, _columns(Citation, CITATION))
PARTICIPANTS = Group(
    "participant",
    "participants",
    "event",
    EventParticipant,
    _columns(
        EventParticipant,
        (
            ("actor", "Who took part.", "tajikistan"),
            ("role", "As what: participant, founder, dissolved body, …", "participant"),
        ),
    ),
)
NAMES = Group(
    "name",
    "names",
    "actor",
    ActorName,
    _columns(
        ActorName,
        (
            ("name", "A name in another language, or of another time.", "Таджикистан"),
            ("language", "BCP 47 tag.", "ru"),
            ("kind", "How the name relates to the actor.", "short"),
            ("when", "EDTF: when the name was in use, if limited."),
            ("basis", "Where the name is known from.", "CLDR 49"),
            ("note", "Note on the name."),
        ),
    ),
    order=lambda name: (name.language, name.name),
)


def _facts(model: type[Model], *own: tuple[str, ...], groups: tuple = (), beside: tuple = ()):
    declared = ((*ID, EXAMPLE_ID), *own, *COMMON)
    return Sheet(
        kind=model.kind_of_record,
        model=model,
        key="id",
        columns=_columns(model, declared),
        groups=(*groups, CITATIONS),
        beside=(*BESIDE_A_FACT, *beside),
    )


STATUSES = _facts(
    Status,
    ("actor", "Who holds the status.", "tajikistan"),
    ("actor_as_written", "The actor's name in the source, if it differs."),
    ("status", "Which status.", "full-member"),
    ("organization", "In which organization, body or state.",
     "sco"),
    ("start_basis", "What the date of the start is the date of.", "decision"),
    ("end_basis", "What the date of the end is the date of.", "unknown"),
)  # fmt: skip
STATEMENTS = _facts(
    Statement,
    ("speaker", "Who said it. Blank: the source's own voice, or a speaker only described."),
    ("speaker_as_described", "A speaker who is no definite actor.", "Tajik officials"),
    ("speaker_role", "The speaker's role as described then."),
    ("form", "How the source renders it.", "quotation"),
    ("text", "What was said.", "Tajikistan has never opposed it."),
    ("about", "The actors it is about.", "afghanistan; tajikistan"),
    ("issue", "The question it is about."),
    ("outlet", "The outlet that it was said to."),
    ("event", "The event at which it was said."),
)
POSITIONS = _facts(
    Position,
    ("holder", "Who holds it.", "tajikistan"),
    ("holder_as_described", "A holder who is no definite actor."),
    ("holder_group", "The group that a holder only described is part of."),
    ("issue", "The question.", "contact-group-resumption"),
    ("stance", "Where the holder stands.", "opposes"),
    ("teller", "Who says that the holder holds it. Blank: the source itself."),
    ("event", "The event at which it was taken."),
    ("statement", "The statement that tells it."),
)
EVENTS = _facts(
    Event,
    ("type", "What sort of thing happened.", "meeting"),
    ("name", "What it is called.", "Summit in Astana"),
    ("place", "Where.", "Astana"),
    ("place_actor", "The state of the place.", "kazakhstan"),
    groups=(PARTICIPANTS,),
)
FIGURES = _facts(
    Figure,
    ("indicator", "What it measures.", "share-of-world-population"),
    ("subjects", "The actors it measures.", "sco"),
    ("value", "The number, in the indicator's unit.", "40"),
    ("lower", "Lower bound."),
    ("upper", "Upper bound."),
    ("exactness", "Whether it is meant to the digit.", "approximate"),
    ("as_written", "The figure as the source writes it.", "about 40%"),
    beside=(("unit", "The indicator's unit."),),
)
VERSION = ("version", "Version exported; see the guide to what an import refuses.")
ACTORS = Sheet(
    kind=RecordKind.ACTOR,
    model=Actor,
    key="slug",
    columns=_columns(
        Actor,
        (
            ("slug", "Public identifier; names the actor to change.", "tajikistan"),
            ("name", "English name.", "Tajikistan"),
            ("kind", "What sort of actor.", "state"),
            ("parent", "What it is an organ or officer of."),
            ("iso_alpha2", "ISO 3166 alpha-2.", "TJ"),
            ("iso_alpha3", "ISO 3166 alpha-3.", "TJK"),
            ("iso_numeric", "ISO 3166 numeric.", "762"),
            ("cow_number", "Correlates of War state number.", "702"),
            ("gw_number", "Gleditsch–Ward number.", "702"),
            ("wikidata", "Wikidata item.", "Q863"),
            ("article", "“the”, if a sentence puts it before the name; else blank."),
            ("note", "Public note."),
            ("id", "Of the record. Blank, unless it comes from another installation."),
        ),
    ),
    groups=(NAMES,),
    beside=(VERSION,),
)
SOURCES = Sheet(
    kind=RecordKind.SOURCE,
    model=Source,
    key="slug",
    columns=_columns(
        Source,
        (
            ("slug", "Public identifier; names the source to change.", "asia-plus-2024-06-13"),
            ("title", "Title, in [brackets] when the cataloguer supplied it.",
             "Tajikistan has never opposed …", "name"),
            ("kind", "What sort of document.", "article"),
            ("author", "Author."),
            ("publisher", "Publisher.", "Asia-Plus"),
            ("published", "EDTF date of publication.", "2024-06-13"),
            ("url", "Address.", "https://asiaplustj.info/en/news/"),
            ("archive_url", "Address of an archived copy."),
            ("accessed_on", "Day on which it was consulted.", "2026-11-01"),
            ("seen", "How it is known; blank with a text held, which was read.", "first-hand"),
            ("known_through", "Of a document known at second hand: through what."),
            ("language", "BCP 47 tag.", "en"),
            ("rights", "Rights in the text."),
            ("metadata_note", "Where each inferred piece of this description comes from."),
            ("note", "Public note."),
            ("snapshot_of", "The document that it is a later text of."),
            ("held_text", "The exact text held; once imported it is never altered."),
            ("id", "Of the record. Blank, unless it comes from another installation."),
        ),
    ),
    groups=(),
    beside=(
        ("sha256", "SHA-256 of the text held, computed."),
        ("length", "Code points of the text held, computed."),
        VERSION,
    ),
)  # fmt: skip

SHEETS: dict[str, Sheet] = {
    sheet.kind.value: sheet
    for sheet in (STATUSES, STATEMENTS, POSITIONS, EVENTS, FIGURES, ACTORS, SOURCES)
}
