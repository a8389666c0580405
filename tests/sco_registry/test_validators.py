"""Every public address, asked in many ways: made from the routes, so that none is left out."""

import threading

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from curation.api.views import root
from curation.models import Revision
from tests import factories

pytestmark = pytest.mark.django_db

EXTREMES = (
    "0001-01-01T00:00:00Z",
    "0001-01-01",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31",
    "9999-12-31t23:59:60z",
    "9999-12-31T23:59:59-14:00",
)
# What their path names is made for one reader; the last three are what leads elsewhere.
NOT_FOR_EVERYBODY = {"report", "report-thanks", "source-text"}
KINDS = (
    "actor", "status", "statement", "position", "event", "figure", "source", "status-type",
    "issue", "indicator",
)  # fmt: skip


def _names(patterns):
    for each in patterns:
        if isinstance(each, URLPattern):
            yield each.name
        elif isinstance(each, URLResolver) and each.app_name != "admin":
            yield from _names(each.url_patterns)


ROUTES = sorted({name for name in _names(get_resolver().url_patterns) if name} - NOT_FOR_EVERYBODY)


def _named(kind):
    revision = Revision.objects.current().standing().of_kind(kind).order_by("id").first()
    return {"slug": revision.slug} if revision.slug else {"uuid": revision.record}


def address_of(route):
    """Return an address of a route, with something that is there in its path."""
    fact = _named("status")
    others = {
        "record": fact,
        "record-detail": fact,
        "record-revisions": fact,
        "revision": fact | {"number": 1},
        "problem": {"name": "not-found"},
        "sitemap-part": {"section": "records"},
        "release": {"identifier": "2026.12"},
        "release-archive": {"identifier": "2026.12"},
        "released-file": {"identifier": "2026.12", "path": "README.md"},
        "release-difference": {"earlier": "2026.12", "later": "2027.01"},
    }
    kind = route.removesuffix("-detail")
    is_page = route in ("actor", "source", "issue", "status-type", "indicator")
    if route not in others and (is_page or kind != route) and kind in KINDS:
        return reverse(route, kwargs=_named(kind))
    return reverse(route, kwargs=others.get(route, {}))


class ClosingClient(Client):
    """Reads every stream to its end, as a server does, so that no file stays open."""

    def request(self, **request):
        response = super().request(**request)
        if response.streaming:
            b"".join(response.streaming_content)
        return response


@pytest.fixture
def client_with_releases(seeded):
    factories.release("2026.12")
    factories.release("2027.01")
    return ClosingClient(raise_request_exception=False)


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_304_has_the_validator_of_the_answer_it_stands_for(client_with_releases, encoding):
    ask = {"Accept-Encoding": encoding}
    validated = 0
    for path in map(address_of, ROUTES):
        answer = client_with_releases.get(path, headers=ask)
        assert answer.status_code in (200, 302), path
        if "ETag" not in answer:
            continue
        validated += 1
        for method in (client_with_releases.get, client_with_releases.head):
            again = method(path, headers=ask | {"If-None-Match": answer["ETag"]})

            assert (path, again.status_code, again["ETag"]) == (path, 304, answer["ETag"])
            if "Accept-Ranges" not in answer:  # Files are never compressed.
                assert again.get("Vary", "") == answer.get("Vary", ""), path
    assert validated > 40


def test_head_has_the_headers_of_get_and_hands_no_body_to_the_server(client_with_releases):
    application = client_with_releases.handler
    application.load_middleware()
    chain, bodies = application._middleware_chain, []

    def watched(request):
        response = chain(request)
        bodies.append(b"".join(response))
        return response

    for path in map(address_of, ROUTES):
        got = client_with_releases.get(path)
        application._middleware_chain = watched
        head = client_with_releases.head(path)
        application._middleware_chain = chain

        assert (path, bodies.pop()) == (path, b"")
        assert (path, head.status_code) == (path, got.status_code)
        assert head.get("Content-Length") == got.get("Content-Length"), path


def test_either_end_of_time_is_answered_everywhere(client_with_releases):
    answered = {
        (path, moment): client_with_releases.get(path, {"known_at": moment}).status_code
        for path in map(address_of, ROUTES)
        for moment in EXTREMES
    }

    assert {asked: status for asked, status in answered.items() if status >= 500} == {}
    for path in ("/", "/compare/", "/api/v1/statuses/"):
        assert {answered[path, moment] for moment in EXTREMES} == {200}


def test_the_description_is_made_once_however_many_ask_at_a_time(seeded, monkeypatch):
    made = []
    generate = root.SpectacularAPIView.generator_class.get_schema

    def counted(self, **given):
        made.append(threading.get_ident())
        return generate(self, **given)

    monkeypatch.setattr(root.SpectacularAPIView.generator_class, "get_schema", counted)
    root._schema.cache_clear()
    root._described.cache_clear()
    answers = []

    def ask():
        for form in ("json", "yaml"):
            answers.append(Client().get("/api/v1/schema/", {"format": form}))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert [each.status_code for each in answers] == [200] * 12
    assert len(made) == 1
    assert len({each["ETag"] for each in answers}) == 2


def test_the_description_is_told_again_from_its_validator(client):
    first = client.get("/api/v1/schema/?format=json")

    again = client.get("/api/v1/schema/?format=json", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again["ETag"]) == (304, first["ETag"])
