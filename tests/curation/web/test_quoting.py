"""Quotations within the page's own marks: no mark is doubled, none is alone."""

import re

import pytest

from curation.web.quoting import within_marks


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plain", "plain"),
        ("“Most participants supported", "Most participants supported"),
        ("the end of what was said”", "the end of what was said"),
        ("“whole”", "whole"),
        ("“a” and “b”", "‘a’ and ‘b’"),
        ("“a “b” c”", "a ‘b’ c"),
        ("the only one,” Kabulov said", "‘the only one,’ Kabulov said"),
        ("he said: “we hope", "he said: ‘we hope’"),
        ("he said: “we hope”", "he said: ‘we hope’"),
        ('the "Contact Group" met', "the ‘Contact Group’ met"),
        ('a 5" pipe', 'a 5" pipe'),
        ("«Талибан» и ШОС", "‘Талибан’ и ШОС"),
        ("„Hallo“, sagte er", "‘Hallo’, sagte er"),
        ("it’s ‘so’", "it’s ‘so’"),
        ("  “a”\n", "a"),
        ("", ""),
    ],
)
def test_the_marks_of_a_passage_are_single_and_in_pairs(text, told):
    assert within_marks(text) == told


ADDRESSES = (
    "/",
    "/issues/contact-group-resumption/",
    "/actors/tajikistan/",
    "/actors/zamir-kabulov/",
    "/actors/taliban/",
    "/compare/?a=2001-01-01&b=2024-08-01",
)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_sets_marks_within_marks(look, seeded, address):
    page = look(address).text

    for quoted in re.findall(r"<q>(.*?)</q>", page, re.DOTALL):
        assert not set(quoted) & set("“”„«»"), quoted
    assert not re.search("““|””|“\\s*“", re.sub("<[^>]*>", "", page))
