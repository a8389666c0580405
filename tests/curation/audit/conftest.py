"""What the tests of the rules ask: which rules find something about a fact."""

import datetime as dt
from collections.abc import Callable

import pytest

from curation.audit import Finding, Terms, find, findings_for
from curation.models import Fact

TODAY = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)


@pytest.fixture
def findings(db: None) -> Callable[..., dict[str, Finding]]:
    """Return what is found about a fact, by rule: asked about it alone, and about all."""

    def ask(fact: Fact, **terms: object) -> dict[str, Finding]:
        on = Terms(**({"now": TODAY} | terms))
        alone = findings_for(fact, terms=on)
        among_all = [finding for finding in find(terms=on) if fact.pk in finding.records]
        assert sorted((each.rule.id, sorted(each.records)) for each in alone) == sorted(
            (each.rule.id, sorted(each.records)) for each in among_all
        )
        return {finding.rule.id: finding for finding in alone}

    return ask
