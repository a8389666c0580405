"""Outlines: thinned out, cut off at the frame, and written as paths of SVG."""

from collections.abc import Callable, Iterable
from heapq import heapify, heappop, heappush
from itertools import pairwise

__all__ = ["area", "centre", "clipped", "closed_path", "open_path", "thinned"]

Point = tuple[float, float]
Line = list[Point]


def thinned(line: Line, least: float) -> Line:
    """Return the line without points that matter less than an area of ``least``.

    Visvalingam and Whyatt (1993): again and again the point goes that spans the smallest
    triangle with its neighbours. The ends stay, so that lines still meet.
    """
    before = list(range(-1, len(line) - 1))
    after = list(range(1, len(line) + 1))
    areas = [0.0] * len(line)
    heap = []
    for place in range(1, len(line) - 1):
        areas[place] = _triangle(line[place - 1], line[place], line[place + 1])
        heap.append((areas[place], place))
    heapify(heap)
    gone: set[int] = set()
    while heap and heap[0][0] < least:
        size, place = heappop(heap)
        if place in gone or size != areas[place]:
            continue
        gone.add(place)
        left, right = before[place], after[place]
        after[left], before[right] = right, left
        for each in (left, right):
            if 0 < each < len(line) - 1:
                spanned = _triangle(line[before[each]], line[each], line[after[each]])
                areas[each] = max(spanned, size)
                heappush(heap, (areas[each], each))
    return [point for place, point in enumerate(line) if place not in gone]


def _triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def area(ring: Line) -> float:
    """Return the area of a ring, by the shoelace formula."""
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs)) / 2


def centre(ring: Line) -> Point:
    """Return the middle of a ring's points."""
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


def clipped(ring: Line, width: float, height: float, margin: float) -> Line:
    """Return the part of a ring within the frame and a margin (Sutherland and Hodgman, 1974)."""
    for axis, bound, sign in (
        (0, -margin, 1), (0, width + margin, -1), (1, -margin, 1), (1, height + margin, -1),
    ):  # fmt: skip
        ring = _cut(ring, lambda point, a=axis, b=bound, s=sign: s * (point[a] - b))
    return ring


def _cut(ring: Line, inside: Callable[[Point], float]) -> Line:
    kept: Line = []
    for here, there in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        near, far = inside(here), inside(there)
        if near >= 0:
            kept.append(here)
        if (near < 0) != (far < 0):
            share = near / (near - far)
            kept.append(
                (here[0] + share * (there[0] - here[0]), here[1] + share * (there[1] - here[1]))
            )
    return kept


def closed_path(ring: Line) -> str:
    """Return a ring as part of a path, in tenths of a unit, or nothing if no area is left."""
    steps = _steps(ring)
    return f"{steps}z" if steps.count(" ") >= 2 else ""


def open_path(line: Line) -> str:
    """Return a line as part of a path, or nothing if it is a point."""
    steps = _steps(line)
    return steps if "l" in steps else ""


def _steps(line: Iterable[Point]) -> str:
    """Return a move and the steps from it, each relative: that is shorter to write."""
    grid = [(round(x * 10), round(y * 10)) for x, y in line]
    points = [here for here, last in zip(grid, [None, *grid], strict=False) if here != last]
    if not points:
        return ""
    begin = f"M{points[0][0]} {points[0][1]}"
    pairs = pairwise(points)
    steps = " ".join(f"{x - from_x} {y - from_y}" for (from_x, from_y), (x, y) in pairs)
    return f"{begin}l{steps}" if steps else begin
