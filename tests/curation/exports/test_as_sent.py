"""Texts that are handed on are not decoded on the way."""

import datetime as dt

import pytest

from curation.exports.as_sent import rows_as_sent
from curation.servers import current_connection

pytestmark = pytest.mark.django_db

SQL = "SELECT 'Хартия, 宪章'::text, NULL::text, %s, DATE '2002-06-07', 'name'::varchar"


def test_text_is_bytes_and_all_else_is_as_usual():
    assert rows_as_sent(SQL, [7]) == [
        ("Хартия, 宪章".encode(), None, 7, dt.date(2002, 6, 7), "name")
    ]


def test_other_questions_of_the_same_connection_get_text():
    rows_as_sent(SQL, [7])

    with current_connection().cursor() as cursor:
        cursor.execute(SQL, [7])
        assert cursor.fetchone()[0] == "Хартия, 宪章"
