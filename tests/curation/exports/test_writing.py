"""Parts that entries share are written once, and kept no longer than memory allows."""

import gc
import json
import weakref

from curation.exports.column import Column, Table
from curation.exports.writing import MOST_LETTERS, json_writer, row_writer


class Part(list):
    """A list that can be watched."""


def test_a_shared_part_is_written_as_it_was():
    write, shared = json_writer(), Part(["belarus"])

    texts = [write({"number": number, "about": shared}) for number in range(3)]

    assert [json.loads(text) for text in texts] == [
        {"number": number, "about": ["belarus"]} for number in range(3)
    ]


def test_long_parts_are_not_kept_after_the_next_ones():
    write, half = json_writer(), "x" * (MOST_LETTERS // 2)
    part = Part([half])
    watched = weakref.ref(part)
    write({"rests_on": part})
    del part
    gc.collect()
    assert watched() is not None

    write({"rests_on": Part([half])})
    gc.collect()

    assert watched() is None


def test_a_row_spells_codes_as_the_declaration_does():
    told = Column("knowledge", "What is known.", spelled={"known-none": "none", "held": "held"})
    table = Table("t", "A table.", (told, Column("year", "The year.")))
    entries = [{"knowledge": code, "year": 2026} for code in ("known-none", "held", "other")]

    assert [row_writer(table)(entry) for entry in entries] == [table.row(each) for each in entries]
    assert [row_writer(table)(entry)[0] for entry in entries] == ["none", "held", ""]
