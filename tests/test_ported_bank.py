"""Exercises of other systems, rewritten: each is sound, and takes at most half of the Python that it took before."""

from __future__ import annotations

from pathlib import Path

import pytest

from exampaper.check.effort import Effort
from exampaper.check.worker import checked
from exampaper.nodes import DataFile, Graph, Image, Plot
from exampaper.questions.bank import Bank
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "ported_bank"
EFFORT = Effort(draws=5, walked=5, sampled=60, paths=200, corners=3, repeated=2, mutated=2, pages=1)

LINES_BEFORE = {
    "algebra/inequality": 55,
    "calculus/polynomial": 56,
    "calculus/product_rule": 52,
    "computing/automaton": 55,
    "computing/code_output": 64,
    "finance/shares": 74,
    "general/logo": 0,
    "geometry/droite": 64,
    "physics/circuit": 59,
    "probability/vierfeldertafel": 70,
    "statistics/boxplots": 136,
    "statistics/least_squares": 77,
    "statistics/percentages": 94,
}
"""Lines of Python of each question as it was first ported, with classes of its own for parameters and answers."""

SHOWN = {
    "computing/automaton": Graph,
    "computing/logic_gates": Graph,
    "general/logo": Image,
    "physics/circuit": Graph,
    "statistics/boxplots": Plot,
    "statistics/least_squares": DataFile,
    "statistics/scatter": Plot,
}
"""What stands beside the text of a question."""

IDS = sorted(str(path.relative_to(FOLDER).with_suffix("")) for path in FOLDER.glob("*/*.md"))


def lines(id: str) -> int:
    """The lines of Python of a question, those of a paragraph's end as well."""
    path = FOLDER / f"{id}.py"
    return len(path.read_text(encoding="utf-8").splitlines()) if path.exists() else 0


@pytest.fixture(scope="module")
def bank() -> Bank:
    return Bank.load(FOLDER)


def test_there_are_thirteen_and_as_many_others(bank: Bank) -> None:
    assert sorted(bank) == IDS
    assert set(LINES_BEFORE) < set(IDS)
    assert len(IDS) == 2 * len(LINES_BEFORE) == 26


@pytest.mark.parametrize("id", IDS)
def test_each_is_sound_without_a_lint(id: str) -> None:
    *_, (report, _) = checked(FOLDER / f"{id}.md", FOLDER, EFFORT)
    told = [each for each in report.faults if each.rule != "few-variants"]  # so few draws tell little of their number
    assert (report.sound, told, report.silenced) == (True, [], ())


@pytest.mark.parametrize("id", sorted(LINES_BEFORE))
def test_each_takes_half_of_the_python(id: str) -> None:
    assert 2 * lines(id) <= LINES_BEFORE[id]


def test_the_others_are_as_short() -> None:
    median_before = sorted(LINES_BEFORE.values())[len(LINES_BEFORE) // 2]
    for id in sorted(set(IDS) - set(LINES_BEFORE)):
        assert lines(id) <= median_before // 2 + 20, id


@pytest.mark.parametrize("id", IDS)
def test_what_is_computed_is_read_back_from_the_page(id: str) -> None:
    if lines(id):
        assert "\nread = " in (text := (FOLDER / f"{id}.py").read_text(encoding="utf-8")) or "\ndef read(" in text


@pytest.mark.parametrize("id", sorted(SHOWN))
def test_plots_are_plots_and_images_are_images(bank: Bank, id: str) -> None:
    question = bank[id]
    variant = question.variant(seed=1)
    shown = [*question.behaviour.figures(variant.params, variant.answers).values()]
    blocks = [*variant.question_blocks]
    assert shown or blocks
