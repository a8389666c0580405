"""What templates of pages can do besides Django's own."""

import datetime as dt
import json
from functools import cache
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ..dates import Period
from ..dates import in_words as told_in_words
from ..documents import where_to_read
from ..naming import script_of
from . import addresses, navigation, surroundings
from .linked import document
from .marks import mark_of, rank_mark
from .names import language_name
from .page import Page
from .questions import Visit
from .quoting import within_marks

__all__ = ["register"]

register = template.Library()

# What would end or begin something in HTML, as JSON can write it too.
ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


@register.simple_tag
def sections() -> tuple[navigation.Section, ...]:
    """Return the entries of the navigation."""
    return navigation.sections()


@register.simple_tag(takes_context=True)
def page_of(context: Context, kind: str, slug: str) -> str:
    """Return the address of what goes by a slug, in the state of the registry that is read."""
    return _in_the_state_read(context, addresses.page_of(kind, slug))


@register.simple_tag(takes_context=True)
def record_page(context: Context, kind: str, record: str, slug: str | None = None) -> str:
    """Return the address of a record, in the state of the registry that is read."""
    return _in_the_state_read(context, addresses.record_page(kind, record, slug))


def _in_the_state_read(context: Context, path: str) -> str:
    """Return the address with the moment of the question: who reads the past stays there."""
    visit = context.get("visit")
    return visit.in_time(path, valid_at=None) if visit and visit.moment else path


@register.simple_tag
@cache
def sign(name: str) -> SafeString:
    """Return the mark of a status (`marks`): a page shows the same few over and over."""
    return render_to_string("web/parts/mark.html", {"mark": name})


@register.simple_tag
def in_time(visit: Visit, path: str, **changes: str | None) -> str:
    """Return the address of a page at the times of the question, or at those given."""
    return visit.in_time(path, **changes)


@register.simple_tag
def asked(visit: Visit, path: str, parameter: str, value: str, **more: str) -> str:
    """Return the address of the API's answer to a question, at the times of the page's own."""
    return visit.in_time(path, **{parameter: value}, **more)


@register.filter
def to(route: str) -> str:
    """Return the path of a route that needs nothing more."""
    return reverse(route)


@register.filter
def mark(status: str) -> str:
    """Return the name of a status's mark."""
    return mark_of(status)


@register.simple_tag
def linked_data(page: Page) -> SafeString:
    """Return the page as JSON-LD: a block of data, which nothing executes."""
    text = json.dumps(document(page.linked()), ensure_ascii=False, separators=(",", ":"))
    # Safe: every letter that HTML would understand is escaped.
    block = mark_safe(text.translate(ESCAPES))  # noqa: S308
    return format_html('<script type="application/ld+json">{}</script>', block)


@register.filter
def moment(value: dt.datetime) -> str:
    """Return a moment for readers, in UTC."""
    utc = value.astimezone(dt.UTC)
    return f"{utc.day} {utc:%B %Y, %H:%M} UTC"


@register.filter
def in_words(edtf: str) -> str:
    """Return a date of the record in words."""
    return told_in_words(Period.parse(edtf))


register.filter("rank_mark", rank_mark)
register.filter("before", surroundings.before)
register.filter("after", surroundings.after)


@register.filter
def inner(text: str) -> str | SafeString:
    """Return a text as it is set in quotation marks, in the language that its script tells."""
    within, tag = within_marks(str(text)), script_of(str(text))
    return format_html('<span lang="{}">{}</span>', tag, within) if tag else within


@register.filter
def script(text: str) -> SafeString | str:
    """Return the attribute of the language that the script of a text tells; blank: none."""
    tag = script_of(str(text))
    return format_html(' lang="{}"', tag) if tag else ""


@register.filter
def unquoted(source: dict[str, Any]) -> str:
    """Return where a reader finds the words of a source that is cited without any."""
    return where_to_read(source, is_quoted=False, is_verified=False)


@register.filter
def language(tag: str) -> str:
    """Return what a language is called in English."""
    return language_name(tag)


@register.filter
def day(value: dt.date) -> str:
    """Return a day for readers: 9 June 2017."""
    return f"{value.day} {value:%B %Y}"


@register.filter
def stamp(value: Any) -> str:
    """Return a moment or a day for machines."""
    return value.isoformat()
