"""A wrong answer carried over into a later part, as the page recognises it without Python."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exampaper.answers.number import NumberType
from exampaper.marking import Field, asked_parts, follow_of, mark
from exampaper.model import Places
from exampaper.practice.exercise import exercise
from exampaper.practice.follow import followings
from exampaper.practice.page import save
from exampaper.questions.bank import Bank
from tests.practice.test_browser import Student, browser  # noqa: F401 (a fixture)
from tests.test_docs import page, write_files

MEMORY = "learning/weight_memory"


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    folder = tmp_path_factory.mktemp("tutorial")
    write_files(page("docs/write-a-question.md"), folder)
    return Bank.load(folder / "bank")


@pytest.mark.parametrize(
    ("solve", "powers"),
    [
        (lambda x: 3 * x - 2, (0, 1)),
        (lambda x: 12 / x, (-1,)),
        (lambda x: x**0.5 / 3, (0.5,)),
        (lambda x: 2 * x**2 + x, (0, 1, 2)),
    ],
)
def test_sums_of_powers_are_found(solve: Callable[[float], float], powers: tuple[float, ...]) -> None:
    (found,) = followings(*_two_parts(solve))
    assert found.powers == powers
    value = sum(factor * 7.5**power for power, factor in zip(found.powers, found.factors, strict=True))
    assert value == pytest.approx(solve(7.5), rel=1e-9)


def test_what_is_no_sum_of_powers_or_hangs_on_nothing_is_told_to_nobody() -> None:
    assert followings(*_two_parts(lambda x: float(round(x)) % 3)) == ()
    assert followings(*_two_parts(lambda x: 4.0)) == ()


def _two_parts(solve: Callable[[float], float]) -> Any:
    from exampaper.marking import AskedPart

    number = NumberType("float", Places(2))
    before, after = Field("a", number, 5.0), Field("b", number, solve(5.0))
    asked = (AskedPart("a", 1, (before,)), AskedPart("b", 1, (after,)))
    return asked, 1, after, lambda own: {"b": solve(own["a"])}


def test_python_follows_any_question(tutorial: Bank) -> None:
    question = tutorial[MEMORY]
    variant = question.variant(3)
    parts, follow = asked_parts(question, variant), follow_of(question, variant)
    own = 12345
    kilobytes = own * variant.params.bits / 8000
    typed = {"a": str(own), "b": f"{kilobytes:.6g} kB"}
    assert mark(parts, typed).marks == 0
    carried = mark(parts, typed, follow).parts[1]
    assert carried.marks == carried.total
    assert carried.fields[0].slip
    assert carried.fields[0].slip.carried
    assert mark(parts, {**typed, "b": "1 kB"}, follow).marks == 0
    right_a = {"a": str(variant.answers.weights), "b": typed["b"]}
    assert mark(parts, right_a, follow).parts[1].marks == 0


def test_the_page_follows(browser: Any, tutorial: Bank, tmp_path: Path) -> None:  # noqa: F811
    question = tutorial[MEMORY]
    save([exercise(question, [3])], "One", tmp_path / "page.html")
    student = Student(browser, tmp_path / "page.html")
    kilobytes = 12345 * question.variant(3).params.bits / 8000
    weights, memory = student.tab.locator("#question input[type=text]").all()
    check = student.tab.get_by_role("button", name="Check").nth(1)
    weights.fill("12345")
    memory.fill(f"{kilobytes:.3g} kB")
    check.click()
    student.tab.wait_for_selector("text=Follows rightly from an earlier answer")
    assert "2 of 2 marks" in student.tab.locator(".feedback").nth(1).inner_text()
    memory.fill("1 kB")
    check.click()
    student.tab.wait_for_selector("text=Not right")
    weights.fill("")
    memory.fill(f"{kilobytes:.3g} kB")
    check.click()
    student.tab.wait_for_selector("text=Not right")
    assert student.errors == []
