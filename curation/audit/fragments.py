"""Pieces of SQL that several rules share; most take the alias of a table or an expression."""

from django.db.models import QuerySet
from psycopg.sql import Literal

__all__ = ["days", "held", "kept", "keys_of", "latest_start", "same_time"]


def keys_of(rows: QuerySet) -> str:
    """The query for the keys of ``rows``, so that models and rules ask one question alike.

    Its parameters become literals, and its percent signs those of a query that takes others.
    """
    statement, parameters = rows.order_by().values("pk").query.sql_with_params()
    literals = tuple(Literal(value).as_string(None) for value in parameters)
    return (statement % literals).replace("%", "%%")


def kept(fact: str) -> str:
    """The condition that the claim still stands at the desk, as accepted or as alternative."""
    return f"({fact}.state <> 'retracted' AND {fact}.rank <> 'rejected')"


def held(fact: str) -> str:
    """The condition that the registry holds the claim: what rosters and counts are made of."""
    return (
        f"({fact}.state <> 'retracted' AND {fact}.rank = 'accepted'"
        f" AND {fact}.certainty <> 'expected')"
    )


def same_time(one: str, another: str) -> str:
    """The condition that two facts may be of the same time, for all that is known of it."""
    return (
        f"({one}.possible && {another}.possible AND (isempty({one}.definite)"
        f" OR isempty({another}.definite) OR {one}.definite && {another}.definite))"
    )


def days(extent: str) -> str:
    """The words for a half-open range of days: “from 2005-01-01 to 2009-12-31”."""
    return f"""CASE
        WHEN lower({extent}) IS NULL AND upper({extent}) IS NULL THEN 'at any time'
        WHEN lower({extent}) IS NULL THEN 'until ' || (upper({extent}) - 1)
        WHEN upper({extent}) IS NULL THEN 'from ' || lower({extent}) || ' on'
        WHEN upper({extent}) = lower({extent}) + 1 THEN 'on ' || lower({extent})
        ELSE 'from ' || lower({extent}) || ' to ' || (upper({extent}) - 1)
    END"""


def latest_start(fact: str) -> str:
    """The day before which the fact's period has begun, whatever its date means; or NULL.

    Of a single date this is the end of the possible extent. Of an interval it is reckoned from
    the start as it is written, since its sources may bound the extent: on by one unit of its
    precision, and by as much as an uncertain or approximate start is padded (`curation.dates`:
    each doubtful unit by one of its kind, by two if it is both). It may come out too late, for
    the sake of caution, but never too early.
    """
    start = f"""split_part({fact}."when", '/', 1)"""
    plain = f"regexp_replace({start}, '[?~%%]', '', 'g')"
    return f"""CASE
        WHEN strpos({fact}."when", '/') = 0 THEN upper({fact}.possible)
        WHEN {plain} = '' THEN NULL
        ELSE ({_as_written(plain)}
            + CASE
                WHEN {plain} ~ '^..X' THEN interval '100 years'
                WHEN {plain} ~ '^...X' THEN interval '10 years'
                WHEN {plain} ~ '^....-24$' THEN interval '15 months'
                WHEN {plain} ~ '^....-2[123]$' THEN interval '3 months'
                WHEN {plain} ~ '^....-[0-9][0-9]-[0-9][0-9]$' THEN interval '1 day'
                WHEN {plain} ~ '^....-[0-9][0-9]' THEN interval '1 month'
                ELSE interval '1 year'
            END
            + CASE WHEN {start} ~ '%%' THEN 2 WHEN {start} ~ '[?~]' THEN 1 ELSE 0 END * (
                interval '1 month 1 day'
                + CASE WHEN {start} ~ '^[?~%%]|[?~%%](-|$)' THEN {_doubtful_year(plain)}
                    ELSE interval '0' END)
            )::date
    END"""


def _as_written(plain: str) -> str:
    """Return the first day of a date taken at its word; a winter may begin the year before."""
    year = f"greatest(replace(left({plain}, 4), 'X', '0')::int, 1)"
    month, day = (f"nullif(substr({plain}, {at}, 2), 'XX')" for at in (6, 9))
    return f"""CASE substr({plain}, 6, 2)
        WHEN '21' THEN make_date({year}, 3, 1)
        WHEN '22' THEN make_date({year}, 6, 1)
        WHEN '23' THEN make_date({year}, 9, 1)
        WHEN '24' THEN make_date({year}, 1, 1) - 31
        ELSE make_date({year}, coalesce(nullif({month}, '')::int, 1),
            coalesce(nullif({day}, '')::int, 1))
    END"""


def _doubtful_year(plain: str) -> str:
    return f"""CASE
        WHEN {plain} ~ '^..XX' THEN interval '100 years'
        WHEN {plain} ~ '^...X' THEN interval '10 years'
        ELSE interval '1 year'
    END"""
