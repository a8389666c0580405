"""The names that the registry ships with: of actors in many languages, of status types in two."""

import csv

import pytest
from django.conf import settings

from curation.actions import bootstrap_account, publish_reference, seed
from curation.actions.seeding.names import load_names
from curation.models import Actor, ActorName, Revision, StatusType
from curation.vocabulary import ActorKind, NameKind, RecordKind

pytestmark = pytest.mark.django_db

FIXTURES = settings.BASE_DIR / "fixtures"
LANGUAGES = ("en", "ru", "zh-Hans")
# By the timeline, which is imported after the fixtures.
LOADED_LATER = {"laos", "ahmad-saidmurodzoda"}


@pytest.fixture
def lines():
    with (FIXTURES / "actor-names.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def current(actor: Actor) -> dict:
    return Revision.objects.current().get(record=actor.pk).document


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_state_has_one_short_name_in_each_language_at_a_time(seeded, language):
    for state in Actor.objects.filter(kind=ActorKind.STATE):
        names = state.names.filter(language=language, kind=NameKind.SHORT, when="")
        assert len(names) == 1, (state.slug, language)


def test_a_state_is_labelled_by_its_short_name(seeded):
    for state in Actor.objects.filter(kind=ActorKind.STATE):
        assert state.name == state.names.get(language="en", kind=NameKind.SHORT, when="").name


@pytest.mark.parametrize(
    ("slug", "language", "name"),
    [
        ("kyrgyzstan", "zh-Hans", "吉尔吉斯斯坦"),
        ("russia", "ru", "Россия"),
        ("united-states", "ru", "Соединённые Штаты"),
        ("turkiye", "en", "Türkiye"),
    ],
)
def test_names_that_were_wrong_are_right(seeded, slug, language, name):
    short = ActorName.objects.get(actor__slug=slug, language=language, kind="short", when="")

    assert short.name == name


def test_every_name_on_file_says_where_it_is_known_from(seeded, lines):
    for line in lines:
        if line["kind"] == "wikidata" or line["slug"] in LOADED_LATER:
            continue
        name = ActorName.objects.get(
            actor__slug=line["slug"], language=line["language"], name=line["name"]
        )
        assert (name.basis, name.when) == (line["basis"], line["when"])
        if not Revision.objects.filter(record=name.actor_id).exists():
            continue  # no public fact names it
        document = current(name.actor)
        (published,) = [
            each
            for each in document["names"]
            if (each["language"], each["name"]) == (name.language, name.name)
        ]
        assert published["basis"] == name.basis


def test_names_are_given_once_and_then_are_the_editors(seeded):
    ActorName.objects.get(actor__slug="turkiye", name="Turkey").delete()

    assert load_names(FIXTURES) == 0
    seed(FIXTURES)
    assert not ActorName.objects.filter(actor__slug="turkiye", name="Turkey").exists()


def test_a_registry_of_before_gets_its_labels_and_names_published(seeded):
    state = Actor.objects.get(slug="turkiye")
    state.names.update(basis="")
    state.names.filter(language="zh-Hans").update(language="zh")
    Actor.objects.filter(pk=state.pk).update(name="Turkiye")
    publish_reference(RecordKind.ACTOR, Actor.objects.get(pk=state.pk), by=bootstrap_account())
    before = Revision.objects.current().get(record=state.pk)

    assert load_names(FIXTURES) == 1

    after = Revision.objects.current().get(record=state.pk)
    assert (after.number, after.document["name"]) == (before.number + 1, "Türkiye")
    assert not state.names.filter(language="zh").exists()
    assert Revision.objects.get(pk=before.pk).document == before.document


def test_a_label_that_an_editor_chose_is_kept(seeded):
    state = Actor.objects.get(slug="turkiye")
    state.names.update(basis="")
    Actor.objects.filter(pk=state.pk).update(name="Republic of Turkey (TR)")

    load_names(FIXTURES)

    state.refresh_from_db()
    assert state.name == "Republic of Turkey (TR)"


def test_status_types_have_names_in_russian_and_chinese(seeded, client):
    status = StatusType.objects.get(slug="dialogue-partner")
    assert (status.name_ru, status.name_zh) == ("партнёр по диалогу", "对话伙伴")

    page = client.get("/status-types/dialogue-partner/").content.decode()

    assert '<span lang="ru">партнёр по диалогу</span>' in page
    assert '<span lang="zh-Hans">对话伙伴</span>' in page
