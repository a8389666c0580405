"""Whoever asks again whether an answer still holds is told quickly, and the same."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.http import HttpResponse, HttpResponseNotModified
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from curation.api.asked_before import AskedBefore, Question
from curation.api.throttling import ClientThrottle
from curation.models import Revision
from tests import factories

ROOT = "/api/v1/"
QUESTIONS = ["statuses/?status=full-member", "records/?q=contact+group", "actors/belarus/"]


def validator(client, question):
    return {"if-none-match": client.get(ROOT + question)["ETag"]}


def headers(response):
    return {name: value for name, value in response.items() if name != "X-Request-ID"}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("more", [{}, {"accept-encoding": "gzip"}, {"origin": "https://a.example"}])
def test_the_answer_from_memory_is_the_answer(seeded, client, question, more):
    asked = validator(client, question) | more

    first = client.get(ROOT + question, headers=asked)
    again = client.get(ROOT + question, headers=asked)
    elsewhere = Client().get(ROOT + question, headers=asked)

    assert [first.status_code, again.status_code, elsewhere.status_code] == [304, 304, 304]
    assert headers(first) == headers(again) == headers(elsewhere)
    assert again["X-Request-ID"] != first["X-Request-ID"]


def test_only_the_end_of_the_ledger_is_looked_up(seeded, client):
    asked = validator(client, "statuses/")
    client.get(f"{ROOT}statuses/", headers=asked)

    with CaptureQueriesContext(connection) as queries:
        again = client.get(f"{ROOT}statuses/", headers=asked)

    assert again.status_code == 304
    assert again.resolver_match.view_name == resolve(f"{ROOT}statuses/").view_name
    assert len(queries) == 1


@pytest.mark.parametrize("question", QUESTIONS)
def test_after_a_publication_the_answer_is_another_one(seeded, client, question):
    asked = validator(client, question)
    assert client.get(ROOT + question, headers=asked).status_code == 304
    factories.published_status()

    assert client.get(ROOT + question, headers=asked).status_code == 200


def test_what_is_pinned_holds_after_a_publication(seeded, client):
    moment = Revision.objects.place().moment.isoformat().replace("+00:00", "Z")
    question = f"statuses/?known_at={moment}"
    asked = validator(client, question)
    client.get(ROOT + question, headers=asked)
    factories.published_status()

    again = client.get(ROOT + question, headers=asked)

    assert again.status_code == 304
    assert "immutable" in again["Cache-Control"]


def test_the_roster_of_today_is_not_remembered(seeded, client):
    asked = validator(client, "membership/")
    client.get(f"{ROOT}membership/", headers=asked)

    response = client.get(f"{ROOT}membership/", headers=asked)

    assert response.status_code == 304
    assert response.question is None


def test_a_remembered_question_counts_once_and_is_refused_like_any_other(
    seeded, client, monkeypatch
):
    cache.clear()
    monkeypatch.setattr(ClientThrottle, "THROTTLE_RATES", {"api": "4/min", "bulk": "1/min"})
    asked = validator(client, "statuses/")

    codes = [client.get(f"{ROOT}statuses/", headers=asked).status_code for _ in range(5)]

    assert codes == [304, 304, 304, 429, 429]
    cache.clear()


def test_without_the_database_the_long_way_says_so(seeded, client, monkeypatch):
    asked = validator(client, "statuses/")
    client.get(f"{ROOT}statuses/", headers=asked)

    def gone(*_):
        raise OperationalError("It is away.")

    monkeypatch.setattr("curation.models.revision_queryset.RevisionQuerySet.place", gone)

    response = client.get(f"{ROOT}statuses/", headers=asked)
    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"


@pytest.fixture
def memory(db):
    """A memory for two questions, of a view that always has the same answer."""

    def answered(request):
        response = HttpResponseNotModified()
        response.question = Question(None, Revision.objects.place(), counts=False)
        request.resolver_match = None
        return response

    return AskedBefore(answered, most=2)


def test_it_forgets_when_there_are_too_many(memory):
    for number in range(3):
        memory(RequestFactory().get(f"/{number}", headers={"if-none-match": "*"}))

    assert len(memory.known) == 1


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("get", {}),
        ("post", {"if-none-match": "*"}),
        ("get", {"if-none-match": "*", "accept": "a" * 1001}),
    ],
)
def test_it_remembers_neither_new_questions_nor_writing_nor_what_is_long(memory, method, said):
    memory(getattr(RequestFactory(), method)("/", headers=said))

    assert memory.known == {}


@pytest.mark.parametrize("response", [HttpResponse(), HttpResponseNotModified()])
def test_it_remembers_only_what_a_view_allows(db, response):
    memory = AskedBefore(lambda request: response)
    if response.status_code == 200:
        response.question = Question(dt.datetime.now(dt.UTC), SimpleNamespace(), counts=False)

    memory(RequestFactory().get("/", headers={"if-none-match": "*"}))

    assert memory.known == {}
