"""The practice page in German and French: its words, and decimal commas as both markers read them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from sympy import Rational, Symbol

import exampaper.practice
from exampaper.answers.collection import SetType, VectorType
from exampaper.answers.formula import Domain, FormulaType
from exampaper.answers.kind import AnswerType
from exampaper.answers.number import NumberType
from exampaper.answers.tree import Unreadable
from exampaper.languages import language
from exampaper.marking import Field
from exampaper.model import Places
from exampaper.practice.exercise import draw_exercises
from exampaper.practice.page import page, save
from exampaper.practice.vocabulary import vocabulary
from exampaper.questions.bank import Bank
from tests.command import run
from tests.languages.test_papers import FOLDER
from tests.practice.test_browser import browser  # noqa: F401 (a fixture)
from tests.practice.test_marker import node, run_node  # noqa: F401 (a fixture)

PRACTICE = Path(exampaper.practice.__file__).parent


def words_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script id="words" type="application/json">(.*?)</script>', html, re.DOTALL)
    assert found
    words: dict[str, Any] = json.loads(found[1])
    return words


def spoken(message: str, words: dict[str, Any]) -> str:
    """What the page makes of a message of the marker, as its program does."""
    for pattern, translation in words["messages"]:
        if match := re.search(pattern, message):
            return re.sub(r"\{(\d+)\}", lambda hole: match[int(hole[1])], translation)
    return message


@pytest.mark.parametrize("lang", ["en", "de", "fr"])
def test_the_page_has_every_word_that_its_program_says_and_no_other(lang: str) -> None:
    program = (PRACTICE / "page.js").read_text(encoding="utf-8")
    markup = (PRACTICE / "page.html").read_text(encoding="utf-8")
    said = set(re.findall(r"\bW\.(\w+)", program))
    placed = set(re.findall(r"\{\{([\w-]+)\}\}", markup)) - {"title", "connect", "style", "program", "vocabulary"}
    words = words_of(page([], "T", lang))
    assert said <= set(words)
    assert set(words) <= said | placed
    assert set(words["states"]) == {"new", "right", "part", "wrong"}
    assert "{{" not in page([], "T", lang)


def test_a_page_speaks_the_language_that_its_questions_share(tmp_path: Path) -> None:
    for topic, tag, button in (("statistik", "de-DE", "Meinen Stand sichern"), ("statistique", "fr-FR", "Enregistrer")):
        done = run("practice", topic, "--bank", FOLDER, "--html", f"{topic}.html", "--seed", 1, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        html = (tmp_path / f"{topic}.html").read_text(encoding="utf-8")
        assert f'<html lang="{tag}">' in html
        assert button in html
    run("practice", "--bank", FOLDER, "--html", "all.html", "--seed", 1, cwd=tmp_path)
    assert '<html lang="en">' in (tmp_path / "all.html").read_text(encoding="utf-8")


X = Symbol("x")
IN_X = FormulaType({"x": Domain(-2.0, 2.0)})
TYPES: list[tuple[AnswerType, Any]] = [
    (NumberType("float", Places(3)), 1.234),
    (NumberType("int"), 1234),
    (NumberType("float", Places(1), unit="m"), 2.5),
    (IN_X, Rational(3, 2) * X),
    (VectorType(NumberType("decimal")), (1, 2)),
    (SetType(NumberType("decimal")), (1, 2)),
]
TEXTS = [
    "1,234",
    "1.234",
    "1234",
    "12.345,5",
    "1,5x",
    "1,234x",
    "1.234x",
    "1,2",
    "(1; 2)",
    "{1,234; 2}",
    "2,5 m",
    "0,5",
]


def test_both_markers_agree_on_what_is_typed_with_commas(node: str, tmp_path: Path) -> None:  # noqa: F811
    fields = [Field("x", kind, key, comma=True) for kind, key in TYPES]
    specs = [({**kind.spec(), "comma": True}, kind.key_data(key)) for kind, key in TYPES]
    pairs = [(number, text) for number in range(len(fields)) for text in TEXTS]
    table = {"vocabulary": vocabulary(), "fields": specs, "pairs": pairs}
    told = run_node(node, "agree.mjs", table, tmp_path)
    assert told == [verdict(fields[number], text) for number, text in pairs]
    assert {"right", "wrong", "unreadable"} <= set(told)


def verdict(field: Field, text: str) -> str:
    try:
        return field.type.judge(field.key, field.read(text)).verdict.value
    except Unreadable:
        return "unreadable"


@pytest.mark.parametrize(
    "typed", ["1.234", "(1", "sin", "2 3", "1/2x", "y", "@", "9" * 40, "x^", "e^2x", "1,234,5", "()" * 2, "-" * 60]
)
@pytest.mark.parametrize("lang", ["de", "fr"])
def test_what_the_marker_says_is_told_in_the_language(typed: str, lang: str) -> None:
    with pytest.raises(Unreadable) as error:
        Field("x", IN_X, None, comma=True).read(typed)
    message = str(error.value)
    told = spoken(message, words_of(page([], "T", lang)))
    assert told != message, message
    assert "{" not in told


def test_a_student_answers_in_german(browser: Any, tmp_path: Path) -> None:  # noqa: F811
    bank = Bank.load(FOLDER)
    questions = [bank["statistik/stichprobe"], bank["statistik/aussagen"]]
    save(draw_exercises(questions, 2, 1, 1), "Üben", tmp_path / "page.html", "de")
    tab = browser.new_context(locale="en-GB").new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto((tmp_path / "page.html").as_uri())
    tab.wait_for_selector("html[data-ready]")
    if not tab.locator("input[type=text]").count():
        tab.get_by_role("button", name="Nächste Aufgabe").click()
        tab.wait_for_selector("input[type=text]")
    tab.locator("input[type=text]").first.fill("1.234")
    tab.get_by_role("button", name="Prüfen").first.click()
    feedback = tab.locator(".feedback").first
    assert feedback.inner_text() == "1.234 kann 1234 oder 1,234 heißen: Schreiben Sie eines davon"
    tab.get_by_role("button", name="Lösung zeigen").first.click()
    key = re.search(r"(\d,\d\d)\.", tab.locator(".solution").first.inner_text().replace("\n", ""))
    assert key
    tab.locator("input[type=text]").first.fill(key[1])
    tab.get_by_role("button", name="Prüfen").first.click()
    tab.wait_for_function("document.querySelector('.feedback').textContent.startsWith('Richtig')")
    assert feedback.inner_text() == "Richtig. 3 von 3 Punkten."
    seen = tab.locator("body").inner_text()
    assert not re.search(r"\b(?:Question|Answer|Check|Hint|marks?|difficulty|Next|Show)\b", seen)
    assert errors == []


def test_words_of_the_page_are_those_of_the_paper() -> None:
    assert words_of(page([], "T", "de"))["answer"] == language("de").say("answer")
