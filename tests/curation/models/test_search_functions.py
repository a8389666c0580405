"""What the functions of the search take for the same, in the database itself."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db

INVISIBLE = "\u200b\u00ad\ufeff\u200d\u200e\u202e\u2060\u2066\ufe0f"


def answer(function, *given):
    with connection.cursor() as cursor:
        signs = ", ".join(["%s"] * len(given))
        cursor.execute(f"SELECT public.curation_{function}({signs})", given)
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("白俄羅斯", "白俄罗斯"),
        ("上海合作組織", "上海合作组织"),
        ("ＢＥＬＡＲＵＳ", "Belarus"),
        ("turkiye", "Türkiye"),
        ("TÜRKİYE", "Türkiye"),
        ("соединенные штаты", "Соединённые Штаты"),
        ("Росси\u0301я", "Россия"),
        ("Кита\u0438\u0306", "Китай"),
        ("Asia Plus", "Asia-Plus"),
        ("U.S.", "US"),
        ("Oʻzbekiston", "O’zbekiston"),
        ("Аҳмад", "Ахмад"),
        ("SCO–Afghanistan Contact Group", "sco afghanistan contact group"),
        ("«Талибан»", "талибан"),
    ],
)
def test_spellings_that_make_no_difference_are_folded_alike(one, other):
    assert answer("folded", one) == answer("folded", other)


@pytest.mark.parametrize(("one", "other"), [("Иран", "Ирак"), ("Китаи", "Китай"), ("US", "UN")])
def test_other_letters_stay_others(one, other):
    assert answer("folded", one) != answer("folded", other)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.sampled_from(["Belarus", "Беларусь", "白俄罗斯", "Йемен"]),
    st.sampled_from(INVISIBLE),
    st.integers(0, 8),
)
def test_a_character_that_nobody_sees_makes_no_difference(name, invisible, at):
    assert answer("folded", name[:at] + invisible + name[at:]) == answer("folded", name)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
def test_folding_twice_changes_nothing(text):
    once = answer("folded", text)

    assert answer("folded", once) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("кабулова", "кабулов"),
        ("талибы", "талибан"),
        ("узбекистане", "узбекистан"),
        ("шанхайской организации", "шанхайская организация"),
        ("эмиратов", "эмираты"),
    ],
)
def test_forms_of_a_russian_word_have_one_stem(one, other):
    assert answer("stems", one) == answer("stems", other)


def test_a_question_in_either_characters_asks_for_the_same():
    assert answer("question", "上海合作組織") == answer("question", "上海合作组织")


def test_curly_marks_ask_for_a_phrase_as_straight_ones_do():
    assert answer("question", "“contact group”") == answer("question", '"contact group"')
