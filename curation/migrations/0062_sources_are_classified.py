"""Classify the sources and actors that there are, by what is on record of them.

The evidence for a source, the strongest first: its text is held; its description says that it is
known through something else; an address or a day of consultation is on record. Where there is
none of these, nothing shows that anybody read the document.
"""

import re

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FIRST, SECOND = "first-hand", "second-hand"
LONGEST = 300
SECOND_HAND = re.compile(r"\bknown (?:only )?through (?P<what>.+?)(?:[;.]|, which|$)", re.I)
THROUGH_UNKNOWN = "Not recorded: entered before the registry asked how a document is known"

# What the description calls “the article” there, for readers of other pages.
ARTICLE = "The article of Asia-Plus of 13 June 2024"
KNOWN_THROUGH_THE_ARTICLE = (
    "ria-novosti-kabulov-interview-2024-06-11", "taliban-statement-on-sco-meetings",
    "protocol-establishing-the-contact-group",
)  # fmt: skip

# Names that went with an article in sentences until now; from here on it is a field.
WITH_ARTICLE = re.compile("Organi[sz]ation|Union|Group|Council|Commonwealth|Association|Nations")
BY_SLUG = (
    "cis", "taliban", "maldives", "united-arab-emirates", "united-states",
    "russian-foreign-ministry", "second-asia-department", "embassy-of-afghanistan-to-china",
    "sco-secretariat", "sco-permanent-representatives",
)  # fmt: skip


def how_known(source: models.Model) -> tuple[str, str]:
    """Return how a document is known, and through what if at second hand."""
    if source.held_text:
        return FIRST, ""
    said = SECOND_HAND.search(source.metadata_note)
    if said:
        what = ARTICLE if source.slug in KNOWN_THROUGH_THE_ARTICLE else said["what"].strip()
        return SECOND, (what[:1].upper() + what[1:])[:LONGEST]
    if source.url or source.archive_url or source.accessed_on:
        return FIRST, ""
    return SECOND, THROUGH_UNKNOWN


def classify(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Fill the new columns of every row."""
    sources = apps.get_model("curation", "Source").objects
    for source in sources.iterator():
        seen, through = how_known(source)
        sources.filter(pk=source.pk).update(seen=seen, known_through=through)
    actors = apps.get_model("curation", "Actor").objects
    for actor in actors.iterator():
        of_such_a_name = actor.kind != "state" and WITH_ARTICLE.search(actor.name)
        if actor.slug in BY_SLUG or of_such_a_name:
            actors.filter(pk=actor.pk).update(article="the")


class Migration(migrations.Migration):

    dependencies = [
        ('curation', '0061_source_is_known'),
    ]

    operations = [
        migrations.RunPython(classify, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('seen__in', ['first-hand', 'second-hand'])), name='source_says_how_it_is_known', violation_error_message='Say how the document is known: first-hand if it was read, second-hand if it is known through another document or a note.'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('seen', 'second-hand'), _negated=True), models.Q(('known_through', ''), _negated=True), _connector='OR'), models.Q(models.Q(('seen', 'first-hand'), _negated=True), ('known_through', ''), _connector='OR')), name='second_hand_source_names_what_it_is_known_through', violation_error_message='A document known at second hand names the document or note that it is known through; one that was read names none.'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('held_text', ''), ('seen', 'first-hand'), _connector='OR'), name='source_with_a_held_text_is_first_hand', violation_error_message='A document whose text is held was consulted: it is known at first hand.'),
        ),
    ]
