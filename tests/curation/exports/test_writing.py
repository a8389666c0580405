"""Parts that entries share are written once, and kept no longer than memory allows."""

import gc
import json
import weakref

from curation.exports.writing import MOST_LETTERS, json_writer


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
