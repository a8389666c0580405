"""What counts as going by a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.naming import Nearness, folded, nearness

NAMES = ["Belarus", "Беларусь", "白俄罗斯", "Белоруссия", "Republic of Belarus"]
INVISIBLE = "\u200b\u00ad\ufeff\u200d\u202e\u2060"


def near(asked, *names):
    return nearness(folded(asked), map(folded, names))


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("白俄羅斯", "白俄罗斯"),
        ("上海合作組織", "上海合作组织"),
        ("ＢＥＬＡＲＵＳ", "Belarus"),
        ("turkiye", "Türkiye"),
        ("соединенные штаты", "Соединённые Штаты"),
        ("Bela\u200brus", "Belarus"),
        ("Asia Plus", "Asia-Plus"),
    ],
)
def test_what_makes_no_difference_is_folded_away(asked, name):
    assert near(asked, name) == Nearness.SAME


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Кабулова", "Замир Кабулов"),
        ("Узбекистане", "Узбекистан"),
        ("Беларуси", "Беларусь"),
        ("талибы", "Талибан"),
        ("России", "Россия"),
        ("Ирана", "Иран"),
        ("Шанхайской организации сотрудничества", "Шанхайская организация сотрудничества"),
        ("Tajikstan", "Tajikistan"),
        ("Khazakhstan", "Kazakhstan"),
        ("Rakhmon", "Emomali Rakhmon"),
    ],
)
def test_inflections_and_slips_are_near(asked, name):
    assert near(asked, name) is not None


@pytest.mark.parametrize(
    ("asked", "name"),
    [("Ирак", "Иран"), ("Iraq", "Iran"), ("Belorussia", "Russia"), ("Индонезия", "Индия")],
)
def test_another_name_is_not_near(asked, name):
    assert near(asked, name) in (None, Nearness.CONTAINS)
    assert near(asked, name) != Nearness.SAME


def test_a_whole_name_is_nearer_than_one_that_contains_it():
    assert near("俄罗斯", "俄罗斯") < near("俄罗斯", "白俄罗斯")


@given(st.sampled_from(NAMES), st.sampled_from(INVISIBLE), st.integers(0, 20))
def test_an_invisible_character_anywhere_makes_no_difference(name, invisible, at):
    assert near(name[:at] + invisible + name[at:], name) == Nearness.SAME


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)
