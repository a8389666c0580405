"""What visitors, programs and attackers write where something else is expected."""

import random

__all__ = ["DATES", "NASTY", "NUMBERS", "UUIDS", "nasty"]

NUMBERS = (
    "0",
    "-1",
    "1",
    "1e999",
    "NaN",
    "9" * 40,
    "99999999999999999999",
    "1_0",
    "0x1",
    "٣",
    "1.5",
)
UUIDS = (
    "59301e62-9c3e-5d30-a966-f5ff79a9ccf8",
    "59301e629c3e5d30a966f5ff79a9ccf8",
    "{59301e62-9c3e-5d30-a966-f5ff79a9ccf8}",
    "urn:uuid:59301e62-9c3e-5d30-a966-f5ff79a9ccf8",
    "00000000-0000-0000-0000-00000000000g",
)
DATES = (
    "0001-01-01",
    "0000-01-01",
    "9999-12-31",
    "10000-01-01",
    "-0044-03-15",
    "2024-02-30",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "9999-12-31T23:59:59-14:00",
    "0001-01-01T00:00:00+14:00",
    "2016-12-31T23:59:60Z",
    "2024-06-12t12:00:00z",
    "2024-06-12T12:00:00.1234567Z",
    "2024-06-12T24:00:00Z",
    "2024-W24-2",
    "2024-164",
    "20240612",
    "２０２４-０６-１２",
    "2024-06/..",
    "../..",
    "Y170000002",
    "XXXX-12-25",
    "1",
    "2001",
    "9999",
)
NASTY = (
    *NUMBERS,
    *UUIDS,
    *DATES,
    "",
    " ",
    "x",
    "null",
    "true",
    "\x00",
    "a\x00b",
    "\x1b[31m",
    "\ufeff",
    "\u200b",
    "\u202e",
    "\U0001f600",
    "ﷺ" * 30,
    "ё́",
    "%00",
    "%",
    "_",
    "\\",
    "'",
    '"',
    "''); DROP TABLE curation_fact; --",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "../../etc/passwd",
    "http://[::1",
    "javascript:alert(1)",
    "ftp://example.org/x",
    "belarus",
    "a" * 300,
    "a" * 5000,
    "[]",
    "(",
    ":*",
    "& | !",
    '"unbalanced',
)


def nasty(chance: random.Random) -> str:
    """Return one such text; sometimes two joined, sometimes letters of any kind."""
    kind = chance.random()
    if kind < 0.8:
        return chance.choice(NASTY)
    if kind < 0.9:
        return chance.choice(NASTY) + chance.choice(NASTY)
    letters = chr(chance.choice((chance.randrange(1, 256), chance.randrange(0x3000, 0xD800))))
    return "".join(letters for _ in range(chance.randrange(1, 12)))
