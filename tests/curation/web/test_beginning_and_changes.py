"""Before the first revision, and what was changed at once: both are said in one piece."""

import pytest

from curation.models import Revision
from tests import factories

pytestmark = pytest.mark.django_db

BEFORE = "1999-01-01"


def first_moment():
    return Revision.objects.earliest("id").recorded.lower


@pytest.mark.parametrize("address", ["/", "/sources/", "/issues/", "/actors/", "/data/"])
def test_a_moment_before_the_first_revision_leads_to_the_first(client, seeded, address):
    page = client.get(address, {"known_at": BEFORE}).content.decode()

    first = first_moment()
    assert "Before the first revision." in page
    assert f"It recorded its first revision on {first.day} {first:%B %Y}" in page
    link = page.partition('">see it as of its first revision')[0].rpartition('href="')[2]
    assert client.get(link.replace("&amp;", "&")).status_code == 200
    assert first.isoformat(timespec="microseconds")[:19] in link.replace("%3A", ":")


@pytest.mark.parametrize(
    "address", ["/actors/china/", "/sources/asia-plus-2024-06-13/", "/records/{fact}/"]
)
def test_what_was_not_there_yet_says_when_the_record_begins(client, seeded, address):
    fact = Revision.objects.current().of_kind("status").first().record

    response = client.get(address.format(fact=fact), {"known_at": BEFORE})

    page = response.content.decode()
    assert response.status_code == 404
    assert "the registry recorded its first revision on" in page
    assert "See it as of now</a>" in page


def test_a_moment_after_it_is_a_past_state(client, seeded):
    moment = first_moment().isoformat().replace("+00:00", "Z")

    page = client.get("/", {"known_at": moment}).content.decode()

    assert "A past state." in page
    assert "Before the first revision" not in page


def changes(client):
    page = client.get("/").content.decode()
    listed = page.partition('id="changes-title"')[2].partition("</ol>")[0]
    return [each.partition("</li>")[0] for each in listed.split("<li>")[1:]]


def test_what_the_registry_came_with_is_one_entry_of_the_latest_changes(client, seeded):
    entries = changes(client)

    assert len(entries) <= 3, "one for each minute of the first start"
    assert "statuses" in entries[0]
    assert entries[0].count("<a ") == 3
    assert "more" in entries[0]


def test_what_editors_approved_is_told_one_by_one(client, seeded):
    facts = [factories.published_status() for _ in range(3)]

    entries = changes(client)

    for fact, entry in zip(reversed(facts), entries, strict=False):
        assert f"/records/{fact.pk}/" in entry
        assert entry.count("<a ") == 1
