"""The kinds of questions are values in one table: a kind that a test makes up goes all the way like the others."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import Field

from exampaper.check.effort import Effort
from exampaper.check.worker import checked
from exampaper.draw import Rng
from exampaper.faults import Faulty
from exampaper.languages import language
from exampaper.questions.bank import Bank
from exampaper.questions.behaviour import Behaviour
from exampaper.questions.front_matter import FrontMatter, Range
from exampaper.questions.kind import QuestionKind
from exampaper.questions.kinds import KINDS
from exampaper.questions.lists import items
from exampaper.questions.question_file import Layout, QuestionFile
from exampaper.show import as_text
from exampaper.targets import TARGETS
from exampaper.testing import check_target

# ------------------------------------------------------------------ a kind of its own: put items in order


class OrderingFrontMatter(FrontMatter):
    """shown: how many items are to be put in order."""

    shown: Range = Field(default=[3, 3])


@dataclass(frozen=True)
class Shuffled:
    """The numbers of the items, as they are shown."""

    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Order:
    """The places of the items in their right order, from 1."""

    places: tuple[int, ...]


def ordering(file: QuestionFile, module: ModuleType | None) -> Behaviour:
    texts = [lines[0].removeprefix("- ") for _, lines in items(file.extra["Items"], file.path)]
    assert isinstance(file.front, OrderingFrontMatter)
    fewest, most = file.front.shown

    def draw(rng: Rng) -> Shuffled:
        return Shuffled(tuple(rng.sample(range(len(texts)), rng.integer(fewest, most), shuffled=True)))

    def solve(params: Shuffled) -> Order:
        in_order = sorted(params.numbers)
        return Order(tuple(params.numbers.index(number) + 1 for number in in_order))

    return Behaviour(
        Shuffled,
        Order,
        draw,
        solve,
        context=lambda params, answers: {"items": [texts[number] for number in params.numbers]},
    )


TEXTS = {
    "below": "<% for item in items %>\n<< loop.index >>. << item >>\n<% endfor %>",
    "answer": "The order is << places | listed >>.",
    "marking": "- [<< marks >>] The order is right.",
    "key": "<< places | listed >>",
}
QUESTION = """---
title: Steps of training
kind: ordering
marks: 2
shown: [3, 4]
---
Put these steps in the order in which they happen.

## Items

- The batch is drawn.
- The loss is computed.
- The gradient is computed.
- The weights are changed.
"""


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bank:
    folder = tmp_path / "kind"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.md").write_text(text)
    layout = Layout(OrderingFrontMatter, ("Items",), answers_itself=True)
    monkeypatch.setitem(KINDS, "ordering", QuestionKind("ordering", ordering, layout, folder))
    (tmp_path / "bank" / "training").mkdir(parents=True)
    (tmp_path / "bank" / "training" / "steps.md").write_text(QUESTION)
    return Bank.load(tmp_path / "bank")


def test_a_made_up_kind_is_drawn_and_answered_by_its_own_texts(bank: Bank) -> None:
    variant = bank["training/steps"].variant(seed=3)
    first = [variant.params.numbers[place - 1] for place in variant.answers.places]
    assert first == sorted(first)
    assert variant.kind == "ordering"
    assert "1. " in as_text(variant)
    assert variant.parts[0].key == language("en").listed(list(map(str, variant.answers.places)))


@pytest.mark.parametrize(
    "target",
    [pytest.param(name, marks=pytest.mark.latex) if name == "latex" else name for name in TARGETS],
)
def test_the_conformance_suite_runs_over_it(bank: Bank, target: str) -> None:
    check_target(target, bank)


def test_it_is_checked_like_any_other(bank: Bank, tmp_path: Path) -> None:
    *_, (report, _) = checked(tmp_path / "bank" / "training" / "steps.md", tmp_path / "bank", Effort(draws=8))
    assert not report.faulty, report.faults


def test_its_keys_are_its_own(bank: Bank, tmp_path: Path) -> None:
    path = tmp_path / "bank" / "training" / "other.md"
    path.write_text(QUESTION.replace("kind: ordering", "kind: open"))
    with pytest.raises(Faulty, match="shown says nothing in a question of kind open") as raised:
        Bank.load(tmp_path / "bank").find("training/other")
    assert raised.value.faults[0].remedy == "it is for ordering"


# ------------------------------------------------------------------ the table


def test_an_unknown_kind_is_told_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "topic").mkdir()
    (tmp_path / "topic" / "name.md").write_text(QUESTION.replace("kind: ordering", "kind: statement"))
    with pytest.raises(Faulty, match="'statement' is not a kind of question") as raised:
        Bank.load(tmp_path)
    assert raised.value.faults[0].place.line == 3
    assert raised.value.faults[0].remedy == "did you mean 'statements'?"


def test_every_kind_has_a_skeleton() -> None:
    for kind in KINDS.values():
        assert kind.skeleton()[0].name == "new.md"
