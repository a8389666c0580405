"""Releases: the whole public record as of one place in the ledger, as files that can be cited.

``frozen`` says what identifies a release and fixes its content; ``bundle`` builds its files, byte
for byte the same whenever and wherever: from the ledger up to that place, and from nothing else.
`docs/adr/0011-reproducible-bundles.md` argues how. Building needs pyarrow, which is large: whoever
builds imports ``bundle`` itself. Read-only.
"""

from .frozen import Frozen, Previous

__all__ = ["Frozen", "Previous"]
