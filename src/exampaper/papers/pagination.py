"""Units of measured height → pages: answer space shrinks and grows within bounds, so that pages are filled.

A unit is what no page end parts: a part of a question with what leads to it and the space for its answer. Dynamic
programming finds, for each number of pages, the breaks that cost least; as in Knuth and Plass, "Breaking paragraphs
into lines" (1981), a page costs the more, the farther its spaces are from what their questions give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

TOLERANCE = 0.5  # points by which a page may be measured too short
EMPTY = 0.25  # the part of a page that should not be more empty
FAR = 100.0  # what a page costs that is emptier
TORN = 4.0  # what it costs to go on with a text on the next page
SLACK = 30.0  # points that a text may take more than measured once it is torn


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, in points.

    height: without its answer space. gap: to the unit above it on its page. room: the answer space that its question
    gives; it becomes a multiple of `step`, from `least` to `most`. fresh: it begins a page.
    torn: it goes on with the text of the unit before it.
    """

    height: float
    gap: float = 0
    room: float = 0
    least: float = 0
    most: float = 0
    step: float = 1
    fresh: bool = False
    torn: bool = False


@dataclass(frozen=True, slots=True)
class Pagination:
    """starts: the units that begin a page, the first among them. rooms: the answer space of each unit, in points."""

    starts: tuple[int, ...]
    rooms: tuple[float, ...]
    cost: float

    @property
    def count(self) -> int:
        """The number of pages."""
        return len(self.starts)


def paginations(units: Sequence[Unit], height: float) -> dict[int, Pagination]:
    """The best way to set units on pages of a height in points, by the number of pages; none if a unit is higher."""
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]  # by end and pages: the cost, and where the last begins
    for end in range(1, len(units) + 1):
        found: dict[int, tuple[float, int]] = {}
        for first in reversed(range(end)):
            cost = _cost(units[first:end], height, last=end == len(units))
            if cost is None:
                break
            _improve(found, best[first], cost, first)
            if units[first].fresh:
                break
        best.append(found)
    return {pages: _traced(units, height, best, pages) for pages in best[-1]}


def _improve(
    found: dict[int, tuple[float, int]], before: dict[int, tuple[float, int]], cost: float, first: int
) -> None:
    for pages, (total, _) in before.items():
        if pages + 1 not in found or total + cost < found[pages + 1][0]:
            found[pages + 1] = (total + cost, first)


def _traced(
    units: Sequence[Unit], height: float, best: Sequence[dict[int, tuple[float, int]]], pages: int
) -> Pagination:
    """The pagination of a number of pages, from its end to its beginning."""
    starts: list[int] = []
    rooms: list[float] = []
    end, cost = len(units), best[-1][pages][0]
    for number in range(pages, 0, -1):
        first = best[end][number][1]
        starts.insert(0, first)
        rooms = _rooms(units[first:end], height, last=end == len(units)) + rooms
        end = first
    return Pagination(tuple(starts), tuple(rooms), cost)


def _fixed(page: Sequence[Unit]) -> float:
    """The height of a page without its answer spaces."""
    return SLACK * page[0].torn + sum(unit.height for unit in page) + sum(unit.gap for unit in page[1:])


def _cost(page: Sequence[Unit], height: float, last: bool) -> float | None:
    """What a page of these units costs; None where they do not fit."""
    left = height - TOLERANCE - _fixed(page)
    if left < sum(unit.least for unit in page):
        return None
    torn = TORN * page[0].torn
    wanted = sum(unit.room for unit in page)
    if last and wanted <= left:
        return torn
    filled = min(left, sum(unit.most for unit in page))
    empty = (left - filled) / height
    cost = torn + 4 * empty + (FAR * empty if empty > EMPTY else 0)
    return cost + log2(filled / wanted) ** 2 if wanted and filled else cost


def _rooms(page: Sequence[Unit], height: float, last: bool) -> list[float]:
    """The answer space of each unit of a page: in even shares, whole steps, as much as fits."""
    wanted = sum(unit.room for unit in page)
    left = height - TOLERANCE - _fixed(page)
    if not wanted or (last and wanted <= left):
        return [unit.room for unit in page]
    ratio = left / wanted
    rooms = []
    for unit in page:
        share = min(unit.most, max(unit.least, unit.room * ratio))
        rooms.append(share - (share - unit.least) % unit.step)
    _hand_out(page, rooms, left - sum(rooms), ratio)
    return rooms


def _hand_out(page: Sequence[Unit], rooms: list[float], left: float, ratio: float) -> None:
    """Give what the rounding left over, step by step, to the units that lack most of their share."""

    def lack(at: int) -> float:
        return page[at].room * ratio - rooms[at]

    for at in sorted(range(len(page)), key=lack, reverse=True):
        unit = page[at]
        if unit.room and unit.step <= left and rooms[at] + unit.step <= unit.most:
            rooms[at] += unit.step
            left -= unit.step
