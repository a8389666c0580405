"""Chinese characters of both kinds, and what counts as near a name."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from curation.naming import (
    SIMPLIFIED,
    TRADITIONAL,
    Nearness,
    either_way,
    nearness,
    script_of,
    slips,
)


def test_the_table_of_characters_is_that_of_opencc():
    convert = OpenCC("t2s").convert

    different = [
        (one, other)
        for one, other in zip(TRADITIONAL, SIMPLIFIED, strict=True)
        if convert(convert(one)) != other
    ]

    assert len(TRADITIONAL) > 4000
    assert different == []


def test_no_simplified_character_is_converted_again():
    assert not set(TRADITIONAL) & set(SIMPLIFIED)


@pytest.mark.parametrize("written", ["中国", "中國", "中\u200b國"])
def test_a_chinese_word_is_marked_in_either_characters(written):
    for asked in ("中国", "中國"):
        assert re.search(either_way(asked), written)


def test_the_whole_of_a_chinese_word_is_looked_for():
    assert not re.search(either_way("俄罗斯"), "俄 罗 斯")
    assert re.search(either_way("俄罗斯 中国"), "在中國")


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("上海合作组织", "zh-Hans"),
        ("上海合作組織", "zh-Hant"),
        ("Россия", "ru"),
        ("Russia", ""),
        ("“Contact Group”", ""),
        ("Asia-Plus quotes 中国", ""),
        ("2004", ""),
        ("", ""),
    ],
)
def test_the_script_of_a_text_tells_its_language(text, tag):
    assert script_of(text) == tag


@pytest.mark.parametrize(
    ("asked", "name", "near"),
    [
        ("россия", "россия", Nearness.SAME),
        ("кабулова", "кабулов", Nearness.INFLECTED),
        ("беларуси", "беларусь", Nearness.INFLECTED),
        ("египта", "египет", Nearness.INFLECTED),
        ("kyrgyz", "kyrgyzstan", Nearness.BEGINS),
        ("кабулова", "замир кабулов", Nearness.HAS_WORD),
        ("俄罗斯", "白俄罗斯", Nearness.CONTAINS),
        ("khazakhstan", "kazakhstan", Nearness.ALIKE),
        ("rusisa", "russia", Nearness.ALIKE),
        ("ирак", "иран", None),
        ("iraq", "iran", None),
        ("индонезия", "индия", None),
        ("belorussia", "russia", None),
        ("us", "russia", None),
    ],
)
def test_how_near_a_name_is(asked, name, near):
    assert nearness(asked, name) == near


@given(st.text("абвгдеabcde ", min_size=1, max_size=20).map(str.strip).filter(bool))
def test_a_name_is_nearest_to_itself_and_no_slip_away(name):
    assert nearness(name, name) == Nearness.SAME
    assert slips(name, name) == 0
