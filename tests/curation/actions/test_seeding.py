"""The shipped fixtures: the article in, evidenced published records out."""

import hashlib
import shutil

import pytest
from django.conf import settings

from curation.actions import seed, seed_timeline
from curation.actions.seeding.reading import stable_id
from curation.errors import FixtureError, TimelineOverwrites
from curation.ledger import verify
from curation.models import Fact, ImportBatch, Revision, Source, Status
from curation.vocabulary import FACT_KINDS

pytestmark = pytest.mark.django_db

FIXTURES = settings.BASE_DIR / "fixtures"
ARTICLE = "asia-plus-2024-06-13"
SHA256 = "7eeff618c0f1369928686c35043c83faa81b29de4f65d3902f52905b55b3229f"


@pytest.fixture
def article():
    return Source.objects.get(slug=ARTICLE)


@pytest.fixture
def published():
    return list(Revision.objects.current().standing().of_kind(*FACT_KINDS))


def test_the_held_text_is_the_article_to_the_byte(article):
    assert hashlib.sha256(article.held_text.encode()).hexdigest() == SHA256 == article.sha256
    assert (FIXTURES / ARTICLE / "text.txt").read_bytes() == article.held_text.encode()


def test_every_fact_is_published_with_bootstrap_as_the_declared_basis(published):
    assert len(published) == Fact.objects.count() > 100
    assert {revision.basis for revision in published} == {"bootstrap"}
    assert not Fact.objects.exclude(state="published").exists()


def test_every_published_quotation_stands_in_the_article_at_its_offsets(article, published):
    citations = [c for revision in published for c in revision.document["citations"]]

    assert citations
    for citation in citations:
        assert article.held_text[citation["start"] : citation["end"]] == citation["quote"]


def test_the_quotations_cover_the_article(article, published):
    covered = {
        offset
        for revision in published
        for citation in revision.document["citations"]
        for offset in range(citation["start"], citation["end"])
    }
    characters = {i for i, character in enumerate(article.held_text) if not character.isspace()}

    assert len(characters & covered) / len(characters) > 0.95


def test_the_ids_are_the_same_on_every_installation():
    status = Status.objects.get(actor__slug="china", status__slug="full-member")

    assert status.pk.hex.startswith("83583ae5")
    assert status.citations.get().pk == stable_id(str(status.pk), "citation-1")
    assert status.citations.get().pk.hex.startswith("3d3fcd56")


def test_seeding_twice_changes_nothing():
    head = Revision.objects.order_by("-id").first()

    report = seed(FIXTURES)

    assert (report.references, report.facts) == (0, 0)
    assert Revision.objects.order_by("-id").first() == head
    assert verify()[1] is None


def test_seeding_never_overwrites_an_editors_work():
    status = Status.objects.get(actor__slug="china", status__slug="full-member")
    status.public_note = "Edited since."
    status.save()

    seed(FIXTURES)

    status.refresh_from_db()
    assert (status.public_note, status.state) == ("Edited since.", "draft")


@pytest.mark.parametrize(
    ("replace", "by", "complaint"),
    [
        ("quote: ", 'quote: "Not written there" # ', "nearest passage"),
        ("certainty: stated", "certainty: sure", "not a valid choice"),
        ("actor: china", "actor: cathay", "names 'cathay', which is no actor"),
        ("status: full-member", "statuss: full-member", "not understood: statuss|null"),
        ('when: "/.."', 'when: "yesterday"', "yesterday"),
        ('when: "/.."', "when: 2001", "quotation marks"),
        ("statuses:", "episodes:", "expected a list under “statuses”"),
    ],
)
def test_a_flawed_fixture_is_refused_by_file_and_entry(tmp_path, replace, by, complaint):
    folder = tmp_path / "fixtures"
    shutil.copytree(FIXTURES, folder)
    path = folder / ARTICLE / "statuses.yaml"
    path.write_text(path.read_text().replace(replace, by, 1))
    fresh = folder / "another-source"
    shutil.copytree(folder / ARTICLE, fresh)
    shutil.rmtree(folder / ARTICLE)
    sources = folder / "sources.yaml"
    sources.write_text(
        sources.read_text()
        .replace(ARTICLE, "another-source")
        .replace(SHA256, "")
        .replace("text_file: another-source/text.txt", "text_file: another-source/copy.txt")
        .replace("url: https://www.asiaplustj.info/", "url: https://another.example/")
    )
    # A text is held once and an address catalogued once, so this source has its own.
    (fresh / "copy.txt").write_bytes((fresh / "text.txt").read_bytes() + b"\n")
    facts = Fact.objects.count()

    with pytest.raises(FixtureError, match=complaint) as refusal:
        seed(folder)

    assert "statuses.yaml" in str(refusal.value)
    assert Fact.objects.count() == facts


def test_the_timeline_overwrites_no_editors_work():
    status = Status.objects.get(actor__slug="china", status__slug="full-member")
    status.public_note = "Edited since."
    status.save()

    with pytest.raises(TimelineOverwrites, match="China: Full member"):
        seed_timeline(FIXTURES / "membership-timeline")

    status.refresh_from_db()
    assert status.public_note == "Edited since."
    assert not ImportBatch.objects.exists()
