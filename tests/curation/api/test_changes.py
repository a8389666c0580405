"""Whoever follows the changes is told everything once, in order, and can check it."""

import json
import uuid

import jsonpatch
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.actions import publish_reference, retract
from curation.models import Actor, Revision
from curation.vocabulary import RecordKind
from tests import factories
from tests.curation.api.test_digest import recomputed

LOOSE = "max-age=0, s-maxage=30"


def walked(get, client, **asked):
    """Return all changes, following `next` until there is nothing new."""
    answer = get("changes/", **asked)
    changes = answer["results"]
    while not answer["up_to_date"]:
        answer = client.get(answer["next"]).json()
        changes += answer["results"]
    return changes


def lines(client, **asked):
    """Return all changes, as NDJSON has them."""
    response = client.get("/api/v1/changes/", {**asked, "format": "ndjson"})
    assert response.status_code == 200
    return [json.loads(line) for line in b"".join(response.streaming_content).split(b"\n")[:-1]]


# --- what is told ------------------------------------------------------------------------------


def test_every_revision_is_told_once_in_the_order_of_the_ledger(get, client, head):
    changes = walked(get, client, page_size=50)

    assert [change["id"] for change in changes] == list(range(1, head + 1))


def test_a_change_hands_on_the_published_document_unaltered(get, client, head):
    for change in walked(get, client, page_size=1000):
        revision = Revision.objects.get(pk=change["id"])
        assert json.dumps(change["document"]) == json.dumps(revision.document)
        assert change["record"] == str(revision.record) == change["document"]["id"]
        assert change["slug"] == change["document"].get("slug")


def test_a_change_says_who_did_what_when_and_why(get, head):
    submitter, approver = factories.editor(first_name="Ann"), factories.reviewer()
    fact = factories.published_status(submitter=submitter, approver=approver)
    revision = retract(fact, by=factories.reviewer(), reason="The source was forged.")

    *_, published, retracted = get("changes/", after=head, page_size=1000)["results"]

    assert published["action"] == "publish"
    assert published["basis"] == "review"
    assert published["submitted_by"] == f"Ann ({submitter.username})"
    assert published["approved_by"] == approver.username
    assert (published["kind"], published["number"], published["slug"]) == ("status", 1, None)
    assert retracted["action"] == "retract"
    assert retracted["summary"] == "The source was forged."
    assert retracted["number"] == 2
    assert retracted["id"] == revision.id
    assert retracted["document"] == published["document"]


def test_a_changed_label_is_told_for_all_that_carry_it(get, head):
    fact = factories.published_status()
    actor = Actor.objects.get(pk=fact.actor_id)
    actor.name = "Ruritania"
    actor.save()
    since = Revision.objects.place().revision
    publish_reference(RecordKind.ACTOR, actor, by=factories.editor())

    changes = get("changes/", after=since, **{"with": "patch"})["results"]

    renamed, relabelled = changes
    assert (renamed["kind"], renamed["slug"], renamed["action"]) == ("actor", actor.slug, "publish")
    assert (relabelled["record"], relabelled["action"]) == (str(fact.pk), "reissue")
    name = {"op": "replace", "path": "/actor/name", "value": "Ruritania"}
    assert name in relabelled["patch"]


def test_the_chain_of_digests_can_be_followed_and_recomputed(get, client, head):
    retract(factories.published_status(), by=factories.reviewer(), reason="Wrong.")
    digest = ""
    for change in walked(get, client, page_size=500):
        assert change["previous_digest"] == digest
        digest = change["digest"]
        said = {**change, "recorded": {"from": change["recorded_from"]}}
        assert recomputed({**change["document"], "revision": said}) == digest


# --- the difference ----------------------------------------------------------------------------


def test_patches_applied_in_turn_give_each_document(get, client, head):
    fact = factories.published_status()
    retract(fact, by=factories.reviewer(), reason="Wrong.")
    documents = {}
    for change in walked(get, client, page_size=300, **{"with": "patch"}):
        former = documents.get(change["record"], {})
        documents[change["record"]] = jsonpatch.apply_patch(former, change["patch"])
        assert documents[change["record"]] == change["document"]
        assert len(change["patch"]) == 1 or change["number"] > 1

    assert len(documents) == Revision.objects.current().count()


def test_a_retraction_changes_nothing_in_the_document(get, head):
    fact = factories.published_status()
    retract(fact, by=factories.reviewer(), reason="Wrong.")

    tombstone = get("changes/", after=head, record=str(fact.pk), **{"with": "patch"})["results"][1]

    assert (tombstone["action"], tombstone["patch"]) == ("retract", [])


def test_there_is_no_difference_unless_asked_for(get):
    assert "patch" not in get("changes/", page_size=1)["results"][0]


# --- where it goes on --------------------------------------------------------------------------


def test_a_full_page_goes_on_with_its_last_change(get):
    answer = get("changes/", after=10, page_size=5)

    assert [change["id"] for change in answer["results"]] == [11, 12, 13, 14, 15]
    assert (answer["after"], answer["last"], answer["up_to_date"]) == (10, 15, False)
    assert "after=15&page_size=5" in answer["next"]


def test_whoever_has_come_to_the_end_can_go_on_from_there_later(get, client, head):
    answer = get("changes/", after=head)
    assert (answer["results"], answer["last"], answer["up_to_date"]) == ([], head, True)
    fact = factories.published_status()

    later = client.get(answer["next"]).json()

    assert later["results"][-1]["record"] == str(fact.pk)
    assert later["last"] == later["results"][-1]["id"]


def test_the_last_page_is_followed_by_an_empty_one_even_if_it_is_full(get, client, head):
    full = get("changes/", after=head - 3, page_size=3)

    assert not full["up_to_date"]
    assert client.get(full["next"]).json()["up_to_date"]


def test_what_is_not_asked_for_counts_as_read(get, client, head):
    answer = get("changes/", kind="issue", page_size=1000)

    assert {change["kind"] for change in answer["results"]} == {"issue"}
    assert answer["results"][-1]["id"] < answer["last"] == head
    assert "kind=issue" in answer["next"]


def test_kinds_and_records_may_be_repeated(get, client, head):
    some = [str(pk) for pk in Revision.objects.values_list("record", flat=True)[:2]]

    by_kind = walked(get, client, kind=["issue", "actor"], page_size=7)
    by_record = walked(get, client, record=some)

    assert {change["kind"] for change in by_kind} == {"issue", "actor"}
    assert len(by_kind) == Revision.objects.of_kind("issue", "actor").count()
    assert {change["record"] for change in by_record} == set(some)
    assert get("changes/", record=str(uuid.uuid4()))["results"] == []


def test_the_end_of_the_ledger_can_be_pinned(get, client, head):
    moment = Revision.objects.get(pk=20).recorded.lower.isoformat()

    answer = get("changes/", after=15, known_at=moment)

    assert [change["id"] for change in answer["results"]] == [16, 17, 18, 19, 20]
    assert (answer["last"], answer["up_to_date"]) == (20, True)
    assert client.get(answer["next"]).json()["results"] == []
    assert get("changes/", known_at="1999-01-01")["last"] == 0


def test_lines_say_what_the_pages_say(get, client, head):
    for asked in ({}, {"after": 30, "kind": "actor"}, {"with": "patch"}):
        assert lines(client, **asked) == walked(get, client, page_size=1000, **asked)


def test_lines_say_where_to_go_on(seeded, client, head):
    response = client.get("/api/v1/changes/", {"kind": "actor"}, headers={
        "accept": "application/x-ndjson"
    })  # fmt: skip

    assert response["Content-Type"] == "application/x-ndjson; charset=utf-8"
    assert f'after={head}&kind=actor&format=ndjson>; rel="next"' in response["Link"]


def test_a_line_holds_no_letter_that_readers_take_for_its_end(seeded, client, head):
    fact = factories.published_status(public_note="One\u2028two\u2029three\x85four\nfive")

    response = client.get("/api/v1/changes/", {"after": head, "format": "ndjson"})
    text = b"".join(response.streaming_content).decode()

    assert len(text.splitlines()) == text.count("\n")
    assert json.loads(text.splitlines()[-1])["document"]["id"] == str(fact.pk)


# --- what it costs, and how long it keeps ------------------------------------------------------


@pytest.mark.parametrize("asked", [{}, {"with": "patch"}, {"format": "atom"}])
def test_a_page_costs_the_same_whatever_its_size(seeded, client, asked):
    counts = set()
    for size in (1, 10, 200):
        with CaptureQueriesContext(connection) as queries:
            client.get("/api/v1/changes/", {"page_size": size, **asked})
        counts.add(len(queries))

    assert counts == {3}


def test_a_full_page_is_the_same_for_ever(seeded, client):
    asked = {"after": 10, "page_size": 20}
    before = client.get("/api/v1/changes/", asked)
    factories.published_status()
    after = client.get("/api/v1/changes/", asked)

    assert "immutable" in before["Cache-Control"]
    assert (before.content, before["ETag"]) == (after.content, after["ETag"])


def test_the_last_page_is_asked_for_again_soon(seeded, client, head):
    before = client.get("/api/v1/changes/", {"after": head - 1})
    assert LOOSE in before["Cache-Control"]
    factories.published_status()

    after = client.get("/api/v1/changes/", {"after": head - 1})

    assert before["ETag"] != after["ETag"]


def test_the_permalink_of_the_last_page_keeps_what_it_held(get, client, head):
    factories.published_status()
    answer = get("changes/", after=head)
    first = client.get(answer["permalink"])
    factories.published_status()
    then = client.get(answer["permalink"])

    assert first.json()["results"] == answer["results"] == then.json()["results"]
    assert (first.content, first["ETag"]) == (then.content, then["ETag"])
    assert "immutable" in then["Cache-Control"]
    assert then.json()["permalink"] == answer["permalink"]


def test_a_moment_that_others_may_still_publish_in_is_not_kept(seeded, client, head):
    newest = Revision.objects.place().moment
    recorded = client.get("/api/v1/changes/", {"known_at": newest.isoformat(), "after": head - 1})
    yet_open = client.get("/api/v1/changes/", {"known_at": "2199-01-01", "after": head - 1})

    assert "immutable" in recorded["Cache-Control"]
    assert LOOSE in yet_open["Cache-Control"]


@pytest.mark.parametrize("form", ["json", "ndjson", "atom"])
def test_a_client_that_has_the_answer_costs_no_document(seeded, client, form):
    address = f"/api/v1/changes/?format={form}"
    tag = client.get(address)["ETag"]

    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, headers={"if-none-match": f'"other", W/{tag}'})

    assert (response.status_code, response.content) == (304, b"")
    assert (response["ETag"], response["Cache-Control"][:6]) == (tag, "public")
    assert len(queries) <= 2
    assert not any('"document"' in query["sql"] for query in queries)


def test_what_is_asked_makes_the_validator(seeded, client):
    asked = [
        {}, {"page_size": 99}, {"kind": "actor"}, {"with": "patch"}, {"format": "atom"},
        {"format": "ndjson"}, {"after": 1},
    ]  # fmt: skip
    tags = {client.get("/api/v1/changes/", each)["ETag"] for each in asked}

    assert len(tags) == len(asked)


def test_the_same_question_has_one_address(get):
    kinds = ["event", "actor", "event"]
    one = get("changes/", page_size=3, kind=kinds)
    other = get("changes/", kind=sorted(set(kinds)), after="000", page_size="03")

    assert one == other


# --- what is refused ---------------------------------------------------------------------------

BAD = [
    ({"after": "-1"}, "after"),
    ({"after": "abc"}, "after"),
    ({"after": ""}, "after"),
    ({"after": "1.5"}, "after"),
    ({"after": "٣"}, "after"),
    ({"after": "9" * 5000}, "after"),
    ({"after": str(2**63)}, "after"),
    ({"after": ["1", "2"]}, "after"),
    ({"before": "0", "format": "atom"}, "before"),
    ({"before": "5"}, "before"),
    ({"before": "5", "format": "ndjson"}, "before"),
    ({"before": "5", "after": "5", "format": "atom"}, "before"),
    ({"page_size": "0"}, "page_size"),
    ({"page_size": "1001"}, "page_size"),
    ({"page_size": "5", "format": "ndjson"}, "page_size"),
    ({"kind": "statuses"}, "kind"),
    ({"record": "1"}, "record"),
    ({"known_at": "soon"}, "known_at"),
    ({"with": "diff"}, "with"),
    ({"with": "patch", "format": "atom"}, "with"),
    ({"cursor": "cD05"}, "cursor"),
    ({"valid_at": "2024-06-12"}, "valid_at"),
    ({"format": "csv"}, "format"),
    ({"wait": "10"}, "wait"),
]


@pytest.mark.parametrize(("asked", "named"), BAD)
def test_a_bad_parameter_is_named(seeded, client, asked, named):
    response = client.get("/api/v1/changes/", asked)

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["parameter"] == named


def test_whoever_has_read_further_than_the_ledger_goes_is_told_so(get, head):
    problem = get("changes/", after=head + 1, expect=400)
    assert problem["parameter"] == "after"
    assert f"ends with revision {head}." in problem["detail"]

    assert get("changes/", after=head)["up_to_date"]
    moment = Revision.objects.get(pk=20).recorded.lower.isoformat()
    assert "revision 20 at that moment" in get(
        "changes/", after=21, known_at=moment, expect=400
    )["detail"]  # fmt: skip
    assert get("changes/", before=head + 2, format="atom", expect=400)["parameter"] == "before"


def test_options_and_head_behave(seeded, client):
    assert client.options("/api/v1/changes/", {"x": 1}).status_code == 200
    assert client.head("/api/v1/changes/").status_code == 200
