"""The system checks hold, and need no database: they run before the first migration."""

import pytest
from django.core import checks


@pytest.mark.django_db
def test_the_checks_find_nothing_and_ask_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert checks.run_checks() == []
