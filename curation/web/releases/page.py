"""The page of a release: what it is, how to cite it, and its files with their sums."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from ...actions.releasing import frozen
from ...models import Release, ReleaseFile
from ...releases.citing import csl_of_release
from ..citing import Citing
from ..linked import LICENCE, Node, dataset, organization
from ..page import Page, PageView
from ..questions import Visit

__all__ = ["ReleasePage", "ReleasePageView"]


class ReleasePage(Page):
    """One release."""

    kind = "article"

    def __init__(self, visit: Visit, identifier: str) -> None:
        """Take the question and the name.

        Raises:
            Http404: there is no release of this name, or was none at that moment.
        """
        super().__init__(visit)
        self.release = release_named(visit, identifier)

    @property
    def title(self) -> str:
        """Which release it is."""
        return f"Release {self.release.identifier}"

    @property
    def description(self) -> str:
        """What the page has, for readers who find it by a search engine."""
        return (
            f"{self.release.title}: the whole record up to revision {self.release.revision_id} of "
            "its ledger, frozen, with its files, their sums, and how to cite it."
        )

    @property
    def twin(self) -> str:
        """The release in the API."""
        return reverse("release", kwargs={"identifier": self.release.identifier})

    def twin_address(self) -> str:
        """Return the address of the release in the API, which takes no times."""
        return self.visit.request.build_absolute_uri(self.twin)

    @property
    def address(self) -> str:
        """Where the page stands."""
        return self.visit.request.build_absolute_uri(address_of(self.release))

    @cached_property
    def files(self) -> list[ReleaseFile]:
        """Its files."""
        return list(self.release.files.order_by("path"))

    @property
    def tables(self) -> list[ReleaseFile]:
        """The tables that can be fetched one by one."""
        return [each for each in self.files if each.path.startswith(("csv/", "parquet/"))]

    @property
    def texts(self) -> list[ReleaseFile]:
        """The archive, and what describes it."""
        return [each for each in self.files if each not in self.tables]

    @cached_property
    def citing(self) -> Citing:
        """How to cite it: as its own files say, at the address that they name if there is one."""
        made = frozen(self.release)
        return Citing(csl_of_release(replace(made, address=made.address or self.address)))

    def linked(self) -> list[Node]:
        """Return the release as a data set of its own, a part of the registry."""
        release, registry = self.release, dataset(self.visit)
        node = {
            "@id": self.address,
            "@type": "Dataset",
            "name": release.title,
            "description": release.notes or self.description,
            "url": self.address,
            "identifier": [f"urn:sco-registry:releases/{release.identifier}/", release.head_digest],
            "version": release.identifier,
            "datePublished": release.released_at.date().isoformat(),
            "license": LICENCE,
            "isAccessibleForFree": True,
            "creator": organization(self.visit),
            "publisher": organization(self.visit),
            "temporalCoverage": registry["temporalCoverage"],
            "spatialCoverage": registry["spatialCoverage"],
            "keywords": registry["keywords"],
            "isPartOf": {"@id": registry["@id"]},
            "distribution": [self._download(each) for each in self.files],
        }
        return [registry, node]

    def _download(self, file: ReleaseFile) -> dict[str, Any]:
        parts = {"identifier": self.release.identifier, "path": file.path}
        return {
            "@type": "DataDownload",
            "name": file.path,
            "encodingFormat": file.media_type,
            "contentSize": str(file.size),
            "sha256": file.sha256,
            "contentUrl": self.visit.request.build_absolute_uri(
                reverse("released-file", kwargs=parts)
            ),
        }


def address_of(release: Release) -> str:
    """Return the path of a release's page."""
    return reverse("release-page", kwargs={"identifier": release.identifier})


def release_named(visit: Visit, identifier: str) -> Release:
    """Return the release of this name, with or without its “v”; `latest` is the last that stands.

    Raises:
        Http404: there is none, or was none at the moment asked about.
    """
    made = Release.objects.made_by(visit.moment)
    named = made.named(identifier) if Release.could_be_named(identifier) else made.none()
    found = made.recommended() if identifier == "latest" else named.first()
    if found is None:
        then = " at that moment" if visit.moment else ""
        raise Http404(f"There is no release called “{identifier}”{then}: /releases/ lists all.")
    return found


class ReleasePageView(PageView):
    """Shows a release."""

    page = ReleasePage
    template_name = "web/release.html"

    def beside(self) -> tuple[str, ...]:
        """Return which releases there are, and whether each stands."""
        return tuple(Release.objects.states())

    def shown(self, visit: Visit, named: dict[str, str]) -> HttpResponse:
        """Return the page; another way to write the name leads to its address."""
        release = release_named(visit, named["identifier"])
        if release.identifier != named["identifier"]:
            return HttpResponseRedirect(visit.in_time(address_of(release)))
        return super().shown(visit, named)
