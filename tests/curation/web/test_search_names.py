"""Names are found: in any script, by any code, inflected and mistyped, on pages and in pickers."""

from random import Random

import pytest
from django.conf import settings
from opencc import OpenCC

from curation.actions import retract, seed_timeline
from curation.asking import called
from curation.models import Actor, Revision, SearchName, find
from curation.naming import Nearness, has_han
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


def test_what_only_contains_a_name_comes_after_it(search):  # noqa: F811
    for words in ("俄罗斯", "中 俄罗斯", "俄羅斯"):
        assert titles(search(words), "actors")[0] == "Russia"


def test_words_that_name_different_things_find_the_facts_of_both(search):  # noqa: F811
    seed_timeline(settings.BASE_DIR / "fixtures" / "membership-timeline")
    for words in ("Иран наблюдатель", "伊朗 观察员", "Iran observer"):
        found = titles(search(words, kind="records"), "records")
        assert found
        assert all("Iran" in each for each in found)


@pytest.mark.parametrize("words", ["саммит", "саммита", "峰会", "заседание", "вторжение"])
def test_types_of_event_and_terms_find_records_in_other_languages(search, words):  # noqa: F811
    assert titles(search(words), "records")


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("полноправный член", "Full member"),
        ("观察员", "Observer"),
        (
            "возобновление работы Контактной группы",
            "Resumption of the SCO–Afghanistan Contact Group",
        ),
        ("доля мирового ВВП", "Share of global GDP"),
    ],
)
def test_issues_and_indicators_are_found_by_their_names(search, words, term):  # noqa: F811
    assert titles(search(words), "terms")[0] == term


def test_a_better_known_name_is_not_offered_where_something_goes_by_the_words(search):  # noqa: F811
    assert "Did you mean" not in search("Белоруссия").text
    assert "Did you mean" not in search("Belorussia").text
    assert "Did you mean" in search("Khazakhstan").text


def test_facts_are_found_in_lists_of_the_admin_by_what_their_actors_are_called(admin_client):
    for words in ("Россия", "России", "RUS", "俄羅斯", "Россия полноправный"):
        found = admin_client.get("/admin/curation/status/", {"q": words}).context["cl"].result_list
        assert found, words
        assert "Russia" in found[0].label, words


def test_a_row_is_not_offered_as_what_it_belongs_to_itself(admin_client):
    actor = Actor.objects.get(slug="russia")
    asked = {"app_label": "curation", "model_name": "actor", "field_name": "parent"}
    form = f"/admin/curation/actor/{actor.pk}/change/"

    offered = admin_client.get(
        "/admin/autocomplete/", asked | {"term": "Россия"}, headers={"Referer": form}
    ).json()["results"]

    assert str(actor.pk) not in {each["id"] for each in offered}


def test_a_fact_that_was_retracted_is_not_offered_and_others_are_told_apart(admin_client):
    gone, there = factories.published_status(), factories.published_status()
    retract(gone, by=factories.reviewer(), reason="Wrong.")
    asked = {"app_label": "curation", "model_name": "status", "field_name": "disputes"}

    offered = admin_client.get("/admin/autocomplete/", asked | {"term": there.label[:10]}).json()

    texts = {each["id"]: each["text"] for each in offered["results"]}
    assert str(gone.pk) not in texts
    assert texts[str(there.pk)].startswith(f"{there.label} (")
    assert "Published" in texts[str(there.pk)]


@pytest.fixture
def named(seeded):
    """Every name and code that is on record, each with its public actor."""
    public = Revision.objects.current().of_kind("actor").values("record")
    names = SearchName.objects.filter(revision=None, kind="actor", record__in=public)
    found = list(names.values_list("record", "slug", "name", "is_code"))
    assert len(found) > 500
    return found


def ask(words):
    """Ask as pages do, and as pickers and lists of the admin do."""
    place = Revision.objects.place()
    public = [each for each in called(place, words).nearest if each.kind == "actor"]
    return public, find("default", words, ["actor"]).nearest


def is_first(found, slug):
    """Tell whether the actor is first, or as near as the first one by the same name."""
    return any(each.slug == slug for each in found if each.near == found[0].near)


def test_every_name_and_code_on_record_finds_its_actor_first(named):
    for _, slug, name, _ in named:
        for found in ask(name):
            assert found[0].near == Nearness.SAME, name
            assert is_first(found, slug), name


def test_every_chinese_name_is_found_by_its_traditional_characters(named):
    convert = OpenCC("s2t").convert
    chinese = [(slug, name) for _, slug, name, _ in named if has_han(name)]
    assert len(chinese) > 100
    for slug, name in chinese:
        for found in ask(convert(name)):
            assert is_first(found, slug), name
            assert found[0].near == Nearness.SAME, name


def test_a_character_that_nobody_sees_hides_no_name(named):
    chosen = Random(12)
    for _, slug, name, _ in named:
        at = chosen.randrange(len(name) + 1)
        hidden = chosen.choice("\u200b\u00ad\ufeff\u200e\u202e\u2060")
        for found in ask(name[:at] + hidden + name[at:]):
            assert found[0].near == Nearness.SAME, name
            assert is_first(found, slug), name


def test_one_slip_in_a_name_of_six_letters_hides_it_not(named):
    chosen = Random(12)
    names = [(slug, name) for _, slug, name, is_code in named if not is_code]
    long = [(slug, name) for slug, name in names if len(name) >= 6 and name.isalpha()]
    assert len(long) > 150
    for slug, name in long:
        slipped = slip(name, chosen)
        for found in ask(slipped):
            assert found, (name, slipped)
            assert is_first(found, slug), (name, slipped, found[0])


def slip(name, chosen):
    """Make one slip of the keyboard: a letter left out, doubled, exchanged, or another one."""
    at = chosen.randrange(1, len(name) - 1)
    before, letter, after = name[:at], name[at], name[at + 1 :]
    return chosen.choice(
        [
            before + after,
            before + letter + letter + after,
            before + after[:1] + letter + after[1:],
            before + chosen.choice(name) + after,
        ]
    )


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
