"""Codes, names and numbers of states."""

import csv

import pycountry
import pytest

from curation.countries import STATE_CODES, UnknownCountry, country

MEMBERS_AND_PARTNERS = (
    "CHN IND IRN KAZ KGZ PAK RUS TJK UZB BLR MNG AFG ARM AZE BHR KHM EGY KWT MDV MMR NPL QAT "
    "SAU LKA TUR ARE TKM LAO"
)
WITH_NUMBERS_THAT_DIFFER = {"DEU"}


def rows() -> list[dict[str, str]]:
    with STATE_CODES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("code", ["KG", "KGZ", "kgz", " kg "])
def test_country_is_found_by_either_code_in_any_case(code):
    found = country(code)

    assert (found.alpha_2, found.alpha_3, found.numeric) == ("KG", "KGZ", "417")
    assert (found.cow, found.gw) == (703, 703)


def test_numeric_code_keeps_its_leading_zeros():
    assert country("AF").numeric == "004"


@pytest.mark.parametrize(
    ("code", "en", "ru", "zh"),
    [
        ("CHN", "China", "Китай", "中国"),
        ("IRN", "Iran", "Иран", "伊朗"),
        ("LAO", "Laos", "Лаос", "老挝"),
        ("TUR", "Türkiye", "Турция", "土耳其"),
        ("KHM", "Cambodia", "Камбоджа", "柬埔寨"),
    ],
)
def test_names_are_the_usual_ones_in_three_languages(code, en, ru, zh):
    assert dict(country(code).names) == {"en": en, "ru": ru, "zh": zh}


def test_every_country_has_a_name_in_every_language():
    for each in pycountry.countries:
        names = country(each.alpha_3).names

        assert set(names) == {"en", "ru", "zh"}
        assert names["ru"] != names["en"] != names["zh"]


def test_names_cannot_be_changed():
    with pytest.raises(TypeError):
        country("CHN").names["en"] = "Cathay"


@pytest.mark.parametrize("code", MEMBERS_AND_PARTNERS.split())
def test_every_state_around_the_organization_has_both_numbers(code):
    assert country(code).cow
    assert country(code).gw


@pytest.mark.parametrize(
    ("code", "cow", "gw"),
    [("RUS", 365, 365), ("IND", 750, 750), ("USA", 2, 2), ("GBR", 200, 200), ("DEU", 255, 260)],
)
def test_numbers_are_those_of_the_two_lists(code, cow, gw):
    assert (country(code).cow, country(code).gw) == (cow, gw)


def test_country_without_a_row_has_no_numbers():
    assert country("FJI").cow is None
    assert country("FJI").gw is None


@pytest.mark.parametrize(
    ("code", "suggestion"),
    [("KGX", "KGZ"), ("Iran", "IRN"), ("Kirgizstan", "KGZ"), ("UZ B", "UZB")],
)
def test_unknown_code_is_refused_with_suggestions(code, suggestion):
    with pytest.raises(UnknownCountry, match=suggestion):
        country(code)


@pytest.mark.parametrize("code", ["", "XX", "417", "?!"])
def test_what_resembles_no_country_is_refused(code):
    with pytest.raises(UnknownCountry, match="Expected two or three letters"):
        country(code)


class TestTable:
    def test_names_each_state_once_in_order(self):
        codes = [row["iso3"] for row in rows()]

        assert codes == sorted(set(codes))

    @pytest.mark.parametrize("column", ["cow", "gw"])
    def test_gives_no_number_twice(self, column):
        numbers = [row[column] for row in rows()]

        assert len(numbers) == len(set(numbers))

    def test_explains_every_pair_of_numbers_that_differ(self):
        differing = {row["iso3"]: row["note"] for row in rows() if row["cow"] != row["gw"]}

        assert set(differing) == WITH_NUMBERS_THAT_DIFFER
        assert all(differing.values())
