"""A period in English words, for pages and forms; the EDTF text stays the datum."""

from curation.dates.period import Period, Section

__all__ = ["in_words"]

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
SEASON_NAMES = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
PART_NAMES = ("year", "month", "day")
DOUBTS = {"?": "uncertain", "~": "approximate", "%": "uncertain and approximate"}


def in_words(period: Period) -> str:
    """The period as a reader would say it: “since 16 September 2022”, “about 2023”."""
    start, end = period.start, period.end
    if not period.is_interval:
        return _date(start)
    if not start.is_given:
        return _without_start(start, end)
    if end.is_open:
        return f"since {_date(start)}"
    if end.is_unknown:
        return f"from {_date(start)} (end not known)"
    return _between(start, end)


def _without_start(start: Section, end: Section) -> str:
    """The words for an interval of which no start is given."""
    if not end.is_given:
        return "since an unknown date"
    until = f"until {_date(end)}"
    return until if start.is_open else f"{until} (start not known)"


def _between(start: Section, end: Section) -> str:
    """The words for an interval of which both ends are given, without saying a year twice."""
    if start.text == end.text:
        return _date(start) if start.precision == "day" else f"within {_date(start)}"
    plain = start.is_exact and end.is_exact
    first, last = _values(start), _values(end)
    if plain and len(first) == len(last) == 3 and first[:2] == last[:2]:
        return f"{int(first[2])}–{_date(end)}"
    if plain and len(first) == len(last) > 1 and first[0] == last[0]:
        return f"from {_plain(first, with_year=False)} to {_date(end)}"
    return f"from {_date(start)} to {_date(end)}"


def _date(section: Section) -> str:
    """The words for one date, with its doubts."""
    words = _plain(_values(section))
    missing = [
        name for name, value in zip(PART_NAMES, _values(section), strict=False) if value == "XX"
    ]
    notes = [f"{' and '.join(missing)} not given"] if missing else []
    doubts = set(section.qualifiers)
    if doubts == {"?"}:
        notes.append("uncertain")
    elif doubts == {"~"}:
        words = f"about {words}"
    elif doubts == {"%"}:
        words = f"about {words}"
        notes.append("uncertain")
    else:
        notes.extend(_partial_doubts(section.qualifiers))
    return f"{words} ({', '.join(notes)})" if notes else words


def _partial_doubts(qualifiers: tuple[str, ...]) -> list[str]:
    """Which parts are in doubt and how; of a year alone in question: that it was inferred."""
    if qualifiers[0] == "?" and not any(qualifiers[1:]):
        return ["year inferred"]
    notes = []
    for mark, doubt in DOUBTS.items():
        parts = [
            name
            for name, qualifier in zip(PART_NAMES, qualifiers, strict=False)
            if qualifier == mark
        ]
        if parts:
            notes.append(f"{' and '.join(parts)} {doubt}")
    return notes


def _plain(values: list[str], with_year: bool = True) -> str:
    """The words for the parts that are given, doubts left out."""
    year, month, day = (*values, "XX", "XX")[:3]
    words = []
    if day != "XX":
        words.append(str(int(day)))
    if month != "XX":
        words.append(SEASON_NAMES.get(month) or MONTHS[int(month) - 1])
    if with_year:
        words.append(_year(year))
    return " ".join(words)


def _year(value: str) -> str:
    """“2005”, “the 2020s”, “2000–2099” (a century of numbers: “the 2000s” could be a decade)."""
    if value.endswith("XX"):
        return f"{int(value[:2] + '00')}–{int(value[:2] + '99')}"
    if value.endswith("X"):
        return f"the {int(value[:3] + '0')}s"
    return str(int(value))


def _values(section: Section) -> list[str]:
    """The values of the date's parts, without qualifiers."""
    return [part.value for part in section.parts]
