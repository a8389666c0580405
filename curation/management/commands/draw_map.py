"""Draw the map of the public pages anew from Natural Earth."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...mapping import LAND, SHAPES, drawn

__all__ = ["Command"]


class Command(BaseCommand):
    """Writes the outlines of the countries and the land around them."""

    help = "Draw the map anew from countries-50m.json of the npm package world-atlas"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path, help="package/countries-50m.json of world-atlas")

    def handle(self, *, file: Path, **_: Any) -> None:
        """Draw, and say how much was drawn."""
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(
                f"{file} is no TopoJSON that can be read ({error}). `npm pack world-atlas@2.0.2` "
                "gets the package that holds countries-50m.json."
            ) from None
        drawing = drawn(told)
        SHAPES.write_text(drawing.shapes, encoding="utf-8")
        LAND.write_text(drawing.land, encoding="utf-8")
        self.stdout.write(
            f"{drawing.count} countries: {len(drawing.shapes):,} bytes of outlines, "
            f"{len(drawing.land):,} of land"
        )
