"""How much slower the desk is with many facts than with few.

    python -m tests.benchmarks.bench_desk [number of facts, 100000 unless given]

Every list, search, filter, form and autocomplete is timed with 1,000 facts and with many, in a
database that is thrown away. Seconds differ between machines; their ratio hardly does.
"""

import os
import statistics
import sys
import time
from collections.abc import Iterator
from typing import Any

from sco_registry.embedded import throwaway_cluster

__all__ = ["main"]

FEW, MANY, REPEATED = 1_000, 100_000, 3


def main(many: int) -> None:
    """Print the table."""
    with throwaway_cluster() as cluster:
        os.environ["TEST_DATABASE_URL"] = cluster.url
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        import django

        django.setup()
        from django.db import connection

        try:
            client = _prepared()
            few, with_few = _filled(FEW), _measured(client)
            lot, with_many = _filled(many), _measured(client)
        finally:
            connection.close()
    print(f"\n{'':<58}{few:>9,} {lot:>10,} {'ratio':>8} {'queries':>9}")
    for name, (slow, queries) in with_many.items():
        quick, before = with_few.get(name, (slow, queries))
        number = str(queries) if queries == before else f"{before} → {queries}"
        print(f"{name:<58}{quick:>6.0f} ms {slow:>7.0f} ms {slow / quick:>7.1f}× {number:>9}")


def _prepared() -> Any:
    """Return the browser of an administrator, in a registry with the shipped record."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.test import Client

    from curation.accounts import create_missing_accounts
    from curation.actions import seed

    call_command("migrate", verbosity=0)
    seed(settings.BASE_DIR / "fixtures")
    create_missing_accounts()
    client = Client()
    client.force_login(get_user_model().objects.get(username="administrator"))
    return client


def _filled(number: int) -> int:
    from django.db import connection

    from tests.benchmarks.crowd import fill

    started = time.perf_counter()
    present = fill(number)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"{present:,} facts in {time.perf_counter() - started:.1f} s", file=sys.stderr)
    return present


def _measured(client: Any) -> dict[str, tuple[float, int]]:
    """Return for each page the median milliseconds and the number of queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    results = {}
    for name, path in _pages():
        with CaptureQueriesContext(connection) as captured:
            response = client.get(path)
            queries = list(connection.queries_log)[captured.initial_queries :]
        assert response.status_code == 200, (path, response.status_code)
        times = []
        for _ in range(REPEATED):
            started = time.perf_counter()
            client.get(path)
            times.append(1000 * (time.perf_counter() - started))
        results[name] = (statistics.median(times), len(queries))
        if os.environ.get("SHOW_SLOW_SQL"):
            _show(queries)
    return results


def _show(queries: list[dict[str, str]]) -> None:
    for query in queries:
        if float(query["time"]) > 0.05:
            print(query["time"], query["sql"], file=sys.stderr)


def _pages() -> Iterator[tuple[str, str]]:
    """Yield name and address of every page that is timed."""
    from django.contrib import admin
    from django.urls import reverse

    from curation.models import Fact, Source

    yield "the desk", "/admin/"
    source = Source.objects.order_by("pk").first()
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label != "curation":
            continue
        path = reverse(f"admin:curation_{model._meta.model_name}_changelist")
        name = str(model._meta.verbose_name_plural)
        yield f"{name}: list", path
        yield f"{name}: search for a rare word", f"{path}?q=w00042"
        yield f"{name}: search for a common word", f"{path}?q=member"
        yield f"{name}: search for two words", f"{path}?q=membership+belarus"
        columns = model_admin.get_list_display(None)
        for number, column in enumerate(columns, start=1):
            yield f"{name}: sorted by {column}", f"{path}?o={number}"
        rows = _rows(model, model_admin)
        if rows.order_by().values("pk")[:751].count() > 750:
            yield f"{name}: page 15", f"{path}?p=15"
        first = rows.order_by("pk").first()
        if first and model._meta.model_name not in ("fact", "waitingfact"):
            yield (
                f"{name}: form",
                reverse(f"admin:curation_{model._meta.model_name}_change", args=[first.pk]),
            )
    waiting = Fact.objects.awaiting_review().first()
    yield (
        "review of a fact",
        reverse(f"admin:curation_{waiting.kind}_review_fact", args=[waiting.pk]),
    )
    yield from _filters(source)
    yield from _choices()


def _rows(model: Any, model_admin: Any) -> Any:
    """Return what a list holds."""
    from curation.models import Fact, WaitingFact

    if model is WaitingFact:
        return Fact.objects.awaiting_review()
    kinds = getattr(model_admin, "kinds", None)
    return model._default_manager.filter(**({"kind__in": kinds} if kinds else {}))


def _filters(source: Any) -> Iterator[tuple[str, str]]:
    days = "updated_at_from_0=2026-01-01&updated_at_from_1=00:00&updated_at_to_0=2026-02-01"
    for kind in ("status", "statement", "fact"):
        path = f"/admin/curation/{kind}/"
        yield f"{kind}: submitted", f"{path}?state__exact=submitted"
        yield f"{kind}: rejected", f"{path}?rank__exact=rejected"
        yield f"{kind}: of a source", f"{path}?citations__source__id__exact={source.pk}"
    yield "status: updated in a month", f"/admin/curation/status/?{days}&updated_at_to_1=00:00"
    yield "status: formal", "/admin/curation/status/?status__dimension__exact=formal"
    yield "citations: of a source", f"/admin/curation/citation/?source__id__exact={source.pk}"
    yield "citations: of drafts", "/admin/curation/citation/?fact__state__exact=draft"
    yield "revisions: of statuses", "/admin/curation/revision/?kind__exact=status"
    yield "revisions: of an actor", "/admin/curation/revision/?actor=belarus-42"
    yield (
        "published citations: of a source",
        f"/admin/curation/publishedcitation/?source={source.slug}",
    )
    yield (
        "published citations: of statuses",
        "/admin/curation/publishedcitation/?kind__exact=status",
    )


def _choices() -> Iterator[tuple[str, str]]:
    asked = "/admin/autocomplete/?app_label=curation&model_name={}&field_name={}&term={}"
    for model, field in (
        ("status", "disputes"),
        ("status", "settled_by"),
        ("status", "actor"),
        ("position", "statement"),
        ("citation", "source"),
    ):
        for term in ("", "w00042", "member"):
            what = f"“{term}”" if term else "anything"
            yield f"choices for {model}.{field}: {what}", asked.format(model, field, term)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
