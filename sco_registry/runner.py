"""Who runs the embedded PostgreSQL, which refuses to run as root: we, or a system account for root.

Whether the account can reach the data and the programs is tried out, as that account; no folder
that we have not made ourselves is ever given other permissions or another owner.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile

__all__ = [
    "ACCOUNT",
    "ADVICE",
    "EmbeddedDatabaseError",
    "Runner",
    "UnusableFolderError",
    "make_folder",
    "say",
]

ACCOUNT = "sco-registry"
CHILD_ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C", "TZ": "UTC"}

ADVICE = """\
Three ways out:
  * run as an ordinary user, in a folder of theirs;
  * choose another folder for the database:  SCO_REGISTRY_DATA=/a/folder make run
  * use a PostgreSQL server (15 or later):   DATABASE_URL=postgres://user:password@host/name"""


class EmbeddedDatabaseError(Exception):
    """The embedded database cannot be used; the message says why and what to do instead."""


class UnusableFolderError(Exception):
    """The server cannot live in this folder; another one may do."""


def say(message):
    print(message, file=sys.stderr, flush=True)


def make_folder(path):
    """A folder that anyone may pass through, whatever the umask. Existing ones stay as they are."""
    if not os.path.exists(path):
        make_folder(path.parent)
        path.mkdir(exist_ok=True)
        path.chmod(0o755)


class Runner:
    """Who runs the server: ourselves, or on behalf of root the system account."""

    def __init__(self):
        self.identity = {}
        self.uid, self.gid = os.geteuid(), os.getegid()
        self.name = pwd.getpwuid(self.uid).pw_name if self._is_listed() else str(self.uid)
        if self.uid == 0:
            account = _system_account()
            self.name, self.uid, self.gid = ACCOUNT, account.pw_uid, account.pw_gid
            self.identity = {"user": self.uid, "group": self.gid, "extra_groups": []}

    def _is_listed(self):
        return any(entry.pw_uid == self.uid for entry in pwd.getpwall())

    def run(self, *command):
        """Run a program; its output goes to a file, as a server keeps a pipe open."""
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            done = subprocess.run(
                [str(part) for part in command],
                cwd="/",
                env=CHILD_ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                umask=0o077,
                start_new_session=True,
                check=False,
                **self.identity,
            )
            output.seek(0)
            return done.returncode, output.read()

    def can(self, *command):
        try:
            return self.run(*command)[0] == 0
        except (OSError, subprocess.SubprocessError):
            return False

    def may(self, right, path):
        return self.can("/bin/sh", "-c", f'test -d "$0" && test -{right} "$0"', path)

    def own(self, path):
        """Create a private folder, or make sure that the existing one is ours."""
        try:
            path.mkdir(mode=0o700)
        except FileExistsError:
            if path.is_symlink() or path.stat().st_uid != self.uid:
                raise UnusableFolderError(f"{path}: exists, but is not of {self.name}") from None
        else:
            self.take(path)

    def take(self, path):
        path.chmod(0o700)
        if self.identity:
            os.chown(path, self.uid, self.gid)


def _system_account():
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        say(f"PostgreSQL does not run as root: creating the system account {ACCOUNT} for it")
    useradd = shutil.which("useradd", path=CHILD_ENVIRONMENT["PATH"])
    options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    options += ["--shell", "/usr/sbin/nologin"]
    try:
        subprocess.run([useradd or "useradd", *options, ACCOUNT], check=True, capture_output=True)
    except (OSError, subprocess.SubprocessError) as error:
        detail = (getattr(error, "stderr", None) or str(error).encode()).decode().strip()
        problem = f"The system account {ACCOUNT} could not be created: {detail}"
        raise EmbeddedDatabaseError(f"{problem}\n\n{ADVICE}") from None
    return pwd.getpwnam(ACCOUNT)
