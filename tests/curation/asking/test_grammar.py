"""How a question is read: every parameter is understood, or refused by name."""

import pytest
from django.http import QueryDict

from curation.asking import BadParameters, Flaw, Grammar
from curation.asking.parameters import Choice, Slugs, WholeNumber


class Asked(Grammar):
    """A question with one parameter of each sort."""

    written = {"page_size": "page-size"}
    actor = Slugs("Whose.")
    extent = Choice(("definite", "possible"), "Which.")
    page_size = WholeNumber("How many.", least=1, most=100)


class Narrower(Asked):
    """The same, with another choice."""

    extent = Choice(("definite",), "Which.")


def refused(query, grammar=Asked, **also):
    with pytest.raises(BadParameters) as caught:
        grammar(QueryDict(query), **also)
    return caught.value.flaws


def test_values_are_read_under_the_names_in_which_they_are_written():
    asked = Asked(QueryDict("actor=china&actor=india&page-size=5"))

    assert asked.given == {"actor": ["china", "india"], "page-size": [5]}
    assert asked.value("page-size") == 5
    assert asked.value("extent") is None


def test_a_parameter_that_is_not_taken_is_refused_with_the_nearest_that_is():
    (flaw,) = refused("actr=china")

    assert (flaw.parameter, flaw.suggestion) == ("actr", "actor")
    assert flaw.allowed == ["actor", "extent", "page-size"]


def test_all_flaws_are_told_at_once_in_the_order_of_the_request():
    flaws = refused("page-size=0&extent=wide&colour=red")

    assert [flaw.parameter for flaw in flaws] == ["page-size", "extent", "colour"]
    assert flaws[1].allowed == ["definite", "possible"]


def test_what_takes_one_value_is_not_given_two():
    (flaw,) = refused("extent=definite&extent=possible")

    assert "2 times; it takes one value" in flaw.detail


@pytest.mark.parametrize(
    ("query", "told"), [("format=", "is empty"), ("format=csv&format=json", "given 2 times")]
)
def test_parameters_of_somebody_else_are_left_to_them_if_given_once(query, told):
    assert Asked(QueryDict("format=csv"), also=("format",)).given == {}
    (flaw,) = refused(query, also=("format",))
    assert told in flaw.detail


def test_a_question_inherits_parameters_and_can_take_another_instead():
    assert list(Narrower.parameters) == ["extent", "actor", "page-size"]
    assert refused("extent=possible", Narrower)[0].allowed == ["definite"]


def test_a_question_can_refuse_what_contradicts_itself():
    class Together(Asked):
        def _contradictions(self):
            if "extent" in self.query and "actor" not in self.query:
                yield Flaw("extent", "“extent” needs “actor”.")

    assert [flaw.parameter for flaw in refused("extent=definite", Together)] == ["extent"]
    assert Together(QueryDict("extent=definite&actor=china")).value("extent") == "definite"


def test_a_flaw_tells_only_what_there_is_to_tell():
    assert Flaw("a", "b").described() == {"parameter": "a", "detail": "b"}
    whole = Flaw("a", "b", allowed=("c",), suggestion="c").described()
    assert whole == {"parameter": "a", "detail": "b", "allowed": ["c"], "suggestion": "c"}


def test_a_name_of_any_length_is_cut_before_it_is_shown():
    (flaw,) = refused("x" * 500)

    assert len(flaw.parameter) == 80
