"""What an EDTF text says about when something was so.

EDTF is ISO 8601-2:2019, as published by the Library of Congress
(https://www.loc.gov/standards/datetime/). The ``edtf`` package reads single dates and pads the
doubtful ones; this module reads intervals one end at a time (the package invents ten years for
an unknown end), refuses what the registry cannot use, and derives two ranges of days:

* the **possible** extent: from the earliest conceivable start to the latest conceivable end;
* the **definite** extent: the days on which it certainly was so, given what sources attest.

Ranges are half-open ``[)`` and count whole days; a bound of ``None`` means "without bound".
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.db.backends.postgresql.psycopg_any import DateRange
from edtf import parser as edtf
from edtf.parser.edtf_exceptions import ParseException

__all__ = ["InvalidPeriod", "Part", "Period", "Section"]

LONGEST_TEXT = 64
PRECISIONS = ("day", "month", "season", "year", "decade", "century", "unknown")
SEASONS = ("21", "22", "23", "24")
WINTER = "24"
ONE_DAY = timedelta(days=1)

_SHAPE = re.compile(
    r"([?~%]?)([0-9X]{4})([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?"
)
_KNOWN_MISTAKES = [
    (r"[0-9]T[0-9]|:", "it holds a time, but a day is the finest precision the registry keeps",
     "a day", "2024-06-11"),
    (r"[{}\[\]]", "it is a set of dates, but a record has one date or one interval",
     "a date or an interval, and a record for each further date", "2024-05-20/2024-05-21"),
    (r"^Y|/\s*Y|[0-9]E[0-9]", "years of more than four digits are not kept",
     "a year from 0001 to 9999", "2005"),
    (r"[0-9]S[0-9]", "significant digits are not kept",
     "an approximate year or a decade", "1950~ or 195X"),
    (r"^-|/\s*-", "years before 0001 are not kept", "a year from 0001 to 9999", "2005"),
    (r"^[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4}$", "the year must come first",
     "year-month-day", "2024-06-11"),
    (r"^[0-9]{8}$", "the parts of a date are separated by hyphens",
     "year-month-day", "2024-06-11"),
    (r"[–—]", "it holds a dash", "“/” between the ends of an interval", "2005/2009"),
]  # fmt: skip


class InvalidPeriod(ValueError):
    """The text is not a period the registry can keep; the message is fit for an editor."""

    def __init__(self, text: str, problem: str, expected: str, example: str) -> None:
        """Say what is wrong with ``text``, what was expected, and give an example."""
        shown = text if len(text) <= LONGEST_TEXT else f"{text[:30]}…"
        super().__init__(
            f"“{shown}” is not a date the registry can keep: {problem}. "
            f"Expected {expected}, for example: {example}"
        )


@dataclass(frozen=True)
class Part:
    """The year, month (or season) or day of a date, with the qualifiers written at its sides."""

    before: str
    value: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}{self.value}{self.after}"


@dataclass(frozen=True)
class Section:
    """One end of a period: a date, ``..`` (open) or the empty text (unknown).

    ``earliest`` and ``latest`` are the outermost conceivable days, padded for qualifiers;
    ``None`` when there is no such bound or it lies beyond the calendar. ``first`` and ``last``
    are the outermost days taken at its word; ``None`` when the section is qualified or not a
    date, for then it bounds nothing definitely.
    """

    text: str
    parts: tuple[Part, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    first: date | None = None
    last: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is stated to have no bound (as an end: it is ongoing)."""
        return self.text == ".."

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is said about this end."""
        return self.text == ""

    @property
    def is_given(self) -> bool:
        """Whether a date is given."""
        return bool(self.parts)

    @property
    def qualifiers(self) -> tuple[str, ...]:
        """For each part the qualifier that reaches it: ``?``, ``~``, ``%`` or nothing.

        A qualifier before a part qualifies that part alone; one after a part qualifies it and
        all parts to its left (ISO 8601-2:2019, 8.4; EDTF level 2).
        """
        return tuple(
            part.before or next((p.after for p in self.parts[i:] if p.after), "")
            for i, part in enumerate(self.parts)
        )

    @property
    def is_qualified(self) -> bool:
        """Whether any part is marked uncertain or approximate."""
        return any(self.qualifiers)

    @property
    def is_exact(self) -> bool:
        """Whether every part is given outright: no qualifier, no unspecified digit."""
        return self.is_given and not self.is_qualified and "X" not in self.text

    @property
    def precision(self) -> str:
        """The smallest unit that is known, one of ``PRECISIONS``."""
        if not self.parts:
            return "unknown"
        known = [part.value for part in self.parts if part.value != "XX"]
        if known[0].endswith("X"):
            return "century" if known[0].endswith("XX") else "decade"
        if known[-1] in SEASONS and len(known) == 2:
            return "season"
        return ("year", "month", "day")[len(known) - 1]


UNKNOWN = Section("")


@dataclass(frozen=True)
class Period:
    """A date or an interval, as an EDTF text; of a single date both sections are that date."""

    text: str
    start: Section
    end: Section
    is_interval: bool

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read an EDTF text; raise ``InvalidPeriod`` if the registry cannot keep it."""
        stripped = _stripped(text)
        ends = [_section(end.strip()) for end in stripped.split("/")]
        if len(ends) > 2:
            raise InvalidPeriod(text, "it holds more than one “/”", "two ends", "2005/2009")
        if len(ends) == 1:
            if not ends[0].is_given:
                problem = "“..” is only an end of an interval"
                raise InvalidPeriod(text, problem, "a date beside it", "2005/..")
            return cls(ends[0].text, ends[0], ends[0], is_interval=False)
        start, end = ends
        if not (start.is_given or end.is_given or (start.is_unknown and end.is_open)):
            raise InvalidPeriod(
                text,
                "neither of its ends says anything",
                "a date at one end, or “/..” if it is ongoing and its start not known",
                "2005/..",
            )
        if start.earliest and end.latest and start.earliest > end.latest:
            problem = "it ends before it starts"
            raise InvalidPeriod(text, problem, "the earlier date first", "2023/2024")
        return cls(f"{start.text}/{end.text}", start, end, is_interval=True)

    def __str__(self) -> str:
        return self.text

    @property
    def precision(self) -> str:
        """The precision of the date; of an interval that of the coarser end given."""
        given = [end.precision for end in (self.start, self.end) if end.is_given]
        return max(given, key=PRECISIONS.index, default="unknown")

    @property
    def possible(self) -> DateRange:
        """From the earliest conceivable start to the latest conceivable end."""
        latest = self.end.latest
        return DateRange(self.start.earliest, latest and latest + ONE_DAY)

    def definite(
        self, attested: "Period | None" = None, start_is_meaningful: bool = True
    ) -> DateRange:
        """The days on which it certainly was so; ``DateRange(empty=True)`` if none is certain.

        It had begun by the last day its start can mean and had not ended before the first day
        its end can mean. ``attested`` is a period throughout which sources attest it: the
        definite extent then spans it too. With ``start_is_meaningful=False`` (the source does
        not say what its date is the date of) nothing is definite but what is attested, and
        what follows up to the end. Raises ``InvalidPeriod`` if ``attested`` is not exact or
        not wholly possible.
        """
        seen = self._attested(attested)
        if not start_is_meaningful and not seen:
            return DateRange(empty=True)
        start = self.start if start_is_meaningful else UNKNOWN
        end = self.end if self.is_interval or start_is_meaningful else UNKNOWN
        begun = [day for day in (start.last, end.last, *seen[:1]) if day]
        lasting = [day for day in (start.first, end.first, *seen[1:]) if day]
        if not begun:
            return DateRange(empty=True)
        if end.is_open:
            return DateRange(min(begun), None)
        if not lasting or min(begun) > max(lasting):
            return DateRange(empty=True)
        return DateRange(min(begun), max(lasting) + ONE_DAY)

    def _attested(self, attested: "Period | None") -> tuple[date, ...]:
        """The first and the last day attested, or nothing; see ``definite`` for the errors."""
        if attested is None:
            return ()
        first, last = attested.start.first, attested.end.latest
        if not (attested.start.is_exact and attested.end.is_exact and first and last):
            raise InvalidPeriod(
                attested.text,
                "a period of attestation must be known outright",
                "days, months or years with neither a qualifier nor an open end",
                "2024-06 or 2024-06-11/2024-06-13",
            )
        possible = self.possible
        if first < (possible.lower or first) or last >= (possible.upper or date.max):
            raise InvalidPeriod(
                attested.text,
                f"it is attested outside “{self.text}”, the only time at which it is possible",
                "an attestation within that time, or a wider date",
                "2024-06 within 2005/..",
            )
        return first, last


def _stripped(text: str) -> str:
    """The text without surrounding whitespace, if it is not hopeless at first sight."""
    if not isinstance(text, str):
        raise InvalidPeriod(
            str(text), "it is not text", "an EDTF text (in YAML: within quotes)", '"2024-06-11"'
        )
    stripped = text.strip()
    if not stripped:
        raise InvalidPeriod(text, "it is empty", "a date or an interval", "2024-06-11")
    if len(stripped) > LONGEST_TEXT:
        problem = f"it is longer than {LONGEST_TEXT} characters"
        raise InvalidPeriod(stripped, problem, "a date or an interval", "2005/2009")
    for pattern, problem, expected, example in _KNOWN_MISTAKES:
        if re.search(pattern, stripped):
            raise InvalidPeriod(stripped, problem, expected, example)
    return stripped


@lru_cache(maxsize=4096)
def _section(text: str) -> Section:
    """Read one end of a period; raise ``InvalidPeriod``."""
    if text in ("", ".."):
        return Section(text)
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise InvalidPeriod(
            text, "it does not follow EDTF", "year, year-month or year-month-day", "2024-06-11"
        )
    groups = match.groups()
    parts = tuple(Part(*groups[i : i + 3]) for i in (0, 3, 6) if groups[i + 1])
    values = [part.value for part in parts]
    _check_unspecified(text, values)
    _check_calendar(text, values)
    if len(values) == 2 and values[1] in SEASONS and re.search("[?~%]", text):
        raise InvalidPeriod(text, "a season takes no qualifier", "a season, or a year", "2024-22")
    return _with_bounds(Section(str(_read(parts)), parts))


def _check_unspecified(text: str, values: list[str]) -> None:
    """Allow ``X`` for the last one or two digits of a year, a whole month or a whole day."""
    year, month, day = (*values, "", "")[:3]
    if not re.fullmatch("[0-9]{4}|[0-9]{3}X|[0-9]{2}XX", year):
        raise InvalidPeriod(
            text,
            "of a year only the last one or two digits can be unspecified",
            "a decade or a century",
            "202X or 20XX",
        )
    if ("X" in year and month) or ("X" in month and day not in ("", "XX")):
        raise InvalidPeriod(
            text,
            "an unspecified digit is followed by a smaller unit",
            "an unspecified digit in the last unit, or a qualifier on the doubtful one",
            "2024-XX, or 2024?-06-11",
        )
    if any("X" in value and value != "XX" for value in (month, day)):
        problem = "a month or a day is unspecified as a whole"
        raise InvalidPeriod(text, problem, "XX", "2024-XX or 2024-06-XX")


def _check_calendar(text: str, values: list[str]) -> None:
    """Refuse years, months, seasons and days that do not exist."""
    year, month, day = (*values, "", "")[:3]
    if year == "0000":
        raise InvalidPeriod(text, "there is no year 0000", "a year from 0001 to 9999", "2005")
    is_season = month in SEASONS and not day
    if month not in ("", "XX") and not is_season and not "01" <= month <= "12":
        raise InvalidPeriod(
            text, f"there is no month {month}", "a month 01–12 or a season 21–24", "2024-06"
        )
    if day in ("", "XX"):
        return
    if not 1 <= int(day) <= calendar.monthrange(int(year), int(month))[1]:
        raise InvalidPeriod(
            text,
            f"{year}-{month} has no day {day}",
            "a day of the calendar (give a year that was only inferred as one that has it)",
            "2024-02-29",
        )
    if values == ["9999", "12", "31"]:
        problem = "9999-12-31 only stands in for “no end”"
        raise InvalidPeriod(text, problem, "“..” for an open end", "2005/..")


def _read(parts: tuple[Part, ...]) -> edtf.EDTFObject:
    """The date as the ``edtf`` package reads it; raise ``InvalidPeriod`` if it cannot.

    Asked for the one kind of date it must be: the package's parser for all of EDTF takes
    twenty times as long, because it tries every kind.
    """
    text = "-".join(map(str, parts))
    if re.search("[?~%].", text):
        kind = edtf.PartialUncertainOrApproximate
    elif "X" in text:
        kind = edtf.Unspecified
    elif parts[-1].after:
        kind = edtf.UncertainOrApproximate
    else:
        kind = edtf.Season if parts[-1].value in SEASONS and len(parts) == 2 else edtf.Date
    try:
        read = kind.parse(text)
    except ParseException:
        read = None
    if str(read) != text:
        raise InvalidPeriod(
            text,
            "its qualifiers do not go together in EDTF",
            "one qualifier at the end, or one beside the part in doubt",
            "2024-06-11? or 2024?-06-11",
        )
    return read


def _with_bounds(section: Section) -> Section:
    """The same section with its outermost days, conceivable and literal."""
    earliest, last = map(_in_calendar, _conceivable(section.parts))
    latest = None if last == date.max else last
    literal = (None, None) if section.is_qualified else (earliest, last)
    return Section(section.text, section.parts, earliest, latest, *literal)


def _conceivable(parts: tuple[Part, ...]) -> tuple[tuple, tuple]:
    """The outermost (year, month, day) that a date can mean, padded for its qualifiers.

    The ``edtf`` package pads; here the result is rounded out to whole months, held within the
    extent of the date's larger units (the 1st of June with only its day in doubt lies in June),
    and a winter may be either of the two that touch its year.
    """
    if parts[-1].value == "XX":
        return _conceivable(_without_last(parts))
    if len(parts) == 2 and parts[1].value == WINTER:
        year = int(parts[0].value)
        return (year - 1, 12, 1), (year + 1, 2, calendar.monthrange(year + 1, 2)[1])
    padded = _read(parts)
    earliest, latest = tuple(padded.lower_fuzzy()[:3]), tuple(padded.upper_fuzzy()[:3])
    if len(parts) < 3:
        latest = (*latest[:2], calendar.monthrange(*latest[:2])[1])
    if len(parts) == 1 or not re.search("[?~%]", "".join(map(str, parts))):
        return earliest, latest
    wider = _conceivable(_without_last(parts))
    return max(earliest, wider[0]), min(latest, wider[1])


def _without_last(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The date without its smallest unit; a qualifier after that unit keeps its reach."""
    *larger, kept, dropped = parts
    return (*larger, Part(kept.before, kept.value, kept.after or dropped.after))


def _in_calendar(day: tuple) -> date | None:
    """The day as a date, or ``None`` beyond the years 0001 to 9999."""
    return date(*day) if date.min.year <= day[0] <= date.max.year else None
