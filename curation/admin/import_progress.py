"""Answer a request for long work: step by step to the page's script, or at once without it.

The script asks for NDJSON and shows each line as it comes; the last one says where to go, or
what was wrong. Should the browser go away half-way, the work is rolled back.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect

from ..actions.importing import Steps, finish
from ..errors import CurationError

__all__ = ["Done", "answer", "refused"]

NDJSON = "application/x-ndjson"


@dataclass(frozen=True)
class Done:
    """Where to go after the work, what to say, and what could not be done and why."""

    to: str
    text: str
    failed: list[tuple[str, str]] = field(default_factory=list)


def answer(
    request: HttpRequest, steps: Steps[Any], then: Callable[[Any], Done], *, back: str
) -> HttpResponseBase:
    """Carry out ``steps``; go where ``then`` says, or ``back`` with the reason of a refusal."""
    if _wants_lines(request):
        return _stream(_lines(steps, then))
    try:
        done = then(finish(steps))
    except CurationError as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    messages.success(request, done.text)
    for label, reason in done.failed:
        messages.warning(request, f"{label}: {reason}")
    return redirect(done.to)


def refused(request: HttpRequest, form: forms.Form) -> HttpResponseBase | None:
    """Return a form's errors as the script shows them; nothing if the page shows them."""
    if not _wants_lines(request):
        return None
    reasons = " ".join(str(error) for errors in form.errors.values() for error in errors)
    return _stream([_line(error=reasons)])


def _wants_lines(request: HttpRequest) -> bool:
    return NDJSON in request.headers.get("Accept", "")


def _stream(lines: Any) -> HttpResponse:
    response = StreamingHttpResponse(lines, content_type=NDJSON)
    response.headers["Cache-Control"] = "no-store"
    # A proxy that collects the answer would show no progress.
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _lines(steps: Steps[Any], then: Callable[[Any], Done]) -> Iterator[str]:
    try:
        while True:
            step = next(steps)
            yield _line(deed=step.deed, done=step.done, total=step.total)
    except StopIteration as end:
        done = then(end.value)
        yield _line(to=done.to, text=done.text, failed=done.failed)
    except CurationError as refusal:
        yield _line(error=str(refusal))
    finally:
        steps.close()


def _line(**values: Any) -> str:
    return json.dumps(values, ensure_ascii=False) + "\n"
