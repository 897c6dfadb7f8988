"""Exam files: what is good loads, what is wrong is told with its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from exampaper.exam import heading, load, parse, schema, validate
from exampaper.faults import Faulty
from tests.conftest import ROOT

HEAD = 'id = "x"\ntitle = "T"\n'
SECTION = '[[sections]]\ntitle = "S"\npicks = [\n  "a/b",\n]\n'
MARKS = {"a/b": 3, "a/c": 4, "a/d": 4, "e/f": 5}
PINS = {"a/b": ("seed",), "a/c": (), "a/d": (), "e/f": ()}


def test_a_good_exam() -> None:
    exam = parse(HEAD + "date = 2027-01-05\n" + SECTION, Path("x.toml"))
    assert heading(exam).date == "5 January 2027"
    assert exam.sections[0].picks[0].question == "a/b"
    assert validate(exam, MARKS, PINS) == []


@pytest.mark.parametrize("name", ["seed", "deep-learning"])
def test_the_examples_load_and_name_their_schema(name: str) -> None:
    path = ROOT / "exams" / f"{name}.toml"
    assert load(path).id == name
    assert path.read_text().startswith("#:schema exam.schema.json\n")


def test_the_schema_is_the_one_that_ships() -> None:
    assert json.loads((ROOT / "exams" / "exam.schema.json").read_text()) == schema()


SYNTAX = {
    "unknown key": (HEAD + "titel = 1\n" + SECTION, 3, "unknown key 'titel'", "did you mean 'title'?"),
    "unknown key in a section": (
        HEAD + SECTION + "shufle = true\n",
        8,
        "unknown key 'shufle'",
        "did you mean 'shuffle'?",
    ),
    "unknown key in a pick": (HEAD + SECTION.replace('"a/b"', '{ topik = "a" }'), 6, "unknown key 'topik'", "topic"),
    "no title": ('id = "x"\n' + SECTION, 1, "title is missing", "add title"),
    "wrong type": ('id = "x"\ntitle = 3\n' + SECTION, 2, "title", ""),
    "bad id": ('id = "../x"\ntitle = "T"\n' + SECTION, 1, "id", ""),
    "not toml": (HEAD + "x = [\n", 4, "not TOML", ""),
    "no sections": (HEAD + "sections = []\n", 3, "sections", ""),
    "two ways": (HEAD + SECTION.replace('"a/b"', '{ topic = "a", question = "a/b" }'), 6, "give one of", ""),
    "pin of a topic": (HEAD + SECTION.replace('"a/b"', '{ topic = "a", pin = "seed" }'), 6, "a pin belongs", ""),
    "zero marks": (HEAD + SECTION.replace('"a/b"', '{ question = "a/b", marks = 0 }'), 6, "marks", ""),
}


@pytest.mark.parametrize("name", SYNTAX)
def test_a_faulty_file_is_told_with_its_line(name: str) -> None:
    text, line, message, remedy = SYNTAX[name]
    with pytest.raises(Faulty) as caught:
        parse(text, Path("x.toml"))
    told = [f for f in caught.value.faults if message in f.message]
    assert told, caught.value
    assert told[0].place.line == line
    assert remedy in told[0].remedy


IMPOSSIBLE = {
    "unknown question": ('"a/x"', "no question 'a/x'", ""),
    "unknown topic": ('{ topic = "z" }', "no topic 'z'", ""),
    "unknown pin": ('{ question = "a/b", pin = "sed" }', "no pin 'sed'", "did you mean 'seed'?"),
    "twice": ('"a/b", "a/b"', "picked twice", ""),
    "too many of a topic": ('{ topic = "a", count = 4, marks = 3 }', "4 asked of topic a", "ask for fewer"),
    "too many after named": ('"a/b", { topic = "a", count = 3, marks = 3 }', "3 asked of topic a", ""),
    "too many after another": (
        '{ topic = "a", count = 2, marks = 1 }, { one_of = ["a/b", "a/c"], marks = 1 }',
        "1 asked",
        "",
    ),
    "twice in a list": ('{ one_of = ["a/b", "a/b"] }', "stands twice in one_of", ""),
    "unequal marks": ('{ topic = "a" }', "papers would differ", "marks ="),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_an_impossible_exam_is_told_with_its_line(name: str) -> None:
    pick, message, remedy = IMPOSSIBLE[name]
    (fault,) = validate(parse(HEAD + SECTION.replace('"a/b"', pick), Path("x.toml")), MARKS, PINS)
    assert message in fault.message
    assert remedy in fault.remedy
    assert fault.place.line == 6


def test_marks_must_add_up_to_the_declared_total() -> None:
    (fault,) = validate(parse(HEAD + "marks = 9\n" + SECTION, Path("x.toml")), MARKS, PINS)
    assert "add up to 3, not to the declared 9" in fault.message
    assert fault.place.line == 3


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_an_unreadable_file_is_told(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Faulty, match=r"x\.toml"):
        load(path)
