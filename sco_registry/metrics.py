"""What Prometheus is told: requests and their latency, the pool of connections, the ledger's head.

With several worker processes the numbers are kept in files of a folder that all of them share
(``PROMETHEUS_MULTIPROC_DIR``, prometheus_client's own variable), and any worker answers for all.
"""

import ipaddress
import logging
import os
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import psutil
from django.conf import settings
from django.core.signals import request_finished
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from curation.models import Revision
from curation.servers import configured_servers
from curation.web.health import server_states

__all__ = ["MetricsMiddleware", "metrics"]

logger = logging.getLogger(__name__)

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}
# Seconds; a page of records takes about two milliseconds.
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via")

REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "http_requests", "Requests answered.", ["view", "method", "status"], registry=REGISTRY
)
LATENCY = Histogram(
    "http_request_duration_seconds",
    "Seconds until the answer begins; a stream goes on after that.",
    ["view"],
    buckets=BUCKETS,
    registry=REGISTRY,
)
POOL = Gauge(
    "database_pool_connections",
    "Connections of all workers, as at the end of the last request of each.",
    ["server", "state"],
    multiprocess_mode="livesum",
    registry=REGISTRY,
)


class MetricsMiddleware:
    """Counts every request by its view, never by its address: addresses are without number."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Remember what answers the request."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and count the answer with the time that it took."""
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        view = match.view_name if match else "none"
        method = request.method if request.method in METHODS else "other"
        _counter(view, method, response.status_code).inc()
        _latency(view).observe(time.perf_counter() - began)
        return response


@cache
def _counter(view: str, method: str, status: int) -> Counter:
    return REQUESTS.labels(view, method, str(status))


@cache
def _latency(view: str) -> Histogram:
    return LATENCY.labels(view)


def _count_pool(**_: Any) -> None:
    # After Django's own receiver, which has given the connections back by now.
    for name, server in configured_servers().items():
        pool = server.connection.pool
        if pool is None:
            continue
        stats = pool.get_stats()
        size, available = stats.get("pool_size", 0), stats.get("pool_available", 0)
        _pool(name, "available").set(available)
        _pool(name, "used").set(size - available)
        _pool(name, "waiting").set(stats.get("requests_waiting", 0))


@cache
def _pool(server: str, state: str) -> Gauge:
    return POOL.labels(server, state)


request_finished.connect(_count_pool, dispatch_uid="database_pool_connections")


class Servers(Collector):
    """The servers of the database, asked when Prometheus asks."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield whether each answers, and how far the replica is behind."""
        states = server_states()
        up = GaugeMetricFamily("database_up", "Whether the database answers.", labels=["server"])
        for name, state in states.items():
            up.add_metric([name], state["answers"])
        yield up
        replica = states.get("replica", {})
        for unit, what in (("bytes", "Bytes of the log"), ("seconds", "Seconds at most, by which")):
            behind = replica.get(f"{unit}_behind")
            if behind is not None:
                name = f"replica_behind_{unit}"
                yield GaugeMetricFamily(name, f"{what} the replica has yet to replay.", behind)


class Ledger(Collector):
    """The head of the ledger, as public readers see it, looked up when Prometheus asks."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the head's id and age, if the database answers."""
        try:
            head = Revision.objects.order_by("-id").values_list("id", "recorded").first()
        except DatabaseError as error:
            logger.warning("The head of the ledger is not told: %s", error)
            return
        if head:
            number, recorded = head
            age = (timezone.now() - recorded.lower).total_seconds()
            yield GaugeMetricFamily("ledger_head_id", "Id of the last revision.", number)
            yield GaugeMetricFamily(
                "ledger_head_age_seconds", "Seconds since the last revision was recorded.", age
            )


class Evidence(Collector):
    """How much of what is public rests on words that were verified, counted when asked."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the numbers that the home page shows, if the database answers."""
        try:
            counts = Revision.objects.current().standing().evidence_counts()
        except DatabaseError as error:
            logger.warning("The citations are not counted: %s", error)
            return
        number = GaugeMetricFamily(
            "ledger_citations", "Citations in the public record.", labels=["evidence"]
        )
        number.add_metric(["all"], counts.citations)
        number.add_metric(["verified"], counts.verified)
        number.add_metric(["second-hand"], counts.second_hand)
        yield number
        if counts.share is not None:
            yield GaugeMetricFamily(
                "ledger_citations_verified_ratio",
                "Share of citations whose words were verified in a text held.",
                counts.share,
            )


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer Prometheus, and nobody else: the bearer of the token, or without one this machine."""
    if not _may_read(request):
        refused = HttpResponse(
            "Metrics are for the bearer of METRICS_TOKEN or, when none is set, for requests from "
            "this machine that no proxy has passed on.\n",
            status=401,
            content_type="text/plain; charset=utf-8",
        )
        refused.headers["WWW-Authenticate"] = 'Bearer realm="metrics"'
        return refused
    return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _may_read(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        return constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}")
    if any(header in request.headers for header in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _registry() -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(Servers())
    registry.register(Ledger())
    registry.register(Evidence())
    if folder := os.environ.get(FOLDER):
        _forget_the_dead(Path(folder))
        MultiProcessCollector(registry)
    else:
        registry.register(_Own())
    return registry


def _forget_the_dead(folder: Path) -> None:
    """Drop the gauges of workers that are no more; what they counted stays in the sums."""
    for file in folder.glob("gauge_live*_*.db"):
        pid = int(file.stem.rpartition("_")[2])
        if not psutil.pid_exists(pid):
            mark_process_dead(pid, folder)


class _Own(Collector):
    """The metrics of this process alone."""

    def collect(self) -> Iterator[Any]:
        return REGISTRY.collect()
