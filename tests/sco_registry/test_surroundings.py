"""What shells export for others, and terminals that cannot show everything."""

import io
import os
import sys

import pytest

from sco_registry.surroundings import (
    child_environment,
    forget_foreign_variables,
    write_in_any_encoding,
)

TEXT = "Bringing … “up” – to date → Čeština ✓ 白俄罗斯"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1251", "koi8-r", "gbk", "utf-8"])
def test_a_terminal_of_any_encoding_shows_what_it_can(monkeypatch, encoding):
    bytes_ = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(bytes_, encoding=encoding))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(io.BytesIO(), encoding=encoding))

    write_in_any_encoding()
    print(TEXT, flush=True)

    shown = bytes_.getvalue().decode(encoding)
    assert shown.startswith("Bringing ")
    if encoding == "ascii":
        assert shown == ('Bringing ... "up" - to date -> Cestina + \\u767d\\u4fc4\\u7f57\\u65af\n')
    if encoding == "utf-8":
        assert shown == TEXT + "\n"


def test_a_closed_terminal_is_no_reason_to_end(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)

    write_in_any_encoding()

    print(TEXT)
    sys.stdout.close()
    sys.stderr.close()


def test_variables_of_libpq_and_of_another_project_are_forgotten(monkeypatch):
    for name in ("PGHOST", "PGOPTIONS", "PGSERVICEFILE", "PROMETHEUS_MULTIPROC_DIR"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "shop.settings")

    forget_foreign_variables()

    assert not [name for name in os.environ if name.startswith("PG")]
    assert "PROMETHEUS_MULTIPROC_DIR" not in os.environ
    assert os.environ["DJANGO_SETTINGS_MODULE"] == "sco_registry.settings"


def test_every_variable_that_libpq_reads_is_known():
    from psycopg.pq import Conninfo

    from sco_registry.surroundings import OF_LIBPQ

    read = {option.envvar.decode() for option in Conninfo.get_defaults() if option.envvar}
    assert len(read) > 20
    assert [name for name in sorted(read) if not OF_LIBPQ.fullmatch(name)] == []


def test_a_server_inherits_nothing_that_is_not_for_it(monkeypatch):
    for name in ("PYTHONPATH", "PYTHONHOME", "GUNICORN_CMD_ARGS", "MIGRATION_DATABASE_URL"):
        monkeypatch.setenv(name, "x")

    assert child_environment(MORE="1").items() >= {"MORE": "1", "PYTHONUTF8": "1"}.items()
    assert not {"PYTHONPATH", "PYTHONHOME", "GUNICORN_CMD_ARGS", "MIGRATION_DATABASE_URL"} & set(
        child_environment()
    )
