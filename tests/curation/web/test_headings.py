"""What stands next to a record on a page is what the record says: walked over all pages.

`walk` compares headings, dates, stances, marks and bars with the records that they link to.
"""

import datetime as dt
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from lxml import html

from curation.models import Revision
from curation.vocabulary import Rank, RecordKind
from tests import factories

from .walk import Walk, text_of

pytestmark = pytest.mark.django_db

DAYS = [f"{year}-{day}" for year in range(2001, 2027) for day in ("06-12", "12-31")]
SEARCHES = ("Iran", "Иран", "伊朗", "observer", "partner", "“Contact Group”", "Belarus", "2023")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def walk(timeline, client):
    """Return the walk over the whole shipped record."""
    return Walk(client)


def walked(walk, addresses, *, marked=True):
    """Walk pages; the differences are shown, and that there were links to compare."""
    found = [text for each in addresses for text in walk.differences(each, marked=marked)]
    assert found == []
    assert walk.links


def of_kind(kind):
    """Return the slugs of the reference data of a kind."""
    return sorted(Revision.objects.current().of_kind(kind).values_list("slug", flat=True))


@pytest.mark.parametrize("day", DAYS)
def test_on_any_day_each_row_of_the_home_page_is_of_the_status_of_its_group(walk, day):
    walked(walk, [f"/?valid_at={day}"])


def test_every_actor_is_shown_as_its_records_have_it(walk):
    walked(walk, [f"/actors/{each}/" for each in of_kind(RecordKind.ACTOR)])


def test_every_issue_is_shown_as_its_records_have_it(walk):
    walked(walk, [f"/issues/{each}/" for each in of_kind(RecordKind.ISSUE)])


def test_every_source_is_shown_with_what_rests_on_it(walk):
    walked(walk, [f"/sources/{each}/" for each in of_kind(RecordKind.SOURCE)])


@pytest.mark.parametrize("kind", [RecordKind.STATUS_TYPE, RecordKind.INDICATOR])
def test_every_term_is_shown_with_the_facts_that_use_it(walk, kind):
    walked(walk, [f"/{kind}s/{each}/" for each in of_kind(kind)])


def test_every_record_is_shown_with_what_it_contradicts(walk):
    walked(walk, [f"/records/{each}/" for each in walk.documents])


def test_what_is_found_is_named_and_dated_as_its_record_has_it(walk):
    walked(walk, [f"/search/?q={each}" for each in SEARCHES], marked=False)


def compared(client):
    """Return the addresses of the comparisons that the page offers."""
    page = html.fromstring(client.get("/compare/").content.decode())
    return [each.get("href") for each in page.xpath("//ul[@class='presets']//a")]


def test_what_moved_rests_on_records_of_the_statuses_named(walk, client):
    addresses = compared(client)

    assert len(addresses) > 10
    walked(walk, addresses)
    for address in addresses:
        page = html.fromstring(client.get(address).content.decode())
        for move in page.xpath("//li[@class='move']"):
            grounds = " ".join(text_of(each) for each in move.xpath(".//blockquote"))
            for status in move.xpath(".//span[contains(@class, 'side-told')]/span"):
                name = text_of(status).removesuffix(" possible")
                if "status" in status.get("class"):
                    assert f": {name} (" in grounds, (address, text_of(move)[:80])


def test_the_latest_changes_are_named_and_marked_as_their_records_are(walk):
    walked(walk, ["/"])


def test_entries_of_the_feed_are_named_and_marked_as_their_revisions_are(timeline, client):
    wanted = {str(each.pk): each for each in Revision.objects.of_kind("status")}
    address, seen = "/api/v1/changes/?format=atom&kind=status", 0
    while address:
        feed = ET.fromstring(client.get(address).content)
        for entry in feed.iter(f"{ATOM}entry"):
            revision = _revision_of(entry, wanted)
            title = Rank(revision.rank).marked(revision.document["label"])
            assert entry.findtext(f"{ATOM}title") == f"Published: {title}"
            seen += 1
        links = {each.get("rel"): each.get("href") for each in feed.iter(f"{ATOM}link")}
        address = links.get("next") or links.get("prev-archive")
    assert seen


def _revision_of(entry, wanted):
    """Return the revision that an entry is of, by its digest."""
    digest = entry.findtext(f"{ATOM}id").rpartition("/")[2]
    (found,) = [each for each in wanted.values() if each.digest == digest]
    return found


def test_where_records_are_listed_accepted_ones_come_first(walk, client):
    page = html.fromstring(client.get("/status-types/dialogue-partner/").content.decode())
    links = page.xpath("//ul[contains(@class, 'uses')]/li/a/@href")
    ranks = [walk.documents[each.split("/")[2]]["rank"] for each in links]

    assert len(set(ranks)) == 3
    assert all(Rank(one).value <= Rank(other).value for one, other in pairwise(ranks))


def test_afghanistan_is_drawn_as_inactive_on_the_map(timeline, client):
    page = html.fromstring(client.get(f"/?valid_at={dt.date(2026, 6, 12)}").content.decode())

    (country,) = page.xpath("//figure//a[contains(@href, '/actors/afghanistan/')]")
    assert country.get("aria-label") == "Afghanistan: SCO partner, inactive"
    assert country.xpath("*[contains(@class, 'over-mark') and contains(@class, 's-inactive')]")
    assert "Inactive" in text_of(page.xpath("//figcaption")[0])


def test_a_country_that_can_have_held_either_of_two_statuses_is_drawn_as_neither(look):
    country = factories.actor(name="Japan", iso_alpha2="JP", iso_alpha3="JPN", iso_numeric="392")
    sco = factories.Actor.objects.get(slug="sco")
    for status in ("observer", "dialogue-partner"):
        kind = factories.StatusType.objects.get(slug=status)
        factories.published_status(actor=country, organization=sco, status=kind, when="2010?/2012?")

    page = look("/?valid_at=2011-01-01")

    (label,) = [
        each["aria-label"] for each in page.all("a") if "Japan" in each.get("aria-label", "")
        and "country" in each.get("class", "")
    ]  # fmt: skip
    assert label == "Japan: Dialogue partner or Observer, possible"
