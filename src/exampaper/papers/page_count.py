"""The number of pages that the papers of an exam are to share, and how many they have."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from exampaper.engines.fonts import Fonts
from exampaper.exams.exam import Exam
from exampaper.faults import Faulty
from exampaper.manifest import Manifest
from exampaper.papers.assemble import assemble_paper
from exampaper.papers.filling import Choice, choices
from exampaper.papers.plan import plan_papers
from exampaper.questions.bank import Bank
from exampaper.targets import TARGETS

TRIED = ("A", "B", "C")
"""The labels of papers that are tried: always these, so that a further version or candidate changes no paper."""

CANNOT = 1000.0  # what it costs if a paper cannot have a number of pages


def shared_count(exam: Exam, bank: Bank, secret: bytes, target: str, fonts: Fonts) -> int | None:
    """The number of pages that suits the question papers of an exam best, by a few of them that need not be printed.

    None where pages come as they come.
    """
    if TARGETS[target].tools.gauge is None or not exam.fills_pages:
        return None
    ways: list[Choice] = []
    for plan in plan_papers(exam, bank, secret, TRIED).papers:
        try:
            choice = choices(assemble_paper(exam, bank, plan), target, fonts)
        except Faulty:  # told when that paper is made, if it is
            continue
        if choice and choice.by_count:
            ways.append(choice)
    counts = sorted(set().union(*(way.by_count for way in ways)))
    return min(counts, key=lambda count: _total(ways, count), default=None)


def _total(ways: Iterable[Choice], count: int) -> float:
    return sum(way.by_count[count].cost if count in way.by_count else CANNOT for way in ways)


def standing_count(earlier: Manifest | None, exam: Exam) -> int | None:
    """The number of pages that earlier papers of the same exam were to share: they stay as they are."""
    for record in earlier.standing if earlier else ():
        if record.specification == exam.digest and record.aim is not None:
            return record.aim
    return None


def spread(counts: Collection[int]) -> str:
    """Some numbers of pages: 7, or 7 to 9."""
    fewest, most = min(counts), max(counts)
    return str(fewest) if fewest == most else f"{fewest} to {most}"
