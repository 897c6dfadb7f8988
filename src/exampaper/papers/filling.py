"""A paper measured by its engine → where its pages begin, and how large its answer spaces are.

A question stays on one page with the space for its answer. Only where a page would otherwise be more than a quarter
empty does a text go on on the next page: it is then planned in pieces, and torn where the page ends.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from exampaper.engines.fonts import Fonts
from exampaper.faults import Faulty
from exampaper.layout import LINE, SQUARE, PagePlan, Place
from exampaper.model import Paper, Part
from exampaper.nodes import DisplayMaths, Listing, Paragraph
from exampaper.papers.documents import BOOKLET, Document, measuring_job, room
from exampaper.papers.pagination import FAR, Pagination, Unit, paginations
from exampaper.targets import TARGETS, Measured
from exampaper.writers import UnknownCharacter

CM = 72 / 2.54
"""Points."""

EMPTIER = 0.2 * FAR
"""What a pagination may cost more than the best one, for the sake of a number of pages that was asked for."""

SLACK = 4.0
"""Points that a planned page leaves free: set together, parts may be a little higher than measured one by one."""

PIECE = 45.0  # points of a piece of a text that may be torn: three lines
FEWEST = 3  # pieces of such a text


@dataclass(frozen=True, slots=True)
class Choice:
    """The ways to set a paper: a pagination for each possible number of pages; none where it flows as it comes.

    places: of each unit, None for what stands before the questions. A place comes several times if its text is torn.
    """

    places: tuple[Place | None, ...]
    by_count: dict[int, Pagination]

    @property
    def best(self) -> int:
        """The number of pages that costs least."""
        return min(self.by_count, key=lambda count: (self.by_count[count].cost, count))

    def nearest(self, wanted: int | None) -> int:
        """The number of pages nearest to the one that is wanted, unless it takes emptier pages."""
        if wanted is None:
            return self.best
        most = self.by_count[self.best].cost + EMPTIER
        possible = [count for count, found in self.by_count.items() if found.cost <= most]
        return min(possible, key=lambda count: (abs(count - wanted), self.by_count[count].cost))

    def suits(self, wanted: int | None) -> bool:
        """Whether it comes to pages that are full enough, and to the number that is wanted."""
        if not self.by_count or self.by_count[self.best].cost >= EMPTIER:
            return False
        return wanted is None or self.nearest(wanted) == wanted

    def plan(self, count: int) -> PagePlan:
        """The pages of one of the paginations."""
        found = self.by_count[count]
        torn = frozenset(filter(None, (place for place in self.places if self.places.count(place) > 1)))
        starts: set[Place] = set()
        for unit in found.starts[1:]:
            place = self.places[unit]
            if place and place != self.places[unit - 1]:
                starts.add(place)
        rooms = {}
        for place, length in zip(self.places, found.rooms, strict=True):
            if place and length:
                rooms[place] = length / CM
        return PagePlan(count, frozenset(starts), torn, rooms)


def page_plan(
    paper: Paper, target: str, fonts: Fonts, wanted: int | None = None, document: Document = "question-paper"
) -> PagePlan | None:
    """The pages of a document; None where they come as they come: no engine measures it, or nothing may change.

    target: whose engine sets it. wanted: the number of pages that a question paper is to have, if that can be.
    """
    if paper.layout.is_arranged or document == BOOKLET:
        wanted = None
    choice = choices(paper, target, fonts, wanted, document)
    return choice.plan(choice.nearest(wanted)) if choice and choice.by_count else None


def choices(
    paper: Paper, target: str, fonts: Fonts, wanted: int | None = None, document: Document = "question-paper"
) -> Choice | None:
    """The ways to set a document; None where an engine does not measure it. wanted: a number of pages."""
    gauge = TARGETS[target].tools.gauge
    if gauge is None or not paper.layout.fill:
        return None
    try:
        measured = gauge(measuring_job(paper, target, fonts, document), fonts)
    except (Faulty, UnknownCharacter):  # told when the paper is set
        return None
    parts = _parts(paper)
    if measured is None or len(measured.heights) != len(parts) + 1:  # of templates of one's own
        return None
    units = list(_units(paper, measured, parts, document))
    places = [None, *(place for place, _ in parts)]
    before = int(measured.heights[0] // measured.page)  # pages that are full before the one of the first question
    wanted = wanted and wanted - before
    tearable = [False] * len(units) if document == BOOKLET else _tearable(paper, units, measured)
    choice = _least_torn(units, places, tearable, measured.page - SLACK, wanted)
    return Choice(choice.places, {count + before: found for count, found in choice.by_count.items()})


def _parts(paper: Paper) -> list[tuple[Place, Part]]:
    parts = []
    for numbered in paper.questions:
        for part in numbered.variant.parts:
            parts.append(((numbered.number, part.label), part))
    return parts


# ------------------------------------------------------------------ units


def _units(paper: Paper, measured: Measured, parts: Sequence[tuple[Place, Part]], document: Document) -> Iterator[Unit]:
    """What stands before the questions, then each part."""
    yield Unit(measured.heights[0] % measured.page)
    before = paper.questions[0].number
    for (place, part), height, gap in zip(parts, measured.heights[1:], measured.gaps[1:], strict=True):
        number, _ = place
        fresh = number != before and paper.layout.begins_page(number)
        if paper.layout.cover_page and place == parts[0][0]:
            fresh = True
        before = number
        yield _unit(paper, height, gap, fresh, room(paper, number, part, document))


def _unit(paper: Paper, height: float, gap: float, fresh: bool, ruled: tuple[str, float]) -> Unit:
    kind, size = ruled
    if kind == "none":
        return Unit(height, gap, fresh=fresh)
    step = {"lines": LINE, "grid": SQUARE}.get(kind, 0.1)
    least = max(1, round(size * paper.layout.shrink / step))
    most = max(least, int(size * paper.layout.stretch / step + 1e-9))
    return Unit(height, gap, size * CM, least * step * CM, most * step * CM, step * CM, fresh)


# ------------------------------------------------------------------ torn texts


def _tearable(paper: Paper, units: Sequence[Unit], measured: Measured) -> list[bool]:
    """Whether the text of each unit may go on on the next page."""
    tearable = [False]
    for numbered in paper.questions:
        for part in numbered.variant.parts:
            stem = numbered.variant.stem if part is numbered.variant.parts[0] else ()
            blocks = (*stem, *part.lead, *part.text)
            flows = all(isinstance(block, Paragraph | Listing | DisplayMaths) for block in blocks)
            unit = units[len(tearable)]
            too_high = unit.height + unit.least > measured.page
            tearable.append(too_high or (flows and unit.height > FEWEST * PIECE))
    return tearable


def _least_torn(
    units: Sequence[Unit], places: Sequence[Place | None], tearable: Sequence[bool], page: float, wanted: int | None
) -> Choice:
    """The ways to set units on pages where as few texts are torn as may be."""
    torn = {at for at, unit in enumerate(units) if unit.height + unit.least > page}
    choice = _choice(units, places, torn, page)
    if choice.suits(wanted):
        return choice
    allowed = {at for at, may in enumerate(tearable) if may}
    while True:
        choice = _choice(units, places, allowed, page)
        if not choice.by_count:
            return choice
        used = torn | set(_torn_by(choice, choice.nearest(wanted), places))
        if used == allowed:
            return choice
        allowed = used & allowed


def _choice(units: Sequence[Unit], places: Sequence[Place | None], torn: Collection[int], page: float) -> Choice:
    pieces: list[Unit] = []
    where: list[Place | None] = []
    for at, (unit, place) in enumerate(zip(units, places, strict=True)):
        parted = _in_pieces(unit, page) if at in torn else [unit]
        pieces += parted
        where += [place] * len(parted)
    return Choice(tuple(where), paginations(pieces, page))


def _in_pieces(unit: Unit, page: float) -> list[Unit]:
    """A unit whose text is torn wherever a page ends; the space for the answer goes with the last piece."""
    count = max(2, ceil(unit.height / PIECE))
    height = unit.height / count
    first = replace(unit, height=height, room=0, least=0, most=0)
    between = Unit(height, torn=True)
    fills_page = unit.height + unit.least > page  # then the space may come to stand on the next one by itself
    least = max(unit.least, FEWEST * unit.step) if unit.room and fills_page else unit.least
    room, most = max(unit.room, least), max(unit.most, least)
    last = replace(unit, height=height, gap=0, room=room, least=least, most=most, fresh=False, torn=True)
    return [first, *[between] * (count - 2), last]


def _torn_by(choice: Choice, count: int, places: Sequence[Place | None]) -> Iterator[int]:
    """The units that go on on the next page, with a number of pages."""
    for unit in choice.by_count[count].starts[1:]:
        if choice.places[unit] == choice.places[unit - 1]:
            yield places.index(choice.places[unit])
