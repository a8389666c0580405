"""Quotations are found code point for code point, or refused with what would help."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from curation.quotation import QuotationNotFound, is_quoted, locate

TEXT = "One\u00a0two.\n\nThree “two”.\nTwo two."


def test_a_quotation_is_located_with_what_surrounds_it():
    span = locate(TEXT, "Three “two”.")

    assert (span.start, span.end) == (10, 22)
    assert (span.prefix, span.suffix) == ("One\u00a0two.\n\n", "\nTwo two.")
    assert span.locator == "paragraph 2"


def test_nothing_is_normalised():
    with pytest.raises(QuotationNotFound, match="nearest passage is: “One\u00a0two\\.”"):
        locate(TEXT, "One two.")
    with pytest.raises(QuotationNotFound, match="does not stand"):
        locate(TEXT, 'Three "two".')


def test_of_several_occurrences_one_has_to_be_chosen():
    with pytest.raises(QuotationNotFound, match="3 times, at offsets 4, 17, 27"):
        locate(TEXT, "two")

    assert locate(TEXT, "two", nth=2).start == 17
    assert locate(TEXT, "two", start=27).start == 27


def test_an_occurrence_that_is_not_there_is_refused():
    with pytest.raises(QuotationNotFound, match="there is no number 4"):
        locate(TEXT, "two", nth=4)
    with pytest.raises(QuotationNotFound, match="not stand at offset 5 but at 4"):
        locate(TEXT, "two", start=5)


def test_an_empty_quotation_is_refused():
    with pytest.raises(QuotationNotFound, match="empty"):
        locate(TEXT, " \n")


@given(st.text(), st.text(min_size=1), st.text())
def test_what_stands_in_a_text_is_found_at_its_offsets(before, quote, after):
    text = before + quote + after
    if not quote.strip():
        return

    span = locate(text, quote, start=len(before))

    assert text[span.start : span.end] == quote
    assert text[: span.start].endswith(span.prefix)
    assert text[span.end :].startswith(span.suffix)


# --- a statement that is called a quotation ----------------------------------------------------

QUOTE = (
    "\"The Emirate (the name used) welcomes such\nmeetings, and we can't support 10,000 people’s "
    'claims [sic] before the summer," read the statement.'
)


@pytest.mark.parametrize(
    "text",
    [
        "welcomes such meetings",
        "welcomes\u00a0such  meetings",
        "The Emirate […] welcomes such meetings",
        "The Emirate [...] welcomes such … meetings",
        "The Emirate... welcomes",
        "…welcomes such meetings",
        "[W]elcomes such meetings",
        "welcome[d] such meetings",
        "such [official] meetings, and we",
        "such meetings [of ours], and we",
        "“welcomes such meetings”",
        '"The Emirate (the name used) welcomes such\nmeetings"',
        "10,000 people’s claims [sic] before",
        "claims [sic] […] the summer",
        "we can't support",
    ],
)
def test_what_a_passage_says_is_a_quotation_of_it(text):
    assert is_quoted(text, ["Something else.", QUOTE])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[…]",
        "[all of it added]",
        "opposes such meetings",
        "Welcomes such meetings",
        "welcomes meetings",
        "welcomes such meeting",
        "we can support",
        "we can",
        "support 10",
        "support 000 people",
        "such meetings and we",
        "people's claims",
        "10,000 people’s claims before",
        "before summer",
        "comes such meetings",
        "…comes such meetings",
        "we [can and will] support",
        "such meetings […] welcomes",
        "welcomes such meetings for ever",
    ],
)
def test_other_words_are_no_quotation(text):
    assert not is_quoted(text, [QUOTE])


def test_a_script_without_spaces_is_quoted_from_any_letter_on():
    assert is_quoted("观察员国", ["它具有观察员国的地位"])
    assert is_quoted("它[…]地位", ["它具有观察员国的地位"])
    assert not is_quoted("成员国", ["它具有观察员国的地位"])


def test_the_words_stand_in_one_quotation_and_not_in_two():
    assert not is_quoted("one two", ["one", "two"])


WORD = st.text(st.characters(categories=["Ll", "Lu", "Nd"]), min_size=1, max_size=8)
WORDS = st.lists(WORD, min_size=2, max_size=12)


@st.composite
def passages(draw):
    """Return a passage of words, a stretch of it, and a place in that stretch."""
    words = draw(WORDS)
    start = draw(st.integers(0, len(words) - 2))
    end = draw(st.integers(start + 2, len(words)))
    return words, words[start:end], draw(st.integers(1, end - start - 1))


@given(passages(), st.sampled_from([" ", "  ", "\n", "\u00a0"]))
def test_whatever_stretch_of_a_passage_is_a_quotation(passage, space):
    words, stretch, _ = passage

    assert is_quoted(space.join(stretch), [" ".join(words)])


@given(passages(), st.sampled_from(["[…]", "[...]", "…", "..."]))
def test_whatever_is_left_out_is_marked(passage, mark):
    words, stretch, place = passage

    assert is_quoted(f"{stretch[0]} {mark} {' '.join(stretch[place:])}", [" ".join(words)])


@given(passages(), WORD)
def test_whatever_is_added_stands_in_brackets(passage, added):
    words, stretch, place = passage
    text = " ".join([*stretch[:place], f"[{added}]", *stretch[place:]])

    assert is_quoted(text, [" ".join(words)])


@given(passages(), WORD)
def test_any_other_change_of_a_word_is_none(passage, word):
    words, stretch, place = passage
    changed = [*stretch[:place], word, *stretch[place + 1 :]]
    runs = [words[at : at + len(changed)] for at in range(len(words))]
    assume(changed not in runs)

    assert not is_quoted(" ".join(changed), [" ".join(words)])
