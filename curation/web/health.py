"""Whether the service can do its work, and how far the replica is behind."""

import logging
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..servers import PRIMARY, REPLICA, Server

__all__ = ["healthz", "server_states"]

logger = logging.getLogger(__name__)

# The role of the primary, and where its log ends.
ROLE = """
    SELECT json_build_object(
        'role', CASE WHEN pg_is_in_recovery() THEN 'standby' ELSE 'primary' END,
        'end', CASE WHEN NOT pg_is_in_recovery() THEN pg_current_wal_lsn() END)
"""
# How far a standby is from that end; null where the primary does not say. With nothing to replay
# it is no time behind, however long ago the last commit was; else at most the time since then.
STANDING = """
    SELECT CASE WHEN NOT pg_is_in_recovery() THEN json_build_object('role', 'primary')
        ELSE json_build_object(
            'role', 'standby',
            'bytes_behind', CASE WHEN behind IS NOT NULL THEN greatest(0, behind)::bigint END,
            'seconds_behind', CASE WHEN behind <= 0 THEN 0 WHEN behind > 0 THEN round(
                extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), 3) END,
            'last_commit_replayed', pg_last_xact_replay_timestamp()) END
    FROM (SELECT %(end)s::pg_lsn - pg_last_wal_replay_lsn()) AS distance (behind)
"""


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 while the public record can be read, 503 otherwise.

    A worker whose primary is away still serves the public: nobody should take it out of service.
    """
    states = server_states()
    reading = next((name for name in ("replica", "primary") if _answers(states, name)), None)
    wrong = _what_is_wrong(states)
    told = {
        "status": ("degraded" if wrong else "ok") if reading else "unavailable",
        "database": "answers" if states["primary"]["answers"] else "does not answer",
        "desk": "open" if states["primary"].get("role") == "primary" else "closed",
        "public_reads": reading,
        "servers": states,
        "advice": wrong,
    }
    return JsonResponse(told, status=200 if reading else 503)


def server_states() -> dict[str, dict[str, Any]]:
    """Return of each server whether it answers and its role, of a replica how far it is behind.

    The primary tells first where its log ends: the replica is never ahead then.
    """
    primary = _told(PRIMARY, ROLE, None)
    end = primary.pop("end", None)
    if not REPLICA.is_configured():
        return {"primary": primary}
    return {"primary": primary, "replica": _told(REPLICA, STANDING, end)}


def _told(server: Server, question: str, end: str | None) -> dict[str, Any]:
    """Return that a server answers and what, or that it does not."""
    try:
        if server.answers():
            with server.connection.cursor() as cursor:
                cursor.execute(question, {"end": end})
                return {"answers": True, **cursor.fetchone()[0]}
    except DatabaseError as error:
        logger.warning("The server “%s” does not answer: %s", server.alias, error)
    return {"answers": False}


def _answers(states: dict[str, Any], name: str) -> bool:
    return name in states and states[name]["answers"]


def _what_is_wrong(states: dict[str, Any]) -> list[str]:
    """Return what somebody has to look after, and what it means meanwhile."""
    primary, replica = states["primary"], states.get("replica")
    wrong = []
    if not primary["answers"]:
        wrong.append("The server of DATABASE_URL does not answer: the desk is closed.")
    elif primary["role"] == "standby":
        wrong.append("DATABASE_URL leads to a standby: the desk is closed. Name the primary there.")
    if replica is None:
        return wrong
    if not replica["answers"]:
        wrong.append(
            "The server of DATABASE_REPLICA_URL does not answer: the primary serves public reads."
        )
    elif replica["role"] == "primary":
        wrong.append("DATABASE_REPLICA_URL leads to no standby. Name a streaming replica there.")
    return wrong
