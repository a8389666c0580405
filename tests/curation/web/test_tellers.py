"""Who says so: all sources of a record, and the way that words took."""

import pytest

from curation.web.tellers import chain_of, own_voice_of, tellers_of


def source(publisher="", title="[A document]", kind="article", **more):
    named = {"slug": title.strip("[]").lower(), "publisher": publisher, "title": title}
    return named | {"kind": kind} | more


def citation(of, original=None):
    return {"source": of, "reported_from": original}


ASIA_PLUS = source("Asia-Plus", "[An article]")
INTERVIEW = source("RIA Novosti", "[An interview]", "interview")
STATEMENT = source("", "[Statement of the Taliban]", "statement")
SITE = source("78911.com.cn", "[Observers]", "web-page")
UNSEEN = source("The Times", "[Unseen]", seen="second-hand")


@pytest.mark.parametrize(
    ("told", "cited"),
    [
        ("according to Asia-Plus", citation(ASIA_PLUS)),
        ("according to the website 78911.com.cn", citation(SITE)),
        ("told to RIA Novosti, reported by Asia-Plus", citation(ASIA_PLUS, INTERVIEW)),
        (
            "from the document “Statement of the Taliban”, reported by Asia-Plus",
            citation(ASIA_PLUS, STATEMENT),
        ),
        (
            "first published by the website 78911.com.cn, reported by Asia-Plus",
            citation(ASIA_PLUS, SITE),
        ),
    ],
)
def test_the_way_of_the_words_is_told(told, cited):
    assert chain_of(cited) == told


def test_what_a_source_says_itself_is_in_its_own_words():
    assert own_voice_of(citation(ASIA_PLUS)) == "Asia-Plus, in its own words"


def test_every_source_is_named_once_and_what_nobody_has_seen_is_marked():
    told = tellers_of([citation(ASIA_PLUS), citation(ASIA_PLUS), citation(UNSEEN)])

    assert told == "Asia-Plus; The Times, known at second hand"


def test_of_many_sources_the_first_are_named():
    many = [citation(source(f"Paper {number}", f"[{number}]")) for number in range(5)]

    assert tellers_of(many) == "Paper 0; Paper 1; 3 more"
