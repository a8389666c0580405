"""A day as people write it: “4 July 2023”, “July 4, 2023”, 4.7.2023, 2023-07-04."""

import datetime as dt

__all__ = ["spoken_day"]

FORMS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%d.%m.%Y")


def spoken_day(text: str) -> dt.date | None:
    """Return the day that ``text`` names in English or in digits; None: it names none."""
    plain = " ".join(text.replace(",", " ").split())
    for form in FORMS:
        try:
            return dt.datetime.strptime(plain, form).date()
        except ValueError:
            continue
    return None
