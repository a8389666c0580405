"""The processes of a server that `manage.py serve` supervises, and those whose supervisor is gone.

Each of them has the mark of its supervisor in its environment: process, when that began, clone
and port. A killed supervisor leaves a server behind that goes on serving; the next one for the
same clone and port finds it by the mark, and ends it before it starts its own.
"""

import contextlib
import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

__all__ = ["MARK", "end_group", "end_orphans", "mark_of_this_process"]

MARK = "SCO_REGISTRY_SUPERVISOR"
PATIENCE = 15  # seconds to end properly in


def mark_of_this_process(clone: Path, port: int) -> str:
    """Return the mark for the servers of this process."""
    began = psutil.Process().create_time()
    return json.dumps({"pid": os.getpid(), "began": began, "clone": str(clone), "port": port})


def end_orphans(clone: Path, port: int) -> int:
    """End what a killed supervisor of this clone and port has left; return how many processes."""
    orphans = list(_orphans(clone, port))
    for process in orphans:
        with contextlib.suppress(psutil.Error):
            process.terminate()
    _, remaining = psutil.wait_procs(orphans, timeout=PATIENCE)
    for process in remaining:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(remaining, timeout=PATIENCE)
    return len(orphans)


def _orphans(clone: Path, port: int) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        try:
            mark = json.loads(process.environ()[MARK])
            ours = (mark["clone"], mark["port"]) == (str(clone), port)
            if ours and not _lives(mark["pid"], mark["began"]):
                yield process
        except (psutil.Error, OSError, KeyError, TypeError, ValueError):
            continue  # another's, or gone meanwhile


def _lives(pid: int, began: float) -> bool:
    """Tell whether this very process is there; numbers of processes are given again."""
    try:
        process = psutil.Process(pid)
        return process.create_time() == began and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def end_group(leader: int) -> None:
    """End what is left of a process group whose leader is gone."""
    for request, seconds in ((signal.SIGTERM, PATIENCE), (signal.SIGKILL, 1)):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                os.killpg(leader, request)
            except (ProcessLookupError, PermissionError):
                return
            time.sleep(0.1)
