"""Names are found: in any script, by any code, inflected and mistyped, on pages and in pickers."""

import pytest
from django.conf import settings

from curation.actions import retract, seed_timeline
from curation.asking import called
from curation.models import Actor, ActorName, Revision
from tests import factories

from .test_search import group, search, titles  # noqa: F401 - `search` is a fixture

pytestmark = pytest.mark.django_db

ASKED = {
    "turkiye": ["Turkey", "Turkiye", "Türkiye", "Турция", "土耳其", "TUR", "Q43"],
    "united-arab-emirates": ["UAE", "ОАЭ", "阿拉伯联合酋长国", "Эмираты"],
    "united-states": ["USA", "США", "U.S.", "Соединённые Штаты", "美國"],
    "russia": ["Россия", "России", "Russian Federation", "俄罗斯", "俄羅斯", "RUS"],
    "myanmar": ["Burma", "Бирма", "緬甸"],
    "kyrgyzstan": ["Кыргызстан", "Киргизия", "吉尔吉斯斯坦", "吉爾吉斯", "KGZ"],
    "belarus": ["Белоруссия", "Belorussia", "白俄羅斯", "Беларуси", "BY", "BLR", "Bela\u200brus"],
    "china": ["中國", "中华人民共和国", "PRC", "КНР"],
    "iran": ["IRN", "Q794", "伊朗", "Ирана", "630"],
    "mongolia": ["蒙古国", "Монголии"],
    "uzbekistan": ["Узбекистане", "烏茲別克斯坦"],
    "sco": ["上海合作組織", "ШОС", "上合組織", "Шанхайской организации сотрудничества"],
    "zamir-kabulov": ["Кабулова", "Kabulov"],
    "taliban": ["талибы", "塔利班"],
    "tajikistan": ["Tajikstan", "Таджикистана"],
    "kazakhstan": ["Khazakhstan"],
}
CASES = [(words, slug) for slug, asked in ASKED.items() for words in asked]


@pytest.mark.parametrize(("words", "slug"), CASES)
def test_a_page_finds_the_actor_first(search, words, slug):  # noqa: F811
    assert titles(search(words), "actors")[0] == Actor.objects.get(slug=slug).name


@pytest.fixture(scope="module")
def pickers():
    return {"app_label": "curation", "model_name": "status", "field_name": "actor"}


@pytest.mark.parametrize(("words", "slug"), CASES)
def test_a_picker_and_a_list_of_the_admin_find_the_actor_first(admin_client, pickers, words, slug):
    actor = Actor.objects.get(slug=slug)

    picked = admin_client.get("/admin/autocomplete/", pickers | {"term": words}).json()["results"]
    listed = admin_client.get("/admin/curation/actor/", {"q": words}).context["cl"].result_list

    assert picked[0]["id"] == str(actor.pk)
    assert listed[0].pk == actor.pk


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("наблюдатель", "Observer"),
        ("партнёр по диалогу", "Dialogue partner"),
        ("партнер по диалогу", "Dialogue partner"),
        ("对话伙伴", "Dialogue partner"),
        ("對話夥伴", "Dialogue partner"),
    ],
)
def test_terms_are_found_in_three_languages(search, words, term):  # noqa: F811
    assert term in titles(search(words), "terms")


@pytest.mark.parametrize("words", ["4 July 2023", "July 4, 2023", "2023-07-04"])
def test_a_day_finds_what_began_on_it(search, words):  # noqa: F811
    seed_timeline(settings.BASE_DIR / "fixtures" / "membership-timeline")

    first = search(words)

    assert (
        titles(first, "records")[0] == ("Iran: Full member (Shanghai Cooperation Organization)")
        or "Iran" in titles(first, "records")[0]
    )
    text = first.text
    assert text.index("since 4 July 2023") < (text.find("known to be wrong") % len(text) + 1)


def test_a_rejected_claim_is_marked_where_it_is_found(search):  # noqa: F811
    seed_timeline(settings.BASE_DIR / "fixtures" / "membership-timeline")

    text = group(search("伊朗", kind="records"), "records")

    rejected = text.index("known to be wrong")
    assert text.index("Iran: Full member") < rejected


def test_a_fact_that_was_retracted_is_not_offered_and_others_are_told_apart(admin_client):
    gone, there = factories.published_status(), factories.published_status()
    retract(gone, by=factories.reviewer(), reason="Wrong.")
    asked = {"app_label": "curation", "model_name": "status", "field_name": "disputes"}

    offered = admin_client.get("/admin/autocomplete/", asked | {"term": there.label[:10]}).json()

    texts = {each["id"]: each["text"] for each in offered["results"]}
    assert str(gone.pk) not in texts
    assert texts[str(there.pk)].startswith(f"{there.label} (")
    assert "Published" in texts[str(there.pk)]


@pytest.mark.parametrize("language", ["en", "ru", "zh-Hans", "zh-Hant"])
def test_every_name_on_record_finds_its_actor(seeded, language):
    place = Revision.objects.place()
    public = set(Revision.objects.current().of_kind("actor").values_list("record", flat=True))
    for name in ActorName.objects.filter(language=language, actor__in=public):
        found = [each.slug for each, near in called(place, name.name, {"actor"}) if near == 0]
        assert name.actor.slug in found, name


def test_suggestions_know_aliases_and_mark_ranks(client, seeded):
    for words, title in [
        ("Turkey", "Türkiye"),
        ("UAE", "United Arab Emirates"),
        ("Кыргы", "Kyrgyzstan"),
    ]:
        told = client.get("/search/suggestions/", {"q": words}).json()["suggestions"]
        assert told[0]["title"] == title


def test_marks_are_on_whole_chinese_words(search):  # noqa: F811
    text = search("上海合作组织").text

    assert "<mark>上海合作组织</mark>" in text
    assert "<mark>上</mark>" not in text
