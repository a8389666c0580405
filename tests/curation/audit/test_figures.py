"""Rules about figures, and about rosters that figures count."""

import pytest

from curation.models import Figure, Indicator

from ... import factories


class TestFigureOutsideItsBounds:
    RULE = "figure-outside-its-bounds"

    @pytest.fixture
    def measured(self, db):
        def make(unit, value, **fields):
            fact = factories.figure(value=value, **fields)
            Indicator.objects.filter(pk=fact.indicator_id).update(unit=unit)
            return fact

        return make

    @pytest.mark.parametrize(
        ("unit", "value", "message"),
        [
            ("%", "100.5", "100.5 % lies outside 0 to 100."),
            ("%", -1, "-1 % lies outside 0 to 100."),
            ("rank", 0, "0 rank lies outside 1 to any number."),
            ("km", -3, "-3 km lies outside 0 to any number."),
        ],
    )
    def test_unit_does_not_allow_the_value(self, findings, measured, unit, value, message):
        assert findings(measured(unit, value))[self.RULE].message == message

    def test_unit_does_not_allow_a_bound(self, findings, measured):
        assert self.RULE in findings(measured("%", 99, lower=98, upper=101))

    @pytest.mark.parametrize(
        ("unit", "value"), [("%", 0), ("%", 100), ("rank", 1), ("km", 1360), ("members", 0)]
    )
    def test_silent_within_the_bounds_of_the_unit(self, findings, measured, unit, value):
        assert self.RULE not in findings(measured(unit, value))

    def test_database_itself_keeps_a_value_between_its_bounds(self, measured, refused, sql):
        fact = measured("%", 60)

        with refused("figure_lies_within_its_bounds"):
            sql("UPDATE curation_figure SET lower = 70 WHERE fact_id = %s", fact.pk)


class TestRosterDiffersFromCount:
    RULE = "roster-differs-from-count"

    @pytest.fixture
    def league(self, db):
        """An organization with two members, of whom one left in 2020 and one joined then."""
        organization, member = factories.organization(), factories.status_type()
        for when in ("2001/..", "2005/2020-03-31", "2020-04-01/.."):
            factories.status(organization=organization, status=member, when=when)
        return organization, member

    @pytest.fixture
    def counted(self, league):
        organization, member = league

        def make(value, *, when="2019", **fields):
            figure = Figure.objects.create(
                indicator=Indicator.objects.create(
                    slug=f"members-{value}-{Indicator.objects.count()}",
                    name="Number of members",
                    unit="members",
                    counts_status=member,
                ),
                value=value,
                as_written=str(value),
                **({"when": "", "attested": when} | fields),
            )
            figure.subjects.add(organization)
            return figure

        return make

    @pytest.mark.parametrize("value", [1, 3])
    def test_source_counts_more_or_fewer(self, findings, counted, league, value):
        message = findings(counted(value))[self.RULE].message

        assert message == (
            f"The source counts {value}; the registry has 2 with the status “{league[1]}” "
            "from 2019-01-01 to 2019-12-31."
        )

    def test_silent_when_they_agree(self, findings, counted):
        assert self.RULE not in findings(counted(2))

    @pytest.mark.parametrize("value", [1, 2, 3])
    def test_any_number_reached_while_members_came_and_went_will_do(self, findings, counted, value):
        assert self.RULE not in findings(counted(value, when="2020-01/2020-06"))
        assert "has 1 to 3 with" in findings(counted(4, when="2020"))[self.RULE].message

    def test_only_holders_accepted_and_not_merely_expected_count(self, findings, counted, league):
        organization, member = league
        for fields in (
            {"certainty": "expected"},
            {"rank": "alternative", "rationale": "One page has it so."},
        ):
            factories.status(organization=organization, status=member, when="2001/..", **fields)

        assert self.RULE not in findings(counted(2))

    def test_approximate_count_is_compared_by_its_bounds(self, findings, counted):
        about = {"exactness": "approximate"}

        assert self.RULE not in findings(counted(9, **about))
        assert self.RULE not in findings(counted(9, lower=2, **about))
        assert self.RULE in findings(counted(9, lower=8, **about))

    def test_silent_when_the_indicator_counts_no_status(self, findings, counted):
        figure = counted(7)
        Indicator.objects.filter(pk=figure.indicator_id).update(counts_status=None)

        assert self.RULE not in findings(figure)

    def test_silent_when_no_source_says_of_when(self, findings, counted):
        assert self.RULE not in findings(counted(7, attested=""))


def test_shipped_count_of_full_members_is_compared_with_the_roster(seeded, findings):
    figure = Figure.objects.get(indicator__slug="number-of-full-members")
    rule = "roster-differs-from-count"

    assert rule not in findings(figure)
    factories.status(
        organization=figure.subjects.get(),
        status=figure.indicator.counts_status,
        when="2001/..",
    )
    assert "counts 9; the registry has 10 with" in findings(figure)[rule].message
