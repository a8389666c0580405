"""Rules about statuses: one that finds, one that stays silent, for each."""

import pytest

from curation.audit import Terms, find, rule_named

from ... import factories


@pytest.fixture
def pair(db):
    """Two formal statuses of one actor in one organization."""

    def make(one, another, **fields):
        shared = {"actor": factories.actor(), "organization": factories.organization()}
        return (
            factories.status(when=one, **shared),
            factories.status(when=another, **(shared | fields)),
        )

    return make


class TestFormalStatusesOverlap:
    RULE = "formal-statuses-overlap"

    def test_both_hold_for_certain(self, findings, pair):
        one, another = pair("2010/2015", "2013/..")

        found = findings(one)[self.RULE]

        assert set(found.records) == {one.pk, another.pk}
        assert found.message.endswith("both hold from 2013-12-31 to 2015-01-01.")

    def test_each_of_the_two_has_the_finding_once_in_all(self, findings, pair):
        one, another = pair("2010/2015", "2013/..")

        assert findings(one)[self.RULE].record == one.pk
        assert findings(another)[self.RULE].record == another.pk
        listed = find([rule_named(self.RULE)])
        assert sum(set(each.records) == {one.pk, another.pk} for each in listed) == 1

    def test_silent_when_the_one_ends_before_the_other_starts(self, findings, pair):
        one, _ = pair("2010/2015-07-09", "2015-07-10/..")

        assert self.RULE not in findings(one)

    @pytest.mark.parametrize(
        "fields",
        [
            {"certainty": "expected"},
            {"rank": "alternative", "rationale": "Another page says so."},
        ],
    )
    def test_silent_about_what_the_registry_does_not_hold(self, findings, pair, fields):
        one, _ = pair("2010/2015", "2013/..", **fields)

        assert self.RULE not in findings(one)

    def test_silent_about_a_status_of_another_dimension(self, findings, pair):
        one, _ = pair("2010/..", "2013/..", status=factories.status_type(dimension="process"))

        assert self.RULE not in findings(one)

    def test_silent_in_another_organization(self, findings, pair):
        one, _ = pair("2010/..", "2013/..", organization=factories.organization())

        assert self.RULE not in findings(one)


class TestFormalStatusesMayOverlap:
    RULE = "formal-statuses-may-overlap"

    def test_dates_leave_room_for_both(self, findings, pair):
        one, another = pair("2010/2015", "2015/..")

        assert "can both hold from 2015-01-01 to 2015-12-31" in findings(one)[self.RULE].message
        assert self.RULE in findings(another)

    def test_silent_when_it_is_certain_and_an_error(self, findings, pair):
        one, _ = pair("2010/2015", "2013/..")

        assert self.RULE not in findings(one)

    def test_silent_when_there_is_no_room(self, findings, pair):
        one, _ = pair("2010/2014", "2015/..")

        assert self.RULE not in findings(one)


class TestStatusOutsideItsValidity:
    RULE = "status-outside-its-validity"

    @pytest.mark.parametrize("when", ["2020/..", "2026", "2024/2027-01"])
    def test_held_when_the_status_was_no_longer_in_use(self, findings, when):
        kind = factories.status_type(validity="/2025-08-31")

        assert (
            "until 2025-08-31"
            in findings(factories.status(status=kind, when=when))[self.RULE].message
        )

    @pytest.mark.parametrize("when", ["2020/2025-08-31", "2025", "/2024"])
    def test_silent_within_its_validity(self, findings, when):
        kind = factories.status_type(validity="/2025-08-31")

        assert self.RULE not in findings(factories.status(status=kind, when=when))

    def test_silent_without_a_validity(self, findings):
        assert self.RULE not in findings(factories.status(when="1800/.."))


class TestAccessionWithoutOutcome:
    RULE = "accession-without-outcome"

    @pytest.fixture
    def acceding(self, db):
        def make(**fields):
            return factories.status(
                status=factories.status_type(dimension="process"),
                **({"when": "2022-09/.."} | fields),
            )

        return make

    def test_no_later_status_after_three_years(self, findings, acceding):
        found = findings(acceding())[self.RULE]

        assert "since 2022-09-01" in found.message
        assert "more than 3 years" in found.message

    def test_years_are_counted_from_the_earliest_start(self, findings, acceding):
        assert self.RULE in findings(acceding(when="2023/.."))
        assert self.RULE not in findings(acceding(when="2023-07/.."))

    def test_number_of_years_is_a_term(self, findings, acceding):
        assert self.RULE not in findings(acceding(), accession_years=4)

    def test_silent_once_a_later_formal_status_is_recorded(self, findings, acceding):
        fact = acceding()
        factories.status(actor=fact.actor, organization=fact.organization, when="2024-07-04/..")

        assert self.RULE not in findings(fact)

    @pytest.mark.parametrize(
        "later", [{"when": "2010/2020"}, {"when": "2024-07/..", "certainty": "expected"}]
    )
    def test_an_earlier_or_expected_status_is_no_outcome(self, findings, acceding, later):
        fact = acceding()
        factories.status(actor=fact.actor, organization=fact.organization, **later)

        assert self.RULE in findings(fact)

    def test_silent_when_its_end_is_known_for_what_it_is(self, findings, acceding):
        assert self.RULE in findings(acceding(when="2015/2017"))
        assert self.RULE not in findings(acceding(when="2015/2017", end_basis="decision"))

    def test_silent_when_nobody_says_since_when(self, findings, acceding):
        assert self.RULE not in findings(acceding(when="/.."))


def test_terms_are_those_of_the_settings(settings):
    settings.AUDIT = settings.AUDIT | {"accession_years": 7}

    assert Terms().accession_years == 7
    assert Terms(accession_years=2).accession_years == 2
