"""Whoever replays the changes holds exactly the public record, also while it is being changed."""

import json
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import jsonpatch
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curation.actions import publish_reference, retract
from curation.ledger import verify
from curation.models import Actor, Fact, Revision
from curation.vocabulary import RecordKind
from tests import factories
from tests.blanks import without_blanks
from tests.curation.ledger.test_replay import step

COLLECTIONS = (
    "statuses", "statements", "positions", "events", "figures", "actors", "sources",
    "status-types", "issues", "indicators",
)  # fmt: skip


@dataclass
class Copy:
    """A reader's copy of the public record, kept by nothing but the changes."""

    client: Client = field(default_factory=Client)
    place: int = 0
    digest: str = ""
    held: dict = field(default_factory=dict)
    tombstones: dict = field(default_factory=dict)
    documents: dict = field(default_factory=dict)
    numbers: Counter = field(default_factory=Counter)

    def read(self, page_size=100):
        """Take over what is new, up to the ledger's end."""
        asked = {"page_size": page_size, "with": "patch"}
        answer = self.client.get("/api/v1/changes/", {"after": self.place, **asked}).json()
        while True:
            for change in answer["results"]:
                self.take(change)
            assert answer["last"] == self.place
            if answer["up_to_date"]:
                return
            answer = self.client.get(answer["next"]).json()

    def take(self, change):
        """Take over one change, after checking that it is the next of the ledger."""
        record = change["record"]
        assert change["id"] == self.place + 1
        assert change["previous_digest"] == self.digest
        assert change["number"] == self.numbers[record] + 1
        former = self.documents.get(record, {})
        assert jsonpatch.apply_patch(former, change["patch"]) == change["document"]
        self.place, self.digest = change["id"], change["digest"]
        self.numbers[record], self.documents[record] = change["number"], change["document"]
        self.held.pop(record, None)
        self.tombstones.pop(record, None)
        if change["action"] == "retract":
            self.tombstones[record] = change["summary"]
        else:
            self.held[record] = change["document"]


def public_record(client, known_at):
    """Return what the collections hold at a moment, document by document."""
    record = {}
    for name in COLLECTIONS:
        address = f"/api/v1/{name}/?page_size=1000&known_at={known_at}"
        while address:
            answer = client.get(address).json()
            for entry in answer["results"]:
                entry.pop("revision")
                entry.pop("disputed_by", None)
                entry.pop("links")
                record[entry["id"]] = entry
            address = answer["next"]
    return record


def moment_of(place):
    return Revision.objects.get(pk=place).recorded.lower.isoformat().replace("+00:00", "Z")


def test_a_copy_of_the_shipped_record_is_the_shipped_record(seeded):
    copy = Copy()
    copy.read()

    assert len(copy.held) > 100
    assert without_blanks(copy.held) == public_record(copy.client, moment_of(copy.place))


DEEDS = st.sampled_from(["edit", "publish", "retract", "rename"])
STEPS = st.lists(st.tuples(st.integers(0, 2), DEEDS) | st.just("read"), max_size=10)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS, page_size=st.integers(1, 5))
def test_whatever_editors_do_a_copy_holds_the_current_record(seeded, steps, page_size):
    copy = Copy()
    copy.read(page_size=1000)
    editor, reviewer = factories.editor(), factories.reviewer()
    facts = [factories.published_status() for _ in range(3)]
    for each in steps:
        if each == "read":
            copy.read(page_size)
        else:
            step(facts[each[0]], each[1], editor, reviewer)
    copy.read(page_size)

    current = Revision.objects.current()
    assert copy.held == {
        str(record): document
        for record, document in current.standing().values_list("record", "document")
    }
    gone = current.filter(action="retract").values_list("record", "summary")
    assert copy.tombstones == {str(record): reason for record, reason in gone}
    for record in copy.tombstones:
        assert copy.client.get(f"/api/v1/records/{record}/").status_code == 410


# --- with real transactions, all at the same time ----------------------------------------------

PUBLISHERS, ROUNDS = 3, 6


def publish_and_retract(start, errors, number):
    """Publish facts, rename what they name, correct and retract some, as one editor would."""
    try:
        editor, reviewer = factories.editor(), factories.reviewer()
        start.wait()
        for turn in range(ROUNDS):
            fact = factories.published_status(submitter=editor, approver=reviewer)
            if turn % 2:
                actor = Actor.objects.get(pk=fact.actor_id)
                actor.name = f"Renamed {number}.{turn}"
                actor.save()
                publish_reference(RecordKind.ACTOR, actor, by=editor)
            if turn % 3 == 0:
                for deed in ("edit", "publish"):
                    step(fact, deed, editor, reviewer)
            if turn % 3 == 1:
                retract(Fact.objects.get(pk=fact.pk), by=reviewer, reason=f"Turn {turn}.")
    except BaseException as error:
        errors.append(error)
        raise
    finally:
        connection.close()


def follow(start, done, page_size):
    """Follow the changes until all is done, then once more; return where each reading ended."""
    copy, places = Copy(), []
    try:
        start.wait()
        while not done.wait(0.02):
            copy.read(page_size)
            places.append(copy.place)
        copy.read(page_size)
        return copy, places
    finally:
        connection.close()


def take_lines(start, done):
    """Follow the changes as NDJSON, each time from the last id taken."""
    client, ids = Client(), [0]
    try:
        start.wait()
        while True:
            was_done = done.wait(0.02)
            response = client.get(f"/api/v1/changes/?after={ids[-1]}&format=ndjson")
            for line in b"".join(response.streaming_content).splitlines():
                ids.append(json.loads(line)["id"])
            if was_done:
                return ids
    finally:
        connection.close()


def test_copies_kept_during_concurrent_publishing_hold_the_record(own_database):
    start, done = threading.Barrier(PUBLISHERS + 3), threading.Event()
    errors = []
    before = Revision.objects.place().revision
    with ThreadPoolExecutor(PUBLISHERS + 3) as pool:
        copies = [pool.submit(follow, start, done, page_size) for page_size in (3, 1000)]
        lines = pool.submit(take_lines, start, done)
        publishers = [
            pool.submit(publish_and_retract, start, errors, number) for number in range(PUBLISHERS)
        ]
        for publisher in publishers:
            publisher.exception()
        done.set()
        copies = [copy.result() for copy in copies]
        ids = lines.result()

    assert errors == []
    head = Revision.objects.place().revision
    assert verify() == (head, None)
    added = Counter(Revision.objects.after(before).values_list("action", flat=True))
    assert added["retract"] == PUBLISHERS * ROUNDS // 3
    assert added["reissue"] == PUBLISHERS * ROUNDS // 2
    assert ids == list(range(head + 1))
    for copy, places in copies:
        assert len({place for place in places if before < place < head}) > 3, "all at once"
        assert copy.place == head
        assert without_blanks(copy.held) == public_record(copy.client, moment_of(head))
        assert len(copy.tombstones) == added["retract"]
