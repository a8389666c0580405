"""Episodes and the establishment of the organizations in which they are held."""

import pytest

from curation.models import EventParticipant

from ... import factories

CERTAIN = "episode-before-its-organization"
DOUBTFUL = "episode-starts-before-its-organization"


@pytest.fixture
def league(db):
    """An organization established on 15 June 2001."""

    def make(when="2001-06-15", role="established organization", **fields):
        organization = factories.organization()
        event = factories.event(type="establishment", name="Founding", when=when, **fields)
        EventParticipant.objects.create(event=event, actor=organization, role=role)
        return organization

    return make


@pytest.mark.parametrize("when", ["1996-04-26/..", "2000", "2001-06-14/2005", "1999/2000"])
def test_held_before_the_organization_existed(findings, league, when):
    found = findings(factories.status(organization=league(), when=when))

    assert "not established before 2001-06-15" in found[CERTAIN].message
    assert DOUBTFUL not in found


@pytest.mark.parametrize("when", ["2001-06-15/..", "2001/..", "2001-06/2003", "/..", "/2009", ""])
def test_silent_when_it_may_have_begun_with_the_organization_or_later(findings, league, when):
    found = findings(factories.status(organization=league(), when=when))

    assert not {CERTAIN, DOUBTFUL} & set(found)


def test_an_attestation_does_not_hide_a_start_that_is_too_early(findings, league):
    fact = factories.status(
        organization=league(), when="1996-04-26/..", attested="2024-06", start_basis="unknown"
    )

    found = findings(fact)

    assert CERTAIN not in found
    assert "“1996-04-26/..”" in found[DOUBTFUL].message


def test_silent_about_a_start_that_is_only_padded_to_lie_too_early(findings, league):
    fact = factories.status(organization=league(), when="2001-06?/..", attested="2024-06")

    assert not {CERTAIN, DOUBTFUL} & set(findings(fact))


def test_a_founder_takes_part_in_an_establishment_without_being_established(findings, league):
    fact = factories.status(organization=league(role="founder"), when="1996/..")

    assert not {CERTAIN, DOUBTFUL} & set(findings(fact))


@pytest.mark.parametrize(
    "fields",
    [{"when": ""}, {"certainty": "expected"}, {"rank": "rejected", "rationale": "A misprint."}],
)
def test_silent_when_the_registry_does_not_hold_the_day_of_establishment(findings, league, fields):
    fact = factories.status(organization=league(**fields), when="1996/..")

    assert not {CERTAIN, DOUBTFUL} & set(findings(fact))
