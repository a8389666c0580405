"""One answer is read from one server: the replica for the public, the primary for all else."""

import re
from collections.abc import Iterator

import pytest
from django.db import OperationalError, connections
from django.urls import get_resolver
from psycopg.errors import QueryCanceled, SerializationFailure

from curation.models import Actor, Revision
from curation.servers import PRIMARY, REPLICA, Turn, current_connection, current_turn, taking

PARAMETER = re.compile(r"\(\?P<(\w+)>[^)]*\)|<(?:\w+:)?(\w+)>")
NAMES = {
    "actors": "belarus",
    "sources": "asia-plus-2024-06-13",
    "status-types": "full-member",
    "issues": "sco-meetings",
    "indicators": "share-of-world-population",
    "problems": "not-found",
}
OTHERS = {
    "name": NAMES["problems"],
    "number": "1",
    "identifier": "v2026.11",
    "path": "README.md",
    "earlier": "v2026.10",
    "later": "v2026.11",
    "section": "records",
}
TELL_OF_BOTH = {"healthz", "metrics"}
FOR_ONE_VISITOR = {"report", "report-thanks", "source-text"}
MORE = [
    "/api/v1/records/?q=contact&facets=kind,certainty&highlight=1&fields=id,label",
    "/api/v1/records/?q=上海",
    "/api/v1/statuses/?known_at=2020-01-01",
    *(f"/api/v1/statuses/?format={form}" for form in ("csv", "ndjson", "xlsx", "jsonld", "bibtex")),
    *(f"/api/v1/changes/?format={form}" for form in ("ndjson", "atom")),
    "/api/v1/membership/panel/?from=2020&to=2026&format=csv",
]


@pytest.fixture
def replica(seeded: None) -> Iterator[None]:
    """Name a replica: a second way to the same rows, on which nothing can be written."""
    given = connections.settings["default"]
    options = {**given["OPTIONS"], "options": "-c default_transaction_read_only=on"}
    connections.settings["replica"] = given | {"OPTIONS": options}
    connections["replica"].connect()  # Django's tests open no connection that they do not know.
    yield
    connections["replica"].close()
    del connections["replica"]
    del connections.settings["replica"]
    REPLICA._left_alone_until = 0


def refusing(error: Exception, *, after: int = 0):
    """Return a wrapper of statements that raises instead of executing, ``after`` so many."""
    left = iter(range(after))

    def wrapper(execute, sql, *rest):
        if next(left, None) is None:
            raise error
        return execute(sql, *rest)

    return wrapper


def failed(cause: type[Exception]) -> OperationalError:
    """Return an error as Django raises it, with the database's own as its cause."""
    error = OperationalError("canceling statement due to conflict with recovery")
    error.__cause__ = cause()
    return error


def routes(patterns, before="/") -> Iterator[tuple[str, str]]:
    """Yield pattern and name of every public address."""
    for each in patterns:
        text = before + str(each.pattern).replace("^", "").replace("$", "")
        if text.startswith("/admin/"):
            continue
        if hasattr(each, "url_patterns"):
            yield from routes(each.url_patterns, text)
        elif each.name:
            yield text, each.name


def address(pattern: str) -> str:
    """Return an address that the pattern stands for; a kind of parameter unheard of fails."""
    parts = pattern.removeprefix("/api/v1").split("/")
    collection = parts[1]

    def value(match: re.Match) -> str:
        name = match[1] or match[2]
        if name == "uuid":
            rows = Revision.objects.current().standing()
            kind = {"statuses": "status"}.get(collection, collection.removesuffix("s"))
            rows = rows.of_kind("status" if kind == "record" else kind)
            return str(rows.values_list("record", flat=True).first())
        return {"slug": NAMES.get(collection), **OTHERS}[name]

    return PARAMETER.sub(value, pattern).replace(r"\Z", "")


def public_addresses() -> list[str]:
    """Return the patterns of all addresses that are answered alike to everybody."""
    named = routes(get_resolver().url_patterns)
    return [
        *(pattern for pattern, name in named if name not in TELL_OF_BOTH | FOR_ONE_VISITOR),
        *MORE,
    ]


def read(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("pattern", public_addresses())
def test_no_public_address_asks_the_primary_while_there_is_a_replica(replica, client, pattern):
    asked = address(pattern)
    refused = refusing(AssertionError(f"{asked} asked the primary"))

    with connections["default"].execute_wrapper(refused):
        response = client.get(asked)
        body = read(response)

    # Nothing was released; that too is found out by the replica. And some addresses lead elsewhere.
    is_of_a_release = re.search("releases/<", pattern) or "releases/latest/" in pattern
    expected = {404} if is_of_a_release else {200, 302}
    assert response.status_code in expected, body


def test_a_page_for_one_visitor_asks_the_primary_alone(replica, client):
    record = Revision.objects.current().standing().of_kind("status").first().record
    refused = refusing(AssertionError("It asked the replica"))

    with connections["replica"].execute_wrapper(refused):
        response = client.get(f"/records/{record}/report/")

    assert response.status_code == 200


def test_the_desk_asks_the_primary_alone(replica, admin_client):
    refused = refusing(AssertionError("The desk asked the replica"))

    with connections["replica"].execute_wrapper(refused):
        assert admin_client.get("/admin/curation/actor/").status_code == 200


def test_outside_requests_and_for_writing_it_is_the_primary(replica):
    with taking(Turn(REPLICA, PRIMARY)):
        assert Actor.objects.all().db == "replica"
        Actor.objects.filter(slug="belarus").update(name="Belarus")

    assert Actor.objects.all().db == "default"
    assert current_connection().alias == "default"


def test_a_stream_goes_on_with_the_server_it_was_begun_with(replica, client):
    response = client.get("/api/v1/statuses/?format=csv")
    assert current_connection().alias == "default"

    refused = refusing(AssertionError("The stream asked the primary"))
    with connections["default"].execute_wrapper(refused):
        assert read(response).count(b"\n") > 10


def test_what_replaying_has_interrupted_is_asked_of_the_primary_from_the_beginning(replica, client):
    expected = client.get("/api/v1/statuses/").content

    for after in (0, 1):
        interrupted = refusing(failed(SerializationFailure), after=after)
        with connections["replica"].execute_wrapper(interrupted):
            response = client.get("/api/v1/statuses/")
        assert (response.status_code, response.content) == (200, expected)
    with connections["replica"].execute_wrapper(refusing(failed(SerializationFailure))):
        assert client.get("/").status_code == 200


def test_what_neither_answers_is_refused_with_when_to_come_again(replica, client):
    away = refusing(failed(SerializationFailure))

    with connections["replica"].execute_wrapper(away), connections["default"].execute_wrapper(away):
        response = client.get("/api/v1/statuses/")

    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert response.json()["type"].endswith("/problems/database-unavailable/")


def test_a_question_that_took_too_long_is_not_asked_again_of_the_primary(replica, client):
    refused = refusing(AssertionError("It was asked again"))

    with (
        connections["replica"].execute_wrapper(refusing(failed(QueryCanceled), after=1)),
        connections["default"].execute_wrapper(refused),
    ):
        response = client.get("/api/v1/statuses/")

    assert response.json()["type"].endswith("/problems/question-too-long/")


def test_a_server_that_gives_no_connection_is_left_alone_for_a_moment(replica, monkeypatch):
    attempts = []

    def refuse():
        attempts.append("replica")
        raise OperationalError("connection refused")

    monkeypatch.setattr(connections["replica"], "ensure_connection", refuse)

    assert [REPLICA.answers(), REPLICA.answers()] == [False, False]
    assert attempts == ["replica"]
    assert Turn(REPLICA, PRIMARY).server is PRIMARY


def test_a_turn_keeps_to_its_server(replica):
    turn = Turn(REPLICA, PRIMARY)

    assert turn.server is REPLICA
    REPLICA.leave_alone()
    assert (turn.server, Turn(REPLICA, PRIMARY).server) == (REPLICA, PRIMARY)
    assert not current_turn().can_go_on()
