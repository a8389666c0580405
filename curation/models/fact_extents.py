"""The extents of a fact from what it claims: of a working copy, and of a published document."""

from collections.abc import Iterable

from ..dates import UNDATED, Extents, Period, Publications, extents
from ..vocabulary import LASTING, Basis, Certainty, RecordKind, Support

__all__ = ["claimed_extents"]


def claimed_extents(
    *,
    kind: str,
    when: str,
    attested: str,
    certainty: str,
    reports: Iterable[tuple[str, str, str]],
    dimension: str = "",
    start_basis: str = "",
) -> Extents:
    """Return the extents of a claim, the same for a working copy and for a document.

    ``reports`` are its citations: when the source came out, when the original that it relies on
    did, and what the passage does for the fact.

    Raises:
        InvalidPeriod: a text is not EDTF, ends before it starts, or excludes the other.
    """
    seen = Period.parse(attested) if attested else None
    period = Period.parse(when) if when else UNDATED
    sources = [each for each in reports if each[2] == Support.SUPPORTS]
    is_status = kind == RecordKind.STATUS
    # Where no source says what its date is the date of, an attestation alone makes days certain.
    is_meaningful = not is_status or start_basis != Basis.UNKNOWN or not seen
    return extents(
        period,
        seen,
        start_is_meaningful=is_meaningful,
        is_status=is_status,
        persists=is_status and is_meaningful and dimension in LASTING,
        is_expected=certainty == Certainty.EXPECTED,
        publications=Publications.of(
            (source for source, _, _ in sources),
            (original for _, original, _ in sources),
        ),
    )
