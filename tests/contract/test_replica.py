"""A primary and a standby that really run: one may go, the public record stays.

The tests share both servers; each leaves them running, and replaying.
"""

import datetime as dt
import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest
from django.db import OperationalError

from curation.servers import is_of_this_server
from sco_registry.embedded import Cluster, throwaway_cluster
from tests.site import Site, served
from tests.standby import Standby

pytestmark = pytest.mark.early

PUBLISH = """
import time
from itertools import count
import django; django.setup()
from tests import factories
factories.NUMBER = count(time.time_ns())
factories.published_status()
"""
PUBLIC = [
    "/",
    "/api/v1/",
    "/api/v1/statuses/",
    "/api/v1/statuses/?format=csv",
    "/api/v1/records/?q=contact&facets=kind&highlight=1",
    "/api/v1/records/?format=ndjson",
    "/api/v1/sources/?format=bibtex",
    "/api/v1/changes/?format=atom",
    "/api/v1/membership/panel/?from=2020&to=2026&format=csv",
    "/api/v1/schema/",
    "/metrics",
]
IMMUTABLE = "immutable"


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


@dataclass
class Pair:
    """A running registry with the two servers behind it."""

    site: Site
    primary: Cluster
    standby: Standby
    replica: str

    def ask(self, address, method="GET", **headers):
        connection = http.client.HTTPConnection(urlsplit(self.site.url).netloc, timeout=60)
        connection.request(method, address, headers=headers)
        response = connection.getresponse()
        answer = Answer(response.status, response.headers, response.read())
        connection.close()
        return answer

    def health(self):
        return self.ask("/healthz").json

    def statuses(self, **asked):
        return self.ask("/api/v1/statuses/?" + urlencode({"page_size": 1, **asked}))

    def head(self):
        """The last place of the primary's ledger."""
        with psycopg.connect(self.site.database) as connection:
            last = "SELECT id, lower(recorded) FROM curation_revision ORDER BY id DESC LIMIT 1"
            return connection.execute(last).fetchone()

    def publish(self):
        """Publish something new, as the desk would; return where the ledger ends now."""
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "TEST_DATABASE_URL": self.site.database,
        }
        subprocess.run([sys.executable, "-c", PUBLISH], check=True, env=environment)
        return self.head()

    @contextmanager
    def without(self, server):
        """Stop a server meanwhile."""
        server.stop()
        try:
            yield
        finally:
            server.start()

    @contextmanager
    def behind(self):
        """Let the standby receive and replay nothing meanwhile."""
        with psycopg.connect(self.standby.url, autocommit=True) as connection:
            connection.execute("SELECT pg_wal_replay_pause()")
            try:
                yield
            finally:
                connection.execute("SELECT pg_wal_replay_resume()")


def eventually(question, wanted, seconds=20):
    """Ask until the answer is the wanted one; return the last."""
    deadline = time.monotonic() + seconds
    while (answer := question()) != wanted and time.monotonic() < deadline:
        time.sleep(0.2)
    return answer


@pytest.fixture(scope="module")
def pair(worker_id):
    """Serve the shipped record from one worker, a primary and a standby of it."""
    name = f"test_sco_registry_replicated_{worker_id}"
    with throwaway_cluster() as primary, pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEST_DATABASE_URL", primary.url)
        home = Path(tempfile.mkdtemp(prefix="sco-registry-", dir=primary.home.parent))
        primary.runner.take(home)
        try:
            with Standby(home, primary) as standby:
                replica = urlsplit(standby.url)._replace(path=f"/{name}").geturl()
                variables = {"DATABASE_REPLICA_URL": replica, "API_BULK_THROTTLE": ""}
                # A first start with an empty replica is one of the things that have to go well.
                with served(name, anew=True, **variables) as site:
                    yield Pair(site, primary, standby, replica)
        finally:
            shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(autouse=True)
def all_is_well(pair):
    """Begin with a standby that has replayed everything, and end with one that will."""

    def standing():
        health = pair.health()
        return health["status"], health["servers"]["replica"].get("bytes_behind")

    assert eventually(standing, ("ok", 0)) == ("ok", 0), pair.health()


def test_health_tells_the_role_of_each_server_and_how_far_the_replica_is_behind(pair):
    told = pair.health()

    assert (told["public_reads"], told["desk"], told["advice"]) == ("replica", "open", [])
    assert told["servers"]["primary"] == {"answers": True, "role": "primary"}
    replica = told["servers"]["replica"]
    assert (replica["role"], replica["bytes_behind"], replica["seconds_behind"]) == (
        "standby",
        0,
        0,
    )
    assert dt.datetime.fromisoformat(replica["last_commit_replayed"])


def test_health_and_metrics_tell_that_the_replica_is_behind(pair):
    with pair.behind():
        pair.publish()
        replica = pair.health()["servers"]["replica"]
        metrics = pair.ask("/metrics").body.decode()

    assert replica["bytes_behind"] > 1000
    assert replica["seconds_behind"] > 0
    lines = [line for line in metrics.splitlines() if line.startswith("replica_behind_bytes ")]
    assert float(lines[0].split()[1]) > 1000


def test_without_the_primary_all_that_is_public_is_answered_as_before(pair):
    before = {address: pair.ask(address) for address in PUBLIC}

    with pair.without(pair.primary):
        meanwhile = {address: pair.ask(address) for address in PUBLIC}
        told = {
            address: pair.ask(address, **{"If-None-Match": answer.headers["ETag"]}).status
            for address, answer in before.items()
            if answer.headers["ETag"]
        }

    for address in PUBLIC:
        assert (before[address].status, meanwhile[address].status) == (200, 200), meanwhile[address]
        if address != "/metrics":
            assert meanwhile[address].body == before[address].body, address
    assert len(told) >= 7
    assert set(told.values()) == {304}


def test_without_the_primary_the_desk_is_closed_and_says_what_to_do_until_it_is_back(pair):
    with pair.without(pair.primary):
        answers = [
            pair.ask("/admin/"),
            pair.ask("/admin/login/"),
            pair.ask("/admin/login/", method="POST"),
            pair.ask("/admin/curation/actor/add/", method="POST"),
        ]
        health = pair.ask("/healthz")

    for answer in answers:
        assert (answer.status, answer.headers["Retry-After"]) == (503, "30")
        assert "no-store" in answer.headers["Cache-Control"]
        assert "The admin is unavailable" in answer.body.decode()
    assert "What you sent was probably not saved" in answers[-1].body.decode()
    assert (health.status, health.json["status"], health.json["desk"]) == (
        200,
        "degraded",
        "closed",
    )
    assert health.json["servers"]["replica"]["bytes_behind"] is None
    assert eventually(lambda: pair.ask("/admin/login/").status, 200) == 200
    revision, _ = pair.publish()
    assert eventually(lambda: pair.health()["status"], "ok") == "ok"
    (change,) = pair.ask(f"/api/v1/changes/?after={revision - 1}").json["results"]
    assert change["id"] == revision


def test_without_the_replica_the_primary_answers_until_it_is_back(pair):
    with pair.without(pair.standby):
        answers = {address: pair.ask(address).status for address in PUBLIC}
        told = pair.health()

    assert set(answers.values()) == {200}
    assert (told["status"], told["public_reads"], told["desk"]) == ("degraded", "primary", "open")
    assert "the primary serves public reads" in told["advice"][0]
    assert eventually(lambda: pair.health()["public_reads"], "replica") == "replica"


def test_without_either_the_service_says_so_with_when_to_come_again(pair):
    with pair.without(pair.primary), pair.without(pair.standby):
        answers = [pair.ask(address) for address in ("/api/v1/statuses/", "/", "/admin/")]
        health = pair.ask("/healthz")

    assert [(answer.status, answer.headers["Retry-After"]) for answer in answers] == [
        (503, "10"),
        (503, "10"),
        (503, "30"),
    ]
    assert (health.status, health.json["status"]) == (503, "unavailable")


def test_a_replica_that_is_behind_never_fixes_a_moment_that_it_has_not_reached(pair):
    with pair.behind():
        old = pair.statuses().json["known_at"]
        revision, moment = pair.publish()
        unpinned = pair.statuses()
        exact = pair.statuses(known_at=moment.isoformat())
        since = pair.statuses(known_at=dt.datetime.now(dt.UTC).isoformat())
        followed = pair.ask(f"/api/v1/changes/?after={revision}")

    assert unpinned.json["known_at"] == old
    assert IMMUTABLE not in unpinned.headers["Cache-Control"]
    assert dt.datetime.fromisoformat(exact.json["known_at"]) == moment
    assert IMMUTABLE in exact.headers["Cache-Control"]
    assert since.json["known_at"] == exact.json["known_at"]
    assert IMMUTABLE not in since.headers["Cache-Control"]
    assert (followed.status, followed.json["results"]) == (200, [])
    assert pair.statuses(known_at=moment.isoformat()).body == exact.body


def test_a_replica_that_is_behind_and_alone_refuses_what_it_may_not_have(pair):
    with pair.behind():
        old = pair.statuses().json["known_at"]
        revision, moment = pair.publish()
        with pair.without(pair.primary):
            later = pair.statuses(known_at=moment.isoformat())
            followed = pair.ask(f"/api/v1/changes/?after={revision}")
            own = pair.statuses(known_at=old)
            to_come = pair.statuses(known_at="2999-01-01")

    for refused in (later, followed):
        assert (refused.status, refused.headers["Retry-After"]) == (503, "10")
        assert refused.json["type"].endswith("/problems/not-replayed/")
        assert refused.headers["Cache-Control"] is None or "no" in refused.headers["Cache-Control"]
    assert (own.status, IMMUTABLE in own.headers["Cache-Control"]) == (200, True)
    assert (to_come.json["known_at"], IMMUTABLE in to_come.headers["Cache-Control"]) == (old, False)


def test_a_replica_alone_answers_as_of_moments_that_later_commits_have_shown_to_be_over(pair):
    _, moment = pair.head()
    past = moment + dt.timedelta(microseconds=1)
    time.sleep(max(0, (past - dt.datetime.now(dt.UTC)).total_seconds() + 10.5))
    with psycopg.connect(pair.site.database) as connection:
        connection.execute("CREATE TEMPORARY TABLE heartbeat ()")
    assert eventually(lambda: pair.health()["servers"]["replica"]["bytes_behind"], 0) == 0

    with pair.without(pair.primary):
        answer = pair.statuses(known_at=past.isoformat())

    assert answer.status == 200
    assert dt.datetime.fromisoformat(answer.json["known_at"]) == moment
    assert IMMUTABLE not in answer.headers["Cache-Control"]


@contextmanager
def impatient(standby):
    """Let replaying wait for no question meanwhile."""
    with psycopg.connect(standby.url, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET max_standby_streaming_delay = 0")
        connection.execute("SELECT pg_reload_conf()")
        try:
            yield
        finally:
            connection.execute("ALTER SYSTEM RESET max_standby_streaming_delay")
            connection.execute("SELECT pg_reload_conf()")


def test_a_question_in_the_way_of_replaying_is_one_that_another_server_may_answer(pair):
    def lock():
        with psycopg.connect(pair.site.database) as connection:
            connection.execute("LOCK TABLE curation_revision IN ACCESS EXCLUSIVE MODE")

    with (
        impatient(pair.standby),
        psycopg.connect(pair.replica) as replica,
        pytest.raises(psycopg.OperationalError, match="conflict with recovery") as caught,
    ):
        replica.execute("SELECT id FROM curation_revision LIMIT 1")
        Timer(0.5, lock).start()
        replica.execute("SELECT pg_sleep(30)")

    as_django_has_it = OperationalError()
    as_django_has_it.__cause__ = caught.value
    assert is_of_this_server(as_django_has_it)
