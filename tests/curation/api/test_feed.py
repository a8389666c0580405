"""The Atom feed keeps to RFC 4287, and to RFC 5005 where it leads back and on."""

import datetime as dt
import re
from xml.etree import ElementTree

import pytest

from curation.actions import retract
from curation.api.atom import legal
from curation.models import Revision
from tests import factories

ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(?:-\d\d(?:-\d\d)?)?:[!-~]+")
# RFC 4287, 4.1.1 and 4.1.2: how often an element has to, and may, stand in its parent.
IN_FEED = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (1, 99), "rights": (0, 1)}
IN_ENTRY = {
    "id": (1, 1), "title": (1, 1), "updated": (1, 1), "published": (0, 1), "author": (1, 99),
    "summary": (1, 1), "content": (1, 1), "rights": (0, 1),
}  # fmt: skip


@pytest.fixture
def feed(seeded, client):
    """Ask for a document of the feed, by its parameters or by its address."""

    def ask(address="/api/v1/changes/", **asked):
        response = client.get(address, {"format": "atom", **asked} if "?" not in address else None)
        assert response.status_code == 200, response.content
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        return valid(ElementTree.fromstring(response.content))

    return ask


def valid(root):
    """Return a feed that has what RFC 4287 asks for, or fail."""
    assert root.tag == f"{ATOM}feed"
    _counted(root, IN_FEED)
    for entry in entries(root):
        _counted(entry, IN_ENTRY)
        # A content elsewhere is empty here, and the summary is there for it (4.1.3.2, 4.1.1).
        content = entry.find(f"{ATOM}content")
        assert content.get("src")
        assert not content.text
        assert entry.findtext(f"{ATOM}summary")
        assert links(entry)["alternate"]
    for each in (*root.iter(f"{ATOM}updated"), *root.iter(f"{ATOM}published")):
        assert RFC_3339.fullmatch(each.text)
    for each in root.iter(f"{ATOM}id"):
        assert TAG.fullmatch(each.text)
    for each in (*root.iter(f"{ATOM}author"), *root.iter(f"{ATOM}contributor")):
        assert each.findtext(f"{ATOM}name")
    for each in root.iter(f"{ATOM}link"):
        assert each.get("href").startswith("http://testserver/")
    for each in root.iter(f"{ATOM}category"):
        assert each.get("term")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries(root)]
    assert len(ids) == len(set(ids))
    return root


def _counted(parent, bounds):
    for name, (least, most) in bounds.items():
        assert least <= len(parent.findall(f"{ATOM}{name}")) <= most, name


def entries(root):
    return root.findall(f"{ATOM}entry")


def links(parent):
    """Return the links of a feed or an entry; no relation stands there twice."""
    found = parent.findall(f"{ATOM}link")
    assert len({link.get("rel") for link in found}) == len(found)
    return {link.get("rel"): link.get("href") for link in found}


def digests(root):
    """Return the digests of the revisions that entries stand for."""
    return [entry.findtext(f"{ATOM}id").rpartition("/")[2] for entry in entries(root)]


def in_ledger(newest_first=True, **conditions):
    rows = Revision.objects.filter(**conditions).order_by("-id" if newest_first else "id")
    return list(rows.values_list("digest", flat=True))


# --- what an entry says ------------------------------------------------------------------------


def test_the_feed_begins_with_the_newest(feed):
    assert digests(feed()) == in_ledger()[:100]


def test_an_entry_says_who_did_what_when_and_why(feed):
    submitter, approver = factories.editor(first_name="Ann"), factories.reviewer()
    fact = factories.published_status(submitter=submitter)
    tombstone = retract(fact, by=approver, reason="The <source> was forged & withdrawn.")

    entry = entries(feed())[0]

    assert entry.findtext(f"{ATOM}title") == f"Retracted: {fact.label}"
    assert entry.findtext(f"{ATOM}summary").startswith("The <source> was forged & withdrawn. (")
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == f"Ann ({submitter.username})"
    assert entry.findtext(f"{ATOM}contributor/{ATOM}name") == approver.username
    moment = dt.datetime.fromisoformat(entry.findtext(f"{ATOM}updated"))
    assert moment == tombstone.recorded.lower
    terms = [category.get("term") for category in entry.findall(f"{ATOM}category")]
    assert terms == ["status", "retract"]


def test_an_entry_leads_to_its_revision_and_to_its_record(feed, client):
    entry = entries(feed())[0]

    change = client.get(links(entry)["alternate"]).json()

    assert change["digest"] == entry.findtext(f"{ATOM}id").rpartition("/")[2]
    assert entry.find(f"{ATOM}content").attrib == {
        "type": "application/json",
        "src": links(entry)["alternate"],
    }
    assert client.get(links(entry)["related"]).status_code == 200


def test_identifiers_do_not_depend_on_the_address_of_the_feed(feed, client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    here = feed(page_size=1)
    there = client.get("/api/v1/changes/?format=atom&page_size=1", HTTP_HOST="mirror.example.net")

    elsewhere = ElementTree.fromstring(there.content)
    assert elsewhere.findtext(f"{ATOM}id") == here.findtext(f"{ATOM}id")
    assert digests(elsewhere) == digests(here)


def test_feeds_of_other_changes_have_other_identifiers(feed):
    ids = {feed(**asked).findtext(f"{ATOM}id") for asked in ({}, {"kind": "actor"})}

    assert len(ids) == 2
    assert feed(page_size=5, kind="actor").findtext(f"{ATOM}id") in ids


def test_a_feed_is_as_new_as_its_newest_entry(feed):
    root = feed()

    assert root.findtext(f"{ATOM}updated") == entries(root)[0].findtext(f"{ATOM}updated")


def test_a_feed_without_entries_is_one(feed):
    root = feed(record="59301e62-9c3e-5d30-a966-000000000000")

    assert entries(root) == []
    assert set(links(root)) == {"self", "alternate", "current"}


def test_what_xml_cannot_hold_is_replaced(feed):
    fact = factories.published_status()
    reason = "\x01\x0b\x1f\ufffe & <![CDATA[ \U0001f600 \t\n"
    retract(fact, by=factories.reviewer(), reason=f"Said {reason}.")

    summary = entries(feed())[0].findtext(f"{ATOM}summary")

    assert summary.startswith("Said \ufffd\ufffd\ufffd\ufffd & <![CDATA[ \U0001f600")
    assert legal("plain") == "plain"


# --- where it leads ----------------------------------------------------------------------------


@pytest.mark.parametrize("asked", [{}, {"kind": ["status", "actor"]}, {"kind": ["issue"]}])
@pytest.mark.parametrize("size", [1, 7, 100])
def test_archives_lead_back_to_the_beginning(feed, asked, size):
    wanted = in_ledger(**{f"{name}__in": kinds for name, kinds in asked.items()})[: 6 * size]
    root = feed(page_size=size, **asked)
    found, archives = digests(root), []
    assert root.find(f"{HISTORY}archive") is None
    while (earlier := links(root).get("prev-archive")) and len(archives) < 12:
        archives.append(earlier)
        root = feed(earlier)
        assert root.find(f"{HISTORY}archive") is not None
        assert links(root)["self"] == earlier
        found += digests(root)

    assert len(archives) == len(set(archives))
    assert list(dict.fromkeys(found))[: len(wanted)] == wanted


def test_archives_have_the_same_addresses_from_wherever_one_comes(feed):
    first = links(feed(page_size=7))["prev-archive"]
    factories.published_status()
    second = links(feed(page_size=7))["prev-archive"]

    walked = {first}
    while second not in walked and len(walked) < 5:
        walked.add(second)
        second = links(feed(second))["prev-archive"]
    assert second in walked


def test_an_archive_is_the_same_for_ever(feed, client):
    address = links(feed(page_size=7))["prev-archive"]
    before = client.get(address)
    factories.published_status()
    after = client.get(address)

    assert "immutable" in before["Cache-Control"]
    assert (before.content, before["ETag"]) == (after.content, after["ETag"])
    assert links(feed(address))["current"] == links(feed(page_size=7))["self"]


def test_pages_lead_on_from_a_place(feed):
    root = feed(after=0, page_size=50)
    found = digests(root)
    while onward := links(root).get("next"):
        root = feed(onward)
        found += digests(root)

    assert found == in_ledger(newest_first=False)


def test_the_newest_entries_are_asked_for_again_soon(feed, client):
    before = client.get("/api/v1/changes/?format=atom")
    assert "immutable" not in before["Cache-Control"]
    factories.published_status()

    assert client.get("/api/v1/changes/?format=atom")["ETag"] != before["ETag"]


# --- where it is found -------------------------------------------------------------------------


def test_it_is_to_be_had_by_accept(seeded, client):
    response = client.get("/api/v1/changes/", headers={"accept": "application/atom+xml"})

    assert response["Content-Type"].startswith("application/atom+xml")
    assert "Accept" in response["Vary"]


def test_the_doors_lead_to_it(get, feed, client):
    root = client.get("/api/v1/")
    address = root.json()["feed"]

    assert root["Link"] == f'<{address}>; rel="alternate"; type="application/atom+xml"'
    assert digests(feed(address)) == in_ledger()[:100]
    assert client.get(root.json()["changes"]).json()["after"] == 0
    assert 'rel="alternate" type="application/atom+xml"' in client.get("/").content.decode()


def test_the_doors_are_the_same_whatever_form_is_asked_for(get):
    assert get("", format="json")["feed"] == get("")["feed"]
