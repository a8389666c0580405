"""The map is drawn from TopoJSON: two neighbours, and an islet that is a country."""

import json

import pytest
from django.core.management import CommandError, call_command

from curation.mapping import HEIGHT, LAND, SHAPES, WIDTH, drawn, shapes
from curation.mapping.topology import Topology

# On a grid of degrees: west and east share the arc 0; the islet is a ring of its own.
ARCS = [
    [[70, 40], [0, 10]],
    [[70, 50], [-10, 0], [0, -10], [10, 0]],
    [[70, 50], [10, 0], [0, -10], [-10, 0]],
]
ISLET = [[75, 10], [0, 0], [0, 0], [0, 0]]


def country(name, code, arcs):
    return {"type": "Polygon", "id": code, "properties": {"name": name}, "arcs": [arcs]}


@pytest.fixture
def told():
    return {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [*ARCS, ISLET],
        "objects": {
            "countries": {
                "geometries": [
                    country("West", "001", [0, 1]),
                    country("East", "002", [~0, 2]),
                    country("Islet", "003", [3]),
                    country("Nameless", None, [3]),
                    {"type": None, "properties": {"name": "Nowhere"}},
                ]
            }
        },
    }


def test_a_ring_joins_its_arcs_and_takes_one_backwards_by_its_complement(told):
    topology = Topology(told, lambda line: line)

    assert topology.ring([0, 1]) == [(70, 40), (70, 50), (60, 50), (60, 40)]
    assert topology.ring([~0])[0] == (70, 50)


def test_a_border_is_a_line_that_two_countries_have(told):
    assert list(Topology(told, lambda line: line).borders()) == [
        [(70, 40), (70, 50)],
        [(75, 10)] * 4,
    ]


def test_neighbours_are_drawn_along_one_line(told):
    west, east, _ = json.loads(drawn(told).shapes)["countries"].values()

    assert west[0].startswith("M")
    assert east[0].endswith("z")
    assert west[1] < east[1]


def test_a_country_too_small_to_be_seen_is_marked_where_it_lies(told):
    path, x, y, is_small = json.loads(drawn(told).shapes)["countries"]["003"]

    assert (path, is_small) == ("", True)
    assert 0 < x < WIDTH
    assert 0 < y < HEIGHT


def test_who_has_no_code_is_land_and_no_country(told):
    drawing = drawn(told)

    assert drawing.count == 3
    assert 'id="land"' in drawing.land
    assert "Natural Earth" in drawing.land


def test_the_command_writes_both_files_and_says_how_much(told, tmp_path, monkeypatch, capsys):
    kept = (SHAPES.read_bytes(), LAND.read_bytes())
    file = tmp_path / "countries.json"
    file.write_text(json.dumps(told))
    monkeypatch.setattr("curation.management.commands.draw_map.SHAPES", tmp_path / "shapes.json")
    monkeypatch.setattr("curation.management.commands.draw_map.LAND", tmp_path / "land.svg")

    call_command("draw_map", str(file))

    assert "3 countries" in capsys.readouterr().out
    assert json.loads((tmp_path / "shapes.json").read_text())["countries"].keys() >= {"001"}
    assert (tmp_path / "land.svg").read_text().startswith("<svg")
    assert kept == (SHAPES.read_bytes(), LAND.read_bytes())


@pytest.mark.parametrize("content", [None, "no JSON"])
def test_a_file_that_cannot_be_read_is_refused_with_advice(tmp_path, content):
    file = tmp_path / "countries.json"
    if content:
        file.write_text(content)

    with pytest.raises(CommandError, match="world-atlas"):
        call_command("draw_map", str(file))


def test_every_state_that_ever_took_part_is_among_the_shapes_that_are_kept():
    # China, India, Iran, Kazakhstan, Kyrgyzstan, Pakistan, Russia, Tajikistan, Uzbekistan, Belarus
    members = {"156", "356", "364", "398", "417", "586", "643", "762", "860", "112"}

    assert members <= shapes().keys()
    assert all(0 <= shape.x <= WIDTH and 0 <= shape.y <= HEIGHT for shape in shapes().values())
