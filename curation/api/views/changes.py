"""What changed in the public record, for whoever keeps a copy of it."""

import json
import uuid as uuids
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from ...asking import FOR_EVER, FOR_NOW, BadParameters, Flaw, entity_tag
from ...errors import NotReplayed
from ...exports import change_texts, following_change_texts, moment_text
from ...models import AsOf, Revision
from ...servers import current_turn
from ..answers import Change, ChangePage
from ..atom import Feed, Link
from ..filters import ChangeFilters, RevisionParameters
from ..formats import AtomFormat, JSONFormat, NDJSONFormat
from ..schema import ChangesSchema
from ..stretch import Stretch
from .as_of import AsOfView

__all__ = ["ChangesView", "RevisionView"]

JSON = "application/json"
IN_ATOM_ONLY = "“{}” belongs to the Atom feed (`format=atom`). Here, go on with “after”."
NOT_IN = "{} has no “{}”: leave it out."


class FollowingView(AsOfView):
    """What the views of changes do alike."""

    schema = ChangesSchema()
    renderer_classes = (JSONFormat,)

    def unless_known(self, response: HttpResponse, *parts: Any) -> HttpResponse | None:
        """Give the response its validator; return 304 if the client has the answer already."""
        validator = entity_tag(self.request.build_absolute_uri("/"), *parts)
        response["ETag"] = validator
        known = get_conditional_response(self.request._request, etag=validator, response=response)
        return known if known is not response else None


class RevisionView(FollowingView):
    """One revision of a record."""

    filterset_class = RevisionParameters
    operation_id, tag, summary = "records_revision", "records", "One revision of a record"
    answer = Change

    def get(self, request: Request, uuid: str, number: str) -> HttpResponseBase:
        """Return what one revision of a record did. The answer is the same for ever."""
        rows = self.named(uuid, number)
        digest = rows.values_list("digest", flat=True).first()
        if digest is None:
            raise NotFound(
                f"Nothing was published under this address. /api/v1/records/{uuid}/revisions/ "
                "lists what was."
            )
        response = HttpResponse(content_type=JSON, headers={"Cache-Control": FOR_EVER})
        if known := self.unless_known(response, digest, self.asked.with_patch):
            return known
        response.content = change_texts(rows, with_patch=self.asked.with_patch)[0]
        return response

    def named(self, uuid: str, number: str) -> Any:
        """Return the revision that the address names.

        Raises:
            NotFound: nothing can be called so.
        """
        try:
            if len(uuid) == 36 and number.isascii() and number.isdigit() and len(number) < 10:
                return Revision.objects.filter(record=uuids.UUID(uuid), number=int(number))
        except ValueError:
            pass
        raise NotFound("The address names a record by its UUID and a revision by its number.")


class ChangesView(FollowingView):
    """The ledger, revision by revision, for whoever keeps a copy of the public record."""

    filterset_class = ChangeFilters
    operation_id, tag, summary = "changes", "changes", "What changed"
    answer = ChangePage
    renderer_classes = (JSONFormat, NDJSONFormat, AtomFormat)

    def check_form(self) -> None:
        """Refuse what does not go with the form of the answer."""
        flaws = {
            "json": {"before": IN_ATOM_ONLY},
            "ndjson": {"before": IN_ATOM_ONLY, "page_size": NOT_IN.format("NDJSON", "{}")},
            "atom": {"with": NOT_IN.format("The Atom feed", "{}")},
        }[self.form.format]
        given = [name for name in flaws if name in self.asked.query]
        if given:
            raise BadParameters(*(Flaw(name, flaws[name].format(name)) for name in given))

    def settle(self) -> AsOf:
        """Return the place asked for; whether it is settled for good is found out before."""
        self.has_ended = self.ends_for_good()
        return super().settle()

    def get(self, request: Request) -> HttpResponseBase:
        """Return publications, re-issues and retractions, each with its whole document.

        Whoever takes them one by one from `after=0` on, keeps the document of each and drops it
        again where `action` is `retract`, holds the public record as it stands. `next` goes on
        from there, now or later.
        """
        self.refuse_places_beyond()
        answers = {"json": self.page, "ndjson": self.lines, "atom": self.feed}
        return answers[self.form.format]()

    def refuse_places_beyond(self) -> None:
        """Refuse to go on from where the ledger has not come yet.

        Raises:
            BadParameters: naming the revision with which the ledger ends.
            NotReplayed: a replica ends with it; the ledger may not.
        """
        for name, most in (("after", self.place.revision), ("before", self.place.revision + 1)):
            value = self.asked.value(name)
            if value is not None and value > most:
                if current_turn().is_of_replica() and not self.has_ended:
                    raise NotReplayed(
                        f"The server answering now is a copy that ends with revision "
                        f"{self.place.revision}, and the original does not respond."
                    )
                then = " at that moment" if self.asked.moment() else ""
                raise BadParameters(
                    Flaw(
                        name,
                        f"“{name}” is {value}, but the ledger ends with revision "
                        f"{self.place.revision}{then}. If you have read further, that was another "
                        "ledger, or this one was restored from a backup since: start again with "
                        "“after=0”.",
                    )
                )

    def page(self) -> HttpResponseBase:
        """Return a page of JSON."""
        stretch = self.following()
        here, then = {"after": self.after}, {"after": stretch.last}
        permalink = self.address(here, until=None if stretch.goes_on else self.place)
        response = self.response(
            JSON,
            for_ever=stretch.goes_on,
            next=self.address(then),
            canonical=permalink,
            alternate=self.address({}, form="atom"),
        )
        if known := self.unless_known(response, permalink, *stretch.ends, stretch.last):
            return known
        head = {
            "next": self.address(then),
            "permalink": permalink,
            "known_at": self.asked.moment() and moment_text(self.asked.moment()),
            "after": self.after,
            "last": stretch.last,
            "up_to_date": not stretch.goes_on,
        }
        rows = Revision.objects.filter(id__in=stretch.ids).order_by("id")
        texts = change_texts(rows, with_patch=self.asked.with_patch)
        opened = json.dumps(head, ensure_ascii=False)[:-1]
        response.content = f'{opened}, "results": [{", ".join(texts)}]}}'
        return response

    def lines(self) -> HttpResponseBase:
        """Return all changes to the end of the ledger, one on each line."""
        permalink = self.address({"after": self.after}, until=self.place)
        then = self.address({"after": self.place.revision})
        response = self.response(
            f"{NDJSONFormat.media_type}; charset=utf-8", next=then, canonical=permalink
        )
        if known := self.unless_known(response, permalink):
            return known
        wanted = self.asked.wanted().up_to(self.place)
        texts = following_change_texts(wanted, after=self.after, with_patch=self.asked.with_patch)
        return StreamingHttpResponse(
            (f"{text}\n" for text in texts), headers=dict(response.items())
        )

    def feed(self) -> HttpResponseBase:
        """Return the newest changes, an archive of older ones, or a page of what came after."""
        size, before = self.asked.size(), self.asked.value("before")
        if "after" in self.request.query_params:
            here, stretch = {"after": self.after}, self.following()
            further = {"next": {"after": stretch.last}} if stretch.goes_on else {}
        else:
            here = {"before": before} if before else {}
            stretch = Stretch.preceding(
                self.asked.wanted(), before=before or self.place.revision + 1, size=size
            )
            further = {"prev-archive": {"before": stretch.archive(size)}} if stretch.goes_on else {}
        links = {name: self.address(where) for name, where in further.items()}
        address = self.address(here)
        response = self.response(
            Feed.content_type,
            for_ever=bool(before) or ("after" in here and stretch.goes_on),
            canonical=self.address(here, until=None if before else self.place),
            **links,
        )
        if known := self.unless_known(response, address, *stretch.ends, links):
            return known
        document = Feed(
            query=urlencode(self.filters()),
            links=[
                Link("self", address),
                Link("alternate", self.address({"after": 0}, form="json"), JSON),
                Link("current", self.address({})),
                *(Link(rel, href) for rel, href in links.items()),
            ],
            records=self.request.build_absolute_uri(reverse("record-list")),
            is_archive=before is not None,
        )
        rows = Revision.objects.filter(id__in=stretch.ids).with_title()
        response.content = document.written(rows.order_by("id" if "after" in here else "-id"))
        return response

    @property
    def after(self) -> int:
        """The place after which the answer begins."""
        return self.asked.value("after") or 0

    def following(self) -> Stretch:
        """Return the stretch that begins after the place asked for."""
        size = self.asked.size()
        return Stretch.following(self.asked.wanted(), after=self.after, size=size, place=self.place)

    def filters(self) -> list[tuple[str, str]]:
        """Return which changes are wanted, always in the same order."""
        return [
            (name, value)
            for name in ("kind", "record")
            for value in sorted({str(each) for each in self.asked.given.get(name, ())})
        ]

    def address(
        self, where: dict[str, int], *, form: str | None = None, until: AsOf | None = None
    ) -> str:
        """Return the address of the same question at another place, in its canonical form.

        ``until`` pins the end of the ledger for good, if the question does not do so already.
        """
        form = form or self.form.format
        query: list[tuple[str, Any]] = [*where.items()]
        end = self.place if self.asked.moment() else until
        if moment := (end and end.moment) or self.asked.moment():
            query.append(("known_at", moment_text(moment)))
        query += self.filters()
        if form != NDJSONFormat.format:
            query.append(("page_size", self.asked.size()))
        if self.asked.with_patch and form != "atom":
            query.append(("with", "patch"))
        if form != "json":
            query.append(("format", form))
        return f"{self.request.build_absolute_uri(self.request.path)}?{urlencode(query)}"

    def response(self, media_type: str, *, for_ever: bool = False, **links: str) -> HttpResponse:
        """Return the answer without its content: how long it may be kept, and its links."""
        lasting = for_ever or self.has_ended
        types = {"alternate": f'; type="{AtomFormat.media_type}"'}
        listed = [f'<{href}>; rel="{rel}"{types.get(rel, "")}' for rel, href in links.items()]
        return HttpResponse(
            content_type=media_type,
            headers={
                "Cache-Control": FOR_EVER if lasting else FOR_NOW,
                "Link": ", ".join(listed),
            },
        )

    def ends_for_good(self) -> bool:
        """Tell whether nothing can be recorded any more at or before the moment asked about.

        That is so once a revision stands that was recorded then or later. It has to be found out
        before the place is looked up: what comes in between is beyond the moment then.
        """
        asked = self.asked.moment()
        if asked is None:
            return False
        newest = Revision.objects.place().moment
        return newest is not None and newest >= asked
