"""A release of the shipped record, built once and unpacked."""

import datetime as dt
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from curation.actions import approve, submit
from curation.models import Revision
from curation.releases import Frozen
from curation.releases.bundle import Built, build
from tests import factories

RELEASED_AT = dt.datetime(2026, 11, 26, 22, 30, 15, tzinfo=dt.UTC)


def frozen_now(**fields: Any) -> Frozen:
    """Return a release of the record as it is now."""
    place = Revision.objects.place()
    digest = Revision.objects.get(id=place.revision).digest
    frozen = Frozen(
        identifier="v2026.11",
        title="SCO Registry, release v2026.11",
        notes="The shipped record.",
        place=place,
        head_digest=digest,
        released_at=RELEASED_AT,
    )
    return replace(frozen, **fields)


@pytest.fixture(scope="session")
def shipped(django_db_setup, django_db_blocker) -> Frozen:
    """The release of the shipped record."""
    with django_db_blocker.unblock():
        return frozen_now()


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    """The folder in which it is built."""
    return tmp_path_factory.mktemp("release")


@pytest.fixture(scope="session")
def built(shipped, folder, django_db_blocker) -> Built:
    """What was built."""
    with django_db_blocker.unblock():
        return build(shipped, folder)


@pytest.fixture(scope="session")
def unpacked(built, folder, tmp_path_factory) -> Path:
    """The folder that the zip has in it."""
    target = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(folder / built.files[0].path) as archive:
        archive.extractall(target)
    return target / "sco-registry-v2026.11"


@pytest.fixture
def zipped(tmp_path) -> Callable[[Frozen], bytes]:
    """Return a function that builds a release anew and gives the bytes of its zip."""

    def make(frozen: Frozen) -> bytes:
        place = tmp_path / f"release-{len(list(tmp_path.iterdir()))}"
        place.mkdir()
        return (place / build(frozen, place).files[0].path).read_bytes()

    return make


def published(fact: Any) -> Any:
    """Cite, submit and approve a draft; return it as it is then."""
    factories.cite(fact, factories.source(), factories.QUOTE)
    fact.refresh_from_db()
    submit(fact, by=factories.staff())
    approve(fact, by=factories.reviewer())
    return type(fact).objects.get(pk=fact.pk)


def corrected(fact: Any, comment: str, **fields: Any) -> None:
    """Publish a fact anew, with other fields and one more passage; the comment says why."""
    fact = type(fact).objects.get(pk=fact.pk)
    factories.cite(fact, fact.citations.first().source, factories.QUOTE[:20])
    fact.refresh_from_db()
    for name, value in fields.items():
        setattr(fact, name, value)
    fact.save()
    submit(fact, by=factories.staff())
    approve(fact, by=factories.reviewer(), comment=comment)
