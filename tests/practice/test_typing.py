"""Every type of answer typed by keyboard alone on a narrow screen in the dark: right, a slip, wrong, and nonsense."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from exampaper.answers.collection import MatrixType
from exampaper.answers.words import OpenType
from exampaper.marking import AskedPart, Field, asked_parts, mark
from exampaper.practice.exercise import exercise
from exampaper.practice.page import save
from exampaper.questions.bank import Bank
from tests.practice.test_browser import Student, browser  # noqa: F401 (a fixture)
from tests.test_docs import page, write_files

NARROW = {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark", "has_touch": True, "locale": "de-DE"}
SEED = 3
NONSENSE = "zzz"
OPEN = "number => document.querySelectorAll('#list button')[number].click()"
SHOWN = """number => document.querySelectorAll('#list button')[number].textContent
    .includes(document.querySelector('#question h2').textContent)"""


@dataclass(frozen=True)
class Typing:
    """What is typed into the fields of a part, and what the marker in Python says about it."""

    id: str
    part: int
    texts: tuple[str, ...]
    told: str


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    folder = tmp_path_factory.mktemp("tutorial")
    write_files(page("docs/write-a-question.md"), folder)
    (folder / "bank/learning/words.md").write_text(WORDS)
    (folder / "bank/learning/words.py").write_text(SOLVE)
    bank = Bank.load(folder / "bank")
    assert not bank.broken
    return bank


WORDS = """---
title: Words
marks: 2
draw: {n: 2..9}
answers: {name: 'word or "chain rule"'}
asks: name
---
What is used << n >> times?

## Answer

<< name >>

## Marking

- [2] The word.
"""
SOLVE = """def solve(n):
    return "backpropagation"


def check(n, name):
    assert name.startswith("back") and n > 1


def slips(n):
    return {"named the method that it is for": ("gradient descent", 1)}
"""


def typings(bank: Bank) -> Iterator[Typing]:
    for id, question in bank.items():
        for number, part in enumerate(asked_parts(question, question.variant(SEED))):
            if any(isinstance(field.type, OpenType) for field in part.fields):
                continue
            for texts in _texts(part):
                yield Typing(id, number, texts, _told(part, texts))


def _texts(part: AskedPart) -> Iterator[tuple[str, ...]]:
    """Right answers; then with one of them a slip, another of its options, or unreadable."""
    right = tuple(_spelled(field, field.key) for field in part.fields)
    yield right
    for at, field in enumerate(part.fields):
        others = [_spelled(field, slip.value) for slip in field.slips[:1] if _fits(field, slip.value)]
        others += _options(field)[:2] or [NONSENSE]
        for other in others:
            yield (*right[:at], other, *right[at + 1 :])


def _fits(field: Field, value: Any) -> bool:
    """Whether it can be typed into the cells of a matrix at all."""
    is_matrix = isinstance(field.type, MatrixType)
    return not is_matrix or [len(row) for row in value] == [len(row) for row in field.key]


def _spelled(field: Field, value: Any) -> str:
    return next(iter(field.type.spellings(value)))


def _options(field: Field) -> list[str]:
    """Other answers of fields where nothing unreadable can be typed."""
    spec = field.type.spec()
    if spec["type"] == "ticks":
        return ["1"]
    return [word for word in spec.get("words", spec.get("letters", ())) if spec["type"] in ("one", "choice")]


def _told(part: AskedPart, texts: tuple[str, ...]) -> str:
    """The first words that the page says about the first field that is not right."""
    typed = {field.name: text for field, text in zip(part.fields, texts, strict=True)}
    (marked,) = mark([part], {part.label: typed}).parts
    for field in marked.fields:
        if field.slip is not None:
            return "Looks like"
        if not field.understood:
            return field.judgement.message
        if not field.judgement.right:
            return {"wrong": "Partly right" if field.share else "Not right", "imprecise": "Nearly"}.get(
                field.judgement.verdict.value, "cannot be compared"
            )
    return "Right"


class Hands:
    """Somebody who has no mouse."""

    def __init__(self, student: Student) -> None:
        self.tab = student.tab

    def answer(self, part: int, specs: list[dict[str, Any]], texts: tuple[str, ...]) -> str:
        """Answer all fields of a part, and read what is told."""
        section = self.tab.locator("section.part").nth(part)
        groups = section.locator("form > .field, form > fieldset").all()
        for group, spec, text in zip(groups, specs, texts, strict=True):
            self._fill(group, spec, text)
        section.get_by_role("button", name="Check").focus()
        self.tab.keyboard.press("Enter")
        feedback = section.locator(".feedback")
        feedback.locator("p").first.wait_for()
        return str(feedback.inner_text())

    def _fill(self, group: Any, spec: dict[str, Any], text: str) -> None:
        match spec["type"]:
            case "choice" | "one":
                group.locator(f'input[value="{text}"]').focus()
                self.tab.keyboard.press("Space")
            case "ticks":
                chosen = [number.strip() for number in text.split(",")]
                for box in group.locator("input").all():
                    if box.is_checked() != (box.get_attribute("value") in chosen):
                        box.focus()
                        self.tab.keyboard.press("Space")
            case "matrix":
                rows = text.strip("[]").split("], [") if text != NONSENSE else []
                cells = [cell for row in rows for cell in row.split(", ")]
                inputs = group.locator("input").all()
                for cell, value in zip(inputs, cells or [NONSENSE] * len(inputs), strict=True):
                    self._type(cell, value)
            case _:
                self._type(group.locator("input, textarea").first, text)

    def _type(self, place: Any, text: str) -> None:
        place.focus()
        self.tab.keyboard.press("Control+A")
        self.tab.keyboard.insert_text(text)


def test_every_type_of_answer(browser: Any, tutorial: Bank, tmp_path: Path) -> None:  # noqa: F811
    save([exercise(question, [SEED]) for question in tutorial.values()], "All", tmp_path / "page.html")
    student = Student(browser, tmp_path / "page.html", **NARROW)
    hands, seen, types = Hands(student), set(), set()
    current = ""
    for typing in typings(tutorial):
        question = tutorial[typing.id]
        if typing.id != current:
            student.tab.evaluate(OPEN, list(tutorial).index(typing.id))
            student.tab.wait_for_function(SHOWN, arg=list(tutorial).index(typing.id))
            current = typing.id
        fields = exercise(question, [SEED]).variants[0].parts[typing.part].fields
        told = hands.answer(typing.part, [field.spec for field in fields], typing.texts)
        assert typing.told in told, typing
        seen.add(typing.told)
        types |= {field.spec["type"] for field in fields}
    assert {"Right", "Looks like", "Not right"} <= seen
    assert {
        "number",
        "formula",
        "matrix",
        "set",
        "order",
        "choice",
        "ticks",
        "word",
        "one",
        "output",
    } <= types
    assert student.errors == []


def test_the_page_is_usable_at_once(browser: Any, bank: Bank, tmp_path: Path) -> None:  # noqa: F811
    """Measured by the browser itself, in its own processor time, which a busy machine does not stretch as much."""
    save([exercise(question, range(20)) for question in bank.values()], "All", tmp_path / "page.html")
    student = Student(browser, tmp_path / "page.html")
    client = student.tab.context.new_cdp_session(student.tab)
    client.send("Performance.enable")
    metrics = {each["name"]: each["value"] for each in client.send("Performance.getMetrics")["metrics"]}
    assert metrics["TaskDuration"] < 0.3


def test_text_twice_as_large_and_print(browser: Any, bank: Bank, tmp_path: Path) -> None:  # noqa: F811
    save([exercise(question, [1]) for question in bank.values()], "All", tmp_path / "page.html")
    student = Student(browser, tmp_path / "page.html", viewport={"width": 1280 // 2, "height": 400})  # as at 200 %
    assert student.tab.evaluate("document.documentElement.scrollWidth") <= 640
    student.tab.emulate_media(media="print")
    assert not student.tab.locator("nav").is_visible()
    assert not student.tab.get_by_role("button", name="Check").first.is_visible()


def test_progress_is_kept_shown_saved_and_cleared(browser: Any, bank: Bank, tmp_path: Path) -> None:  # noqa: F811
    question = bank["convolutions/parameter_count"]
    save([exercise(question, [SEED]), exercise(bank["rnn/statements"], [SEED])], "Two", tmp_path / "page.html")
    student = Student(browser, tmp_path / "page.html")
    student.open("Parameters")
    student.answer("1")
    student.tab.evaluate("document.getElementById('contents').open = true")
    assert f"convolutions: 0 of {question.marks} marks" in student.tab.inner_text("#topics")
    student.tab.select_option("#filter", "wrong")
    assert student.tab.locator("#list button").count() == 1
    with student.tab.expect_download() as saved:
        student.tab.get_by_role("button", name="Save my progress").click()
    assert '"convolutions/parameter_count"' in Path(saved.value.path()).read_text()
    student.tab.get_by_role("button", name="Timer").click()
    assert "left" in student.tab.inner_text("#clock")
    student.tab.on("dialog", lambda dialog: dialog.accept())
    student.tab.get_by_role("button", name="Clear my progress").click()
    assert student.tab.inner_text("#score") == "2 questions"
