"""After an upgrade: sources are classified by evidence, and what is public is renewed."""

import importlib
import json
from copy import deepcopy
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model

from curation.actions import (
    approve,
    bootstrap_account,
    publish_reference,
    renew_references,
    restore,
    seed_timeline,
    submit,
)
from curation.actions.append import Entry, append
from curation.actions.seeding import timeline
from curation.errors import TimelineOverwrites
from curation.ledger import verify
from curation.models import Citation, Fact, Revision, Source, timeline_of
from curation.vocabulary import Action, PublicationBasis
from tests import factories

pytestmark = pytest.mark.django_db

CLASSIFIED = importlib.import_module("curation.migrations.0062_sources_are_classified")
ADDED = ("seen", "known_through", "archive_url")


@pytest.mark.parametrize(
    ("known", "through", "fields"),
    [
        ("first-hand", "", {"held_text": "A text.", "metadata_note": "Known through a note."}),
        ("first-hand", "", {"url": "https://example.org/"}),
        ("first-hand", "", {"archive_url": "https://archive.example.org/"}),
        ("first-hand", "", {"accessed_on": "2024-06-20"}),
        (
            "second-hand",
            "A research note that names the site and what it says, not the page",
            {
                "metadata_note": "Known through a research note that names the site and what it "
                "says, not the page; its text is not held."
            },
        ),
        (
            "second-hand",
            "The article of Asia-Plus of 13 June 2024",
            {
                "slug": "taliban-statement-on-sco-meetings",
                "metadata_note": "Not consulted; known only through the article, which quotes it.",
            },
        ),
        ("second-hand", CLASSIFIED.THROUGH_UNKNOWN, {}),
    ],
)
def test_a_source_of_before_is_classified_by_what_is_on_record(known, through, fields):
    blank = {"slug": "a", "held_text": "", "metadata_note": "", "url": ""}
    source = SimpleNamespace(**(blank | {"archive_url": "", "accessed_on": None} | fields))

    assert CLASSIFIED.how_known(source) == (known, through)


def of_version_2(revision):
    """Publish a record once more, in the shape that documents had before version 3."""
    document = deepcopy(revision.document)
    former = [document] if revision.kind == "source" else []
    former += [each["source"] for each in document.get("citations", ())]
    for each in former:
        for key in ADDED if each is not document else ADDED[:2]:
            each.pop(key, None)
    fields = {key: getattr(revision, key) for key in Entry.__annotations__}
    if revision.kind != "source":  # what an editor decided on is re-issued, not decided again
        fields |= {"action": Action.REISSUE, "basis": PublicationBasis.LABEL, "summary": "Renewed."}
    return append(Entry(**(fields | {"document": document, "schema_version": 2})))


@pytest.fixture
def former():
    """Return a status that was last published in the former shape, and its source likewise."""
    fact = factories.draft_status()
    source = factories.second_hand_source(slug="unseen", publisher="The Times")
    Citation.objects.create(fact=fact, source=source)
    submit(fact, by=factories.editor())
    approve(fact, by=factories.reviewer())
    for record in (source.pk, fact.pk):
        of_version_2(Revision.objects.current().get(record=record))
    return fact


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/records/{fact}/",
        "/sources/unseen/",
        "/sources/",
        "/search/?q=times",
        "/actors/{actor}/",
        "/api/v1/records/{fact}/",
        "/api/v1/records/{fact}/?format=jsonld",
        "/api/v1/statuses/?format=csv",
        "/api/v1/statuses/?format=jsonld",
        "/api/v1/citations/?format=csv",
        "/api/v1/citations/?format=jsonld",
        "/api/v1/sources/unseen/?format=jsonld",
        "/api/v1/sources/unseen/?format=bibtex",
        "/api/v1/sources/?format=csv",
        "/api/v1/changes/?format=json",
    ],
)
def test_a_revision_of_the_former_shape_is_read_as_before(client, former, address):
    moment = Revision.objects.latest("id").recorded.lower.isoformat().replace("+00:00", "Z")
    address = address.format(fact=former.pk, actor=former.actor.slug)
    given = {} if "changes" in address else {"known_at": moment}

    response = client.get(address, given, follow=True)

    assert response.status_code == 200
    assert b"".join(response)


def test_what_is_public_is_renewed_once_and_keeps_its_bytes(client, former):
    before = Revision.objects.current().get(record=former.pk)
    bytes_before = json.dumps(before.document, sort_keys=True)

    gained = renew_references(by=bootstrap_account())

    present = Revision.objects.current().get(record=former.pk)
    cited = {each["source"]["slug"]: each["source"] for each in present.document["citations"]}
    assert gained > 0
    assert cited["unseen"]["seen"] == "second-hand"
    assert cited["unseen"]["known_through"] == "A note of a traveller"
    assert present.number == before.number + 1, "one re-issue for all labels that changed"
    assert present.action == "reissue"
    assert "The description of unseen changed" in present.summary
    assert present.approved_by == before.approved_by
    before.refresh_from_db()
    assert json.dumps(before.document, sort_keys=True) == bytes_before
    assert verify()[1] is None
    assert renew_references(by=bootstrap_account()) == 0


def test_a_source_that_an_editor_changed_is_not_overwritten_by_the_shipped_file(
    tmp_path, monkeypatch
):
    source = factories.source("", slug="shipped", url="https://example.org/1")
    publish_reference("source", source, by=factories.editor())
    (tmp_path / "2-sources.csv").write_text(
        "slug,title,kind,url,seen\nshipped,Source,article,https://example.org/2,first-hand\n"
    )
    monkeypatch.setattr(timeline, "FILES", {"2-sources.csv": "source"})

    with pytest.raises(TimelineOverwrites):
        seed_timeline(tmp_path)

    source.refresh_from_db()
    assert source.url == "https://example.org/1"


def test_the_shipped_sources_say_how_they_are_known(seeded):
    known = dict(Source.objects.values_list("slug", "seen"))

    assert known["asia-plus-2024-06-13"] == "first-hand"
    assert known["ria-novosti-kabulov-interview-2024-06-11"] == "second-hand"
    assert not Fact.objects.filter(citations__source__seen="").exists()


def test_a_version_of_before_the_question_is_restored_without_forgetting_the_answer(monkeypatch):
    source = factories.second_hand_source(publisher="The Times")
    (change,) = timeline_of(Source, source.pk)
    change.after[Source, source.pk] |= {"seen": "", "known_through": ""}
    monkeypatch.setattr(
        importlib.import_module("curation.actions.restore"), "timeline_of", lambda *_: [change]
    )
    source.publisher = "The Tiems"
    source.save()
    source.refresh_from_db()
    by = get_user_model().objects.create(username="anyone", is_superuser=True)

    restored = restore(source, change.number, by=by)

    assert (restored.publisher, restored.seen) == ("The Times", "second-hand")
    assert restored.known_through == "A note of a traveller"
