"""How to cite what a page shows: ready to copy, in the forms that programs read."""

import json
from dataclasses import dataclass
from typing import Any

from ..exports.bibliography import bibtex, ris

__all__ = ["Citing"]


@dataclass(frozen=True)
class Citing:
    """A citation as CSL-JSON, and what is made of it."""

    item: dict[str, Any]

    @property
    def address(self) -> str:
        """The address cited."""
        return self.item.get("URL", "")

    @property
    def forms(self) -> list[tuple[str, str]]:
        """The name of each form, and the citation in it."""
        return [
            ("BibTeX", bibtex(self.item).strip()),
            ("RIS", ris(self.item).replace("\r\n", "\n").strip()),
            ("CSL-JSON", json.dumps(self.item, ensure_ascii=False, indent=2)),
        ]
