"""A transfer that fails midway never looks like a complete one."""

import gzip
import http.client
import time
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.site import served

MANY = 20_000
MULTIPLIED = """
    INSERT INTO curation_revision ({columns}, id, record, digest, recorded)
    SELECT {columns}, (SELECT max(id) FROM curation_revision) + row_number() OVER (),
        gen_random_uuid(), encode(sha256(gen_random_uuid()::text::bytea), 'hex'),
        tstzrange((SELECT max(lower(recorded)) FROM curation_revision), NULL)
    FROM curation_revision, generate_series(1, 1 + %(many)s / (
        SELECT count(*) FROM curation_revision WHERE kind = 'statement' AND upper_inf(recorded)
    ))
    WHERE kind = 'statement' AND upper_inf(recorded)
"""
COLUMNS = """
    SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
    WHERE attrelid = 'curation_revision'::regclass AND attnum > 0 AND NOT attisdropped
        AND attgenerated = '' AND attname NOT IN ('id', 'record', 'digest', 'recorded')
"""
STOPPED = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND state = 'active' AND query LIKE 'COPY (%'
"""
ADDRESS = "/api/v1/statements/?format={}"


@pytest.fixture(scope="module")
def site(worker_id):
    """Serve so many statements that no buffer on the way holds all of them."""
    with served(
        f"test_sco_registry_broken_{worker_id}", API_BULK_THROTTLE="", WEB_CONCURRENCY="1"
    ) as site:
        with psycopg.connect(site.database) as connection:
            columns = connection.execute(COLUMNS).fetchone()[0]
            connection.execute("SET LOCAL session_replication_role = replica")
            connection.execute(MULTIPLIED.format(columns=columns), {"many": MANY})
        yield site


def begun(site, form, **headers):
    """The connection and the answer of a request of which nothing is read yet."""
    connection = http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=60)
    connection.request("GET", ADDRESS.format(form), headers=headers)
    return connection, connection.getresponse()


def stop_the_database(site):
    """End the connection of the server that copies; return whether there was one."""
    with psycopg.connect(site.database, autocommit=True) as connection:
        for _ in range(100):
            if stopped := connection.execute(STOPPED).fetchall():
                return stopped == [(True,)]
            time.sleep(0.01)
    return False


@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_a_stream_that_is_not_stopped_has_as_many_rows_as_were_told(site, form):
    connection, answer = begun(site, form)

    body = answer.read()

    assert body.count(b"\n") >= int(answer.headers["X-Total-Count"]) >= MANY
    connection.close()


@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_a_stream_breaks_off_when_the_database_does(site, form):
    connection, answer = begun(site, form)
    first = answer.read(1000)

    assert (answer.status, len(first)) == (200, 1000)
    assert stop_the_database(site)
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        answer.read()
    connection.close()


def test_a_compressed_stream_breaks_off_too(site):
    connection, answer = begun(site, "csv", **{"Accept-Encoding": "gzip"})
    received = bytearray(answer.read(1000))

    assert stop_the_database(site)
    with pytest.raises((http.client.IncompleteRead, ConnectionError)) as broken:
        answer.read()

    received += getattr(broken.value, "partial", b"")
    with pytest.raises(EOFError):
        gzip.decompress(bytes(received))
    connection.close()


def test_the_server_goes_on_after_it(site):
    connection, answer = begun(site, "csv")
    answer.read(1000)
    assert stop_the_database(site)
    connection.close()

    connection, answer = begun(site, "json")

    assert answer.status == 200
    assert answer.read().endswith(b"}")
    connection.close()
