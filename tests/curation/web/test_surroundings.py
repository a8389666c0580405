"""What stands around a quotation, for readers."""

import pytest

from curation.web.surroundings import after, before


def cited(prefix="", suffix="", start=100):
    return {"prefix": prefix, "suffix": suffix, "start": start}


@pytest.mark.parametrize(
    ("prefix", "start", "words"),
    [
        ("ce escalated in the region, and ", 100, "…\xa0escalated in the region, and "),
        (" Mongolia are observer states.\n\n", 100, "…\xa0Mongolia are observer states.\n\n"),
        ("The first words of the text are ", 32, "The first words of the text are "),
        ("", 0, ""),
        (
            "上海合作组织成员国元首理事会在北京发表宣言，",
            100,
            "…\xa0上海合作组织成员国元首理事会在北京发表宣言，",
        ),
        ("a-word-that-is-longer-than-that ", 100, "…\xa0a-word-that-is-longer-than-that "),
    ],
    ids=["cut word", "cut between words", "beginning", "nothing", "no blanks", "one word"],
)
def test_words_before_it_are_whole_and_say_what_is_left_out(prefix, start, words):
    assert before(cited(prefix=prefix, start=start)) == words


@pytest.mark.parametrize(
    ("suffix", "words"),
    [
        (" and vowed his support for an in", " and vowed his support for an\xa0…"),
        (", the Contact Group was rendered ", ", the Contact Group was rendered\xa0…"),
        (" the end.", " the end."),
        ("", ""),
        (" a-word-that-is-longer-than-that", " a-word-that-is-longer-than-that\xa0…"),
    ],
    ids=["cut word", "cut between words", "end", "nothing", "one word"],
)
def test_words_after_it_are_whole_and_say_what_is_left_out(suffix, words):
    assert after(cited(suffix=suffix)) == words
