"""One revision of a record has an address that answers the same for ever."""

import uuid

import pytest

from curation.actions import retract
from curation.models import Revision
from tests import factories


def test_a_revision_has_an_address_for_ever(get, client, head):
    fact = factories.published_status()
    address = f"/api/v1/records/{fact.pk}/revisions/1/"
    before = client.get(address)
    retract(fact, by=factories.reviewer(), reason="Wrong.")
    after = client.get(address)

    assert before.content == after.content
    assert "immutable" in after["Cache-Control"]
    told = get("changes/", record=str(fact.pk), after=head)["results"]
    assert after.json() == told[0]
    assert get(f"records/{fact.pk}/revisions/2/") == told[1]


def test_a_revision_tells_the_difference_when_asked(get, head):
    fact = factories.published_status()

    change = get(f"records/{fact.pk}/revisions/1/", **{"with": "patch"})

    assert change["patch"] == [{"op": "add", "path": "", "value": change["document"]}]


def test_a_revision_is_not_sent_twice(seeded, client):
    record = Revision.objects.first().record
    address = f"/api/v1/records/{record}/revisions/1/"
    tag = client.get(address)["ETag"]

    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    assert client.get(f"{address}?with=patch", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("number", ["0", "9", "-1", "x", "1.0", "9" * 40, "%00"])
def test_a_revision_that_never_was_is_not_found(get, number):
    record = Revision.objects.order_by("id").first().record

    assert get(f"records/{record}/revisions/{number}/", expect=404)["detail"]
    assert get(f"records/{uuid.uuid4()}/revisions/1/", expect=404)
    assert get("records/belarus/revisions/1/", expect=404)


def test_a_revision_takes_no_other_parameter(get):
    record = Revision.objects.order_by("id").first().record

    problem = get(f"records/{record}/revisions/1/", known_at="2026-01-01", expect=400)

    assert problem["parameter"] == "known_at"
