"""A streaming replica of an embedded cluster, made as an operator makes one."""

import shutil
from pathlib import Path

from sco_registry.embedded import NAME, PORT, THROWAWAY, Cluster, EmbeddedDatabaseError

__all__ = ["Standby"]


class Standby(Cluster):
    """A hot standby that begins with a base backup of ``primary`` and follows it."""

    def __init__(self, home: Path, primary: Cluster, **settings: str) -> None:
        """Take the folder, the running server to follow, and PostgreSQL's settings."""
        super().__init__(home, primary.runner, settings=THROWAWAY | settings)
        self.primary = primary

    def _initialise(self) -> None:
        if self.data.exists():
            return
        unfinished = self.home / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        code, output = self.runner.run(
            *(self.programs / "pg_basebackup", "-D", unfinished, "--write-recovery-conf"),
            *("-h", self.primary.socket, "-p", PORT, "-U", NAME),
            *("--checkpoint=fast", "--wal-method=stream", "--no-sync"),
        )
        if code != 0:
            raise EmbeddedDatabaseError(f"pg_basebackup failed in {self.home}:\n\n{output}")
        unfinished.rename(self.data)
