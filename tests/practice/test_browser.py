"""The practice page as a student uses it, in a real Chromium, where one is there."""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exampaper.practice.exercise import draw_exercises
from exampaper.practice.page import save
from exampaper.questions.bank import Bank
from tests.test_docs import page, write_files

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of the tutorial's questions: one of each type of answer."""
    folder = tmp_path_factory.mktemp("practice")
    write_files(page("docs/write-a-question.md"), folder)
    questions = list(Bank.load(folder / "bank").values())
    save(draw_exercises(questions, len(questions), 2, 1), "Practice", folder / "page.html")
    return folder / "page.html"


@pytest.fixture
def browser() -> Iterator[Any]:
    if os.environ.get("EXAMPAPER_REQUIRE_BROWSER"):
        assert CHROMIUM, "no Chromium on the PATH"
        api = importlib.import_module("playwright.sync_api")
    else:
        api = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium on the PATH")
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


class Student:
    """Somebody with the page open. errors: what the console told; requests: what was asked for from outside."""

    def __init__(self, browser: Any, file: Path, **context: Any) -> None:
        self.tab = browser.new_context(**context).new_page()
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.tab.on("console", lambda message: self.errors.append(message.text))
        self.tab.on("pageerror", lambda error: self.errors.append(str(error)))
        self.tab.on("request", lambda request: self.requests.append(request.url))
        self.tab.goto(file.as_uri())
        self.tab.wait_for_selector("html[data-ready]")

    def open(self, title: str) -> None:
        find = (
            "title => [...document.querySelectorAll('#list button')].find(b => b.textContent.includes(title)).click()"
        )
        self.tab.evaluate(find, title)
        self.tab.wait_for_selector(f"h2:has-text('{title}')")

    def answer(self, text: str) -> str:
        """Type into the first field, by keyboard alone, and read what is told."""
        self.tab.locator("#question input[type=text], #question textarea").first.focus()
        self.tab.keyboard.press("Control+A")
        self.tab.keyboard.insert_text(text)
        self.tab.get_by_role("button", name="Check").first.focus()
        self.tab.keyboard.press("Enter")
        return str(self.tab.locator(".feedback").first.inner_text())


@pytest.mark.parametrize(
    "context",
    [
        {"viewport": {"width": 1100, "height": 900}, "color_scheme": "light"},
        {"viewport": {"width": 340, "height": 700}, "color_scheme": "dark"},
    ],
    ids=["wide and light", "narrow and dark"],
)
def test_every_question_opens_without_errors_or_requests(browser: Any, file: Path, context: Any) -> None:
    student = Student(browser, file, **context)
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    count = student.tab.locator("#list button").count()
    assert count > 10
    for number in range(count):
        student.tab.evaluate("n => document.querySelectorAll('#list button')[n].click()", number)
        student.tab.wait_for_timeout(50)
        assert student.tab.evaluate("document.documentElement.scrollWidth") <= context["viewport"]["width"]
    assert axe.run(student.tab).violations_count == 0
    assert student.errors == []
    assert [url for url in student.requests if not url.startswith(("file:", "data:"))] == []


def test_nonsense_is_told_and_a_wrong_answer_is_wrong(browser: Any, file: Path) -> None:
    student = Student(browser, file)
    student.open("Derivative of a product")
    assert "Nothing is typed yet" in student.answer("")
    assert "Not right" in student.answer("x^17")
    assert "Right" not in student.answer("(((")


def test_a_right_answer_earns_all_and_is_remembered(browser: Any, file: Path) -> None:
    student = Student(browser, file)
    student.open("What does it print?")
    program = student.tab.locator("#question pre").first.inner_text()
    printed: list[str] = []
    exec(program, {"print": lambda *values: printed.append(" ".join(map(str, values)))})
    assert "2 of 2 marks" in student.answer(printed[0])
    assert "2 of 2 marks" in student.tab.inner_text("#score")
    student.tab.reload()
    student.tab.wait_for_selector("html[data-ready]")
    assert "2 of 2 marks" in student.tab.inner_text("#score")
