"""Variables of the environment: one table, from which parsing, advice and documentation follow."""

import os
import subprocess
import sys

import pytest

from sco_registry.settings import BASE_DIR
from sco_registry.variables import (
    VARIABLES,
    SettingsError,
    as_markdown,
    check_variables,
    load_variables,
    value,
)

DOCUMENTED = BASE_DIR / "docs" / "operating.md"

NASTY = [
    "", " ", "\t\n", "0", "-1", "-0", "1e3", "0x10", "٣", "1_000", "1.5", "70000", "9" * 30, "x",
    "many", "None", "true", "TRUE", "yes!", "debug", "Debug", "nonsense", "10 -c", "600/fortnight",
    "0/min", "5ms; DROP", "mysql://root:secret@h/x", "sqlite:///db.sqlite3", "postgres://", "://",
    "postgres://h", "postgres://u:p@h:port/x", "postgres://[::1/x", "postgresql://u@h/x?nosuch=1",
    "http://", "registry.example.org", "ftp://h", "http://h:99999", "https://ex ample.org",
    "redis://localhost:6379/1", "memcache://x", "nosuch://x", "filecache://", "/etc/passwd",
    "/dev/null/x", "/nonexistent/folder", "relative/folder", "~", "~nosuchuser/x", "a,b", ",", "http://a,b",
    "*", "[::1]", "{}", "%s", "$HOME", "…“ü”", "\x1b[31m", "\udcff", "a" * 100_000,
]  # fmt: skip

GOOD = {
    "LOG_LEVEL": [("debug", "DEBUG"), ("Info", "INFO"), ("", "WARNING")],
    "WEB_CONCURRENCY": [("", 2), ("1", 1), ("16", 16)],
    "HTTPS": [("off", False), ("TRUE", True), ("1", True), ("", True)],
    "API_THROTTLE": [("", None), ("none", None), ("7/hour", "7/hour")],
    "ALLOWED_HOSTS": [("", None), (" a.net , .b.net,[::1] ", ["a.net", ".b.net", "[::1]"])],
    "PUBLIC_URL": [("", None), ("https://registry.example.org/x", "https://registry.example.org/x")],
    "STATIC_ROOT": [("", BASE_DIR / "var" / "static"), ("a/folder", BASE_DIR / "a" / "folder")],
    "DATABASE_URL": [("postgresql://u:p%40@h:5433/x?sslmode=require",) * 2],
    "CSRF_TRUSTED_ORIGINS": [("https://*.example.org", ["https://*.example.org"])],
}  # fmt: skip


@pytest.fixture
def environment(monkeypatch):
    """No variable of ours is set, except those that have to be."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setenv("DATABASE_URL", "postgres:///name")
    return monkeypatch.setenv


@pytest.mark.parametrize("name", VARIABLES)
def test_whatever_a_variable_holds_is_a_value_or_one_line_of_advice(environment, name):
    for text in NASTY:
        environment(name, text)
        load_variables(BASE_DIR / "there is no such file")
        try:
            check_variables()
        except SettingsError as error:
            (line,) = str(error).split("\n")
            assert line.startswith((f"{name}=", f"{name} is not set"))
            assert " Give " in line or "set it, e.g." in line
            assert line.isprintable()
            assert len(line) < 500
            assert "secret@" not in line, "passwords are not repeated"
        os.environ.pop(name, None)
        if VARIABLES[name].example:
            environment(name, "postgres:///name")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [(name, *case) for name, cases in GOOD.items() for case in cases],
)
def test_a_value_is_read_as_its_kind_says(environment, name, text, expected):
    environment(name, text)
    load_variables(BASE_DIR / "there is no such file")

    assert value(name) == expected


@pytest.mark.parametrize("name", [n for n, v in VARIABLES.items() if not v.kind.takes_blank])
def test_a_blank_variable_is_one_that_is_not_set(environment, name, tmp_path):
    file = tmp_path / "environment"
    file.write_text("SECRET_KEY=of-the-file\nDATABASE_URL=postgres:///of_the_file\n")
    environment(name, "  ")

    load_variables(file)

    of_file = {"SECRET_KEY": "of-the-file", "DATABASE_URL": "postgres:///of_the_file"}
    default = VARIABLES[name].default
    expected = of_file.get(name, VARIABLES[name].kind.read(default) if default else None)
    assert value(name) == expected


def test_all_that_is_wrong_is_said_at_once(environment):
    environment("PORT", "70000")
    environment("LOG_LEVEL", "loud")

    with pytest.raises(SettingsError) as refused:
        check_variables()

    assert str(refused.value) == (
        "PORT=70000 cannot be used. Give a whole number from 1 to 65535, or leave it unset for "
        "8000.\nLOG_LEVEL=loud cannot be used. Give CRITICAL, ERROR, WARNING, INFO or DEBUG, or "
        "leave it unset for WARNING."
    )


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    file = tmp_path / "environment"
    file.write_bytes(b"SECRET_KEY=\xff\xfe")

    with pytest.raises(SettingsError, match="environment cannot be read"):
        load_variables(file)


def test_the_documentation_has_the_table():
    assert as_markdown() in DOCUMENTED.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("command", "variables", "advice"),
    [
        (["serve"], {"PORT": "70000"}, "PORT=70000 cannot be used."),
        (["serve", "--port", "x"], {}, "PORT=x cannot be used."),
        (["serve"], {"WEB_CONCURRENCY": "0"}, "WEB_CONCURRENCY=0 cannot be used."),
        (["migrate"], {"DATABASE_URL": "mysql://root:pw@h/x"}, "DATABASE_URL=mysql://root:…@h/x"),
        (["migrate"], {"DATABASE_URL": "sqlite:///x"}, "DATABASE_URL=sqlite:///x cannot be used."),
        (["verify_ledger"], {"LOG_LEVEL": "loud"}, "LOG_LEVEL=loud cannot be used."),
        (["migrate"], {"DATABASE_URL": "postgres://u@127.0.0.1:9/x"}, "The database does not"),
    ],
)
def test_a_command_ends_with_one_line_and_no_traceback(command, variables, advice):
    environment = {"PATH": os.environ["PATH"], "SECRET_KEY": "x" * 50} | variables
    environment.setdefault("DATABASE_URL", "postgres:///name")

    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode != 0
    (line,) = done.stderr.strip().splitlines()
    assert advice in line


@pytest.mark.parametrize(("name", "text"), [("LOG_LEVEL", "loud"), ("WEB_CONCURRENCY", "0")])
def test_gunicorn_itself_ends_with_the_same_line(name, text):
    environment = {"PATH": os.environ["PATH"], "SECRET_KEY": "x" * 50, name: text}
    environment["DATABASE_URL"] = "postgres:///name"
    command = [*(sys.executable, "-m", "gunicorn", "--config", "python:sco_registry.server")]

    done = subprocess.run(
        [*command, "--bind", "127.0.0.1:0", "sco_registry.wsgi:application"],
        cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert f"{name}={text} cannot be used" in done.stderr
