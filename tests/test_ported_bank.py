"""Exercises of other systems, rewritten: each is sound, and takes at most half of the Python that it took before."""

from __future__ import annotations

import pytest

from exampaper import text
from exampaper.check.effort import Effort
from exampaper.check.worker import checked
from exampaper.nodes import DataFile, DataLink, Graph, Image, Plot
from exampaper.questions.bank import Bank
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "ported_bank"
EFFORT = Effort(draws=5, walked=5, sampled=60, paths=200, corners=3, repeated=2, mutated=2, pages=1)

LINES_BEFORE = {
    "algebra/inequality": 40,
    "calculus/polynomial": 36,
    "calculus/product_rule": 36,
    "computing/automaton": 39,
    "computing/code_output": 44,
    "finance/shares": 53,
    "general/logo": 0,
    "geometry/droite": 45,
    "physics/circuit": 43,
    "probability/vierfeldertafel": 47,
    "statistics/boxplots": 107,
    "statistics/least_squares": 59,
    "statistics/percentages": 73,
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
    """The lines of Python of a question that are not empty."""
    path = FOLDER / f"{id}.py"
    return sum(bool(line.strip()) for line in path.read_text(encoding="utf-8").splitlines()) if path.exists() else 0


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
    others = sorted(map(lines, set(IDS) - set(LINES_BEFORE)))
    assert others[-1] <= 45
    assert others[len(others) // 2] <= sorted(LINES_BEFORE.values())[len(LINES_BEFORE) // 2] / 2


def test_what_is_computed_is_read_back_from_the_page(bank: Bank) -> None:
    for id in IDS:
        assert bank[id].behaviour.read is not None or not lines(id), id


@pytest.mark.parametrize("id", sorted(SHOWN))
def test_plots_are_plots_and_images_are_images(bank: Bank, id: str) -> None:
    blocks = bank[id].variant(seed=1).question_blocks
    shown: list[object] = [*text.graphs(blocks)]
    for node in text.walk(blocks):
        if isinstance(node, DataLink):
            shown.append(node.data)
    assert [type(each) for each in shown] == [SHOWN[id]]
