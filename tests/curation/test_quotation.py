"""Quotations are found code point for code point, or refused with what would help."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.quotation import QuotationNotFound, locate

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
