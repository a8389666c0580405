"""Which of competing episodes count."""

from curation.membership import Panel
from curation.membership.counting import counted
from curation.vocabulary import Basis, CountedBasis, TimeUnit

from .episodes import episode, record


def rival(of, start, end, *, basis=Basis.DECISION, **fields):
    return episode(
        of.status, start, end, start_basis=basis, disputes=frozenset({of.evidence.record}), **fields
    )


def months(accepted, alternatives, basis, year=2010):
    """Return what is held month by month, spelt out as initials."""
    panel = Panel(
        record(*accepted, alternatives=alternatives), year, year, unit=TimeUnit.MONTH, basis=basis
    )
    outcomes = [cell.outcome for cell in panel.cells()]
    return "".join(each.status.slug[0] if each.status else "-" for each in outcomes)


PARTNER = episode("partner", "2010-06-01", None, start_basis=Basis.MEMORANDUM)
DECIDED = rival(PARTNER, "2010-03-01", None)


def test_without_a_basis_the_accepted_episodes_count():
    assert counted(record(PARTNER, alternatives=[DECIDED])) == {"ruritania": [PARTNER]}


def test_the_alternative_of_the_basis_takes_the_place_of_the_accepted():
    for_decision = counted(record(PARTNER, alternatives=[DECIDED]), CountedBasis.DECISION)

    assert for_decision == {"ruritania": [DECIDED]}
    assert months([PARTNER], [DECIDED], CountedBasis.DECISION) == "--pppppppppp"
    assert months([PARTNER], [DECIDED], CountedBasis.MEMORANDUM) == "-----ppppppp"


def test_an_episode_of_that_basis_already_stays():
    decided = episode("partner", "2010-06-01", None)
    other = rival(decided, "2010-01-01", None)

    assert counted(record(decided, alternatives=[other]), CountedBasis.DECISION) == {
        "ruritania": [decided]
    }


def test_only_a_claim_about_the_same_status_that_disputes_it_competes():
    unlinked = episode("partner", "2010-03-01", None)
    other_status = episode(
        "observer", "2010-03-01", None, disputes=frozenset({PARTNER.evidence.record})
    )

    chosen = counted(record(PARTNER, alternatives=[unlinked, other_status]), CountedBasis.DECISION)
    assert chosen == {"ruritania": [PARTNER]}


def test_the_accepted_may_be_what_disputes():
    alternative = episode("partner", "2010-03-01", None)
    accepted = episode(
        "partner", "2010-06-01", None, start_basis=Basis.MEMORANDUM,
        disputes=frozenset({alternative.evidence.record}),
    )  # fmt: skip

    assert counted(record(accepted, alternatives=[alternative]), CountedBasis.DECISION) == {
        "ruritania": [alternative]
    }


def test_of_several_the_earliest_counts():
    earlier = rival(PARTNER, "2010-01-01", None)

    assert counted(record(PARTNER, alternatives=[DECIDED, earlier]), CountedBasis.DECISION) == {
        "ruritania": [earlier]
    }


def test_an_alternative_of_a_state_without_accepted_episodes_is_nobody_s():
    assert counted(record(alternatives=[DECIDED]), CountedBasis.DECISION) == {}


class TestAStepFromOneStatusToTheNext:
    OBSERVER = episode("observer", "2009-01-01", "2010-06-01")
    ACCEDING = episode("acceding", "2009-06-01", "2010-06-01")
    MEMBER = episode("full-member", "2010-06-01", None)

    def test_counted_later_prolongs_what_it_ended(self):
        in_force = rival(self.MEMBER, "2010-09-01", None, basis=Basis.ENTRY_INTO_FORCE)
        accepted = [self.OBSERVER, self.ACCEDING, self.MEMBER]

        assert months(accepted, [in_force], None) == "ooooofffffff"
        assert months(accepted, [in_force], CountedBasis.IN_FORCE) == "oooooooo" + "ffff"
        now = counted(record(*accepted, alternatives=[in_force]), CountedBasis.IN_FORCE)
        assert {each.definite.end for each in now["ruritania"][:2]} == {in_force.definite.start}

    def test_counted_earlier_cuts_it_short(self):
        signed = rival(self.MEMBER, "2010-03-01", None, basis=Basis.MEMORANDUM)

        told = months([self.OBSERVER, self.MEMBER], [signed], CountedBasis.MEMORANDUM)
        assert told == "ooffffffffff"

    def test_counted_from_some_day_of_a_month_leaves_that_month_uncertain(self):
        signed = rival(
            self.MEMBER, "2010-03-31", None, basis=Basis.MEMORANDUM, possible=("2010-03-01", None)
        )
        panel = Panel(
            record(self.OBSERVER, self.MEMBER, alternatives=[signed]), 2010, 2010,
            unit=TimeUnit.DAY, basis=CountedBasis.MEMORANDUM,
        )  # fmt: skip
        march = [cell.outcome for cell in list(panel.cells())[58:91]]

        assert march[0].status.slug == "observer"
        assert {each.possible for each in march[1:31]} == {("observer", "full-member")}
        assert march[-1].status.slug == "full-member"
