"""Settings: everything from the environment, and no unsafe default."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from sco_registry.local import needs_database, prepare_environment
from sco_registry.settings import BASE_DIR, database

PRODUCTION = {
    "SECRET_KEY": "long-and-random-in-earnest-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "registry.example.org",
    "DATABASE_URL": "postgres://registry@db.example.org/registry",
    "DJANGO_SETTINGS_MODULE": "sco_registry.settings",
}


def settings_with(expression, **changes):
    """The value of an expression over the settings of a process with this environment."""
    variables = {"PATH": os.environ["PATH"], "PYTHONPATH": str(BASE_DIR), **PRODUCTION, **changes}
    code = f"from django.conf import settings as s; print({expression})"
    return subprocess.run(
        [sys.executable, "-c", code],
        env={name: value for name, value in variables.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_is_secure_when_the_environment_says_so():
    done = settings_with(
        "s.DEBUG, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0",
        HTTPS="true",
    )

    assert done.stdout.strip() == "False True True True", done.stderr


def test_a_proxy_is_trusted_only_when_the_environment_says_so():
    expression = "s.SECURE_PROXY_SSL_HEADER"

    assert settings_with(expression).stdout.strip() == "None"
    trusting = settings_with(expression, TRUST_X_FORWARDED_PROTO="true")
    assert trusting.stdout.strip() == "('HTTP_X_FORWARDED_PROTO', 'https')"


@pytest.mark.parametrize(
    ("changes", "authority"),
    [
        ({}, "registry.example.org"),
        ({"ALLOWED_HOSTS": ".example.org,www.example.net"}, "example.org"),
        ({"ALLOWED_HOSTS": "*"}, "localhost"),
        ({"FEED_AUTHORITY": "sco.example.net"}, "sco.example.net"),
    ],
)
def test_the_feed_is_identified_by_a_name_that_can_be_kept(changes, authority):
    assert settings_with("s.FEED_AUTHORITY", **changes).stdout.strip() == authority


@pytest.mark.parametrize(
    ("name", "scope"),
    [("API_THROTTLE", "api"), ("API_BULK_THROTTLE", "bulk"), ("REPORT_THROTTLE", "report")],
)
def test_a_rate_is_taken_from_the_environment_or_switched_off(name, scope):
    rate = f"s.REST_FRAMEWORK['DEFAULT_THROTTLE_RATES']['{scope}']"

    assert settings_with(rate, **{name: "7/hour"}).stdout.strip() == "7/hour"
    assert settings_with(rate, **{name: ""}).stdout.strip() == "None"


@pytest.mark.parametrize(
    ("name", "value"),
    [("API_THROTTLE", "many"), ("API_BULK_THROTTLE", "0/min"), ("API_STATEMENT_TIMEOUT", "10 -c")],
)
def test_a_limit_that_is_none_fails_with_advice(name, value):
    done = settings_with("s.DEBUG", DATABASE_POOL="true", **{name: value})

    assert done.returncode != 0
    assert f"{name}={value} cannot be used" in done.stderr


def test_clients_are_remembered_by_each_worker_or_where_the_environment_says():
    cache = "sorted(s.CACHES['default'].items())"

    own = settings_with(cache).stdout
    assert "LocMemCache" in own
    assert "'MAX_ENTRIES': 100000" in own
    shared = settings_with(cache, CACHE_URL="filecache:///srv/clients").stdout
    assert "FileBasedCache" in shared
    assert "MAX_ENTRIES" not in settings_with(cache, CACHE_URL="rediscache://host:6379/0").stdout


def test_the_limit_on_statements_is_the_servers_alone():
    options = "s.DATABASES['default']['OPTIONS']['options']"

    assert "statement_timeout" not in settings_with(options).stdout
    served = settings_with(options, DATABASE_POOL="true", API_STATEMENT_TIMEOUT="3s")
    assert served.stdout.strip().endswith("-c statement_timeout=3s")
    unlimited = settings_with(options, DATABASE_POOL="true", API_STATEMENT_TIMEOUT="")
    assert "statement_timeout" not in unlimited.stdout


def test_a_missing_variable_fails_with_advice():
    done = settings_with("s.DEBUG", DATABASE_URL=None)

    assert done.returncode != 0
    assert "DATABASE_URL is not set" in done.stderr
    assert "make run" in done.stderr


def test_a_socket_in_the_url_keeps_its_capitals_and_reaches_django():
    config = database("postgres://me@/name?host=/srv/Data/socket&port=5433", pool=True)

    assert (config["HOST"], config["PORT"]) == ("/srv/Data/socket", 5433)
    assert set(config["OPTIONS"]) == {"options", "pool"}


def test_options_of_the_connection_in_the_url_go_first():
    config = database("postgres://me@/name?options=-c%20work_mem%3D64MB", pool=False)

    assert config["OPTIONS"]["options"] == "-c work_mem=64MB"


def test_the_environment_of_a_clone_is_written_once_and_privately(tmp_path):
    path = tmp_path / "var" / "environment"

    prepare_environment(path)
    first = path.read_text()
    prepare_environment(path)

    assert path.read_text() == first
    assert "SECRET_KEY=" in first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        ([], False),
        (["help"], False),
        (["migrate", "--help"], False),
        (["check", "--deploy"], False),
        (["check", "--database", "default"], True),
        (["migrate"], True),
        (["serve"], True),
    ],
)
def test_the_database_is_started_only_for_commands_that_use_it(arguments, needed):
    assert needs_database([str(Path("manage.py")), *arguments]) is needed


def test_a_replica_is_never_written_to_and_never_migrated():
    done = settings_with(
        "s.DATABASES['replica']['HOST'], "
        "'default_transaction_read_only=on' in s.DATABASES['replica']['OPTIONS']['options'], "
        "'read_only' in s.DATABASES['default']['OPTIONS']['options'], "
        "__import__('curation.servers').servers.Router().allow_migrate('replica', 'curation')",
        DATABASE_REPLICA_URL="postgres://registry@replica.example.org/registry",
    )

    assert done.stdout.strip() == "replica.example.org True False False", done.stderr


def test_without_its_variable_there_is_no_replica():
    assert settings_with("list(s.DATABASES)").stdout.strip() == "['default']"


def test_a_server_that_is_gone_without_a_word_is_given_up_soon():
    config = database("postgres://me@db.example.org/name?keepalives_idle=60", pool=True)

    assert config["OPTIONS"]["keepalives_count"] == 3
    assert config["OPTIONS"]["keepalives_idle"] in (60, "60")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {"location": str(BASE_DIR / "var" / "releases")}),
        ({"RELEASES_ROOT": "/srv/releases"}, {"location": "/srv/releases"}),
        (
            {"RELEASES_BUCKET": "sco"},
            {"bucket_name": "sco", "location": "", "endpoint_url": None, "region_name": None},
        ),
        (
            {
                "RELEASES_BUCKET": "sco",
                "RELEASES_PREFIX": "public",
                "RELEASES_ENDPOINT": "https://s3.example.org",
                "RELEASES_REGION": "eu-1",
            },
            {
                "bucket_name": "sco",
                "location": "public",
                "endpoint_url": "https://s3.example.org",
                "region_name": "eu-1",
            },
        ),
    ],
)
def test_released_files_lie_where_the_environment_says(changes, expected):
    told = "__import__('json').dumps(s.STORAGES['releases'], default=str)"

    done = settings_with(told, **changes)

    store = json.loads(done.stdout)
    kind = "s3.BucketStorage" if "RELEASES_BUCKET" in changes else "FolderStorage"
    assert store == {"BACKEND": f"curation.storage.{kind}", "OPTIONS": expected}


def test_two_registries_on_one_machine_do_not_share_cookies():
    names = "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME"

    here = settings_with(names).stdout
    assert here == settings_with(names).stdout
    assert "sessionid" not in here
    assert "csrftoken" not in here
    other_key = settings_with(names, SECRET_KEY="another-key").stdout
    other_database = settings_with(names, DATABASE_URL="postgres://u@db.example.org/other").stdout
    assert len({here, other_key, other_database}) == 3
