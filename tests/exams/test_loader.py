"""Exam files: what is good loads, what is wrong is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from exampaper.exams.exam import heading
from exampaper.exams.loader import load, parse
from exampaper.exams.validation import request_faults
from exampaper.faults import Faulty
from tests.conftest import ROOT
from tests.exams.texts import DRAWING, HEAD, MARKS, PINS, SECTION


def test_a_good_exam() -> None:
    exam = parse(HEAD + "date = 2027-01-05\n" + SECTION, Path("x.toml"))
    assert heading(exam).date == "5 January 2027"
    assert exam.sections[0].picks[0].question == "a/b"
    assert request_faults(exam, MARKS, PINS) == []


@pytest.mark.parametrize("name", ["seed", "deep-learning", "class-test", "final", "quiz", "german"])
def test_the_examples_load_and_name_their_schema(name: str) -> None:
    path = ROOT / "exams" / f"{name}.toml"
    assert load(path).id == name
    assert path.read_text().startswith("#:schema exam.schema.json\n")


SYNTAX = {
    "unknown key": (HEAD + "titel = 1\n" + SECTION, 3, "unknown key 'titel'", "did you mean 'title'?"),
    "unknown key in a section": (
        HEAD + SECTION + "shufle = true\n",
        8,
        "unknown key 'shufle'",
        "did you mean 'shuffle'?",
    ),
    "unknown key in a pick": (
        HEAD + SECTION.replace('"a/b"', '{ topik = "a" }'),
        6,
        "unknown key 'topik'",
        "topic",
    ),
    "no title": ('id = "x"\n' + SECTION, 1, "title is missing", "add title"),
    "wrong type": ('id = "x"\ntitle = 3\n' + SECTION, 2, "title", ""),
    "bad id": ('id = "../x"\ntitle = "T"\n' + SECTION, 1, "id", ""),
    "not toml": (HEAD + "x = [\n", 3, "not TOML", ""),
    "no sections": (HEAD + "sections = []\n", 3, "sections", "[[sections]]"),
    "sections left out": (HEAD, 1, "sections is missing", "[[sections]]"),
    "one bracket": (HEAD + SECTION.replace("[[sections]]", "[sections]"), 3, "sections", "double brackets"),
    "no picks": (HEAD + '[[sections]]\ntitle = "S"\n', 3, "picks is missing", 'picks = ["topic/name"]'),
    "empty picks": (HEAD + '[[sections]]\ntitle = "S"\npicks = []\n', 5, "picks is empty", "at least one"),
    "picks above": (HEAD + "picks = []\n" + SECTION, 3, "unknown key 'picks'", "below a [[sections]]"),
    "exam's key below": (HEAD + SECTION + "minutes = 9\n", 8, "unknown key 'minutes'", "above the first"),
    "pick's key outside": (HEAD + SECTION + "count = 2\n", 8, "unknown key 'count'", "belongs in a pick"),
    "a number for a pick": (HEAD + SECTION.replace('"a/b"', "7"), 6, "7 is not a pick", "topic/name"),
    "a topic for a question": (
        HEAD + SECTION.replace('"a/b"', '"a"'),
        6,
        "not a valid question id",
        '{ topic = "a" }',
    ),
    "second section": (
        HEAD + SECTION + SECTION.replace('"a/b"', '"a/b",\n "a/c",\n "d"'),
        13,
        "'d'",
        "topic",
    ),
    "in a list of lines": (HEAD + SECTION.replace('"a/b"', '{ one_of = [\n"a/b",\n"c"] }'), 8, "'c'", ""),
    "no way": (HEAD + SECTION.replace('"a/b"', "{ marks = 2 }"), 6, "give one of", "topic ="),
    "count of a question": (
        HEAD + SECTION.replace('"a/b"', '{ question = "a/b", count = 2 }'),
        6,
        "once",
        "count",
    ),
    "count zero": (HEAD + SECTION.replace('"a/b"', '{ topic = "a", count = 0 }'), 6, "count is below 1", ""),
    "marks as text": (HEAD + 'marks = "9"\n' + SECTION, 3, "marks is not a whole number", "without quotes"),
    "half marks": (HEAD + "marks = 9.5\n" + SECTION, 3, "marks is not a whole number", ""),
    "truth as a number": (HEAD + "\nshuffle = 1\n" + SECTION, 4, "neither true nor false", "true or false"),
    "a text for a list": (
        HEAD + 'instructions = "x"\n' + SECTION,
        3,
        "instructions is not a list",
        "brackets",
    ),
    "item of a list": (HEAD + 'instructions = [\n"x",\n3,\n]\n' + SECTION, 5, "not a text", "quotes"),
    "unknown paper": (HEAD + 'paper = "A4"\n' + SECTION, 3, "paper is 'A4'", "did you mean 'a4'?"),
    "date": (HEAD + "date = 7\n" + SECTION, 3, "date is not a date", "2027-01-15"),
    "date and time": (HEAD + "date = 2027-01-15T09:00:00\n" + SECTION, 3, "date is not a date", ""),
    "empty title": ('id = "x"\ntitle = " "\n' + SECTION, 2, "title is empty", "write a text"),
    "unprintable": (
        HEAD + 'course = "\\u0007"\n' + SECTION,
        3,
        "course holds the unprintable",
        "take it out",
    ),
    "no quotes": ("id = x\n", 1, "not TOML", "quotes"),
    "no closing quote": ('id = "x"\ntitle = "T\n' + SECTION, 2, "not TOML", "close the text"),
    "key twice": (HEAD + "marks = 1\nmarks = 2\n", 4, "not TOML: Cannot overwrite", "once"),
    "endless number": (HEAD + f"marks = {'9' * 5000}\n", None, "too long a number", ""),
    "endless nesting": (HEAD + f"x = {'[' * 9000}\n", None, "too deep a list", ""),
    "two ways": (HEAD + SECTION.replace('"a/b"', '{ topic = "a", question = "a/b" }'), 6, "give one of", ""),
    "pin of a topic": (
        HEAD + SECTION.replace('"a/b"', '{ topic = "a", pin = "seed" }'),
        6,
        "a pin belongs",
        "",
    ),
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
    assert len(caught.value.faults) == 1, caught.value
    assert remedy in told[0].remedy


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = 'id = "X"\ntitle = 3\nmarks = 0\n[[sections]]\npicks = [\n"a",\n{ topik = "a" },\n]\n'
    with pytest.raises(Faulty) as caught:
        parse(text, Path("x.toml"))
    assert [fault.place.line for fault in caught.value.faults] == [1, 2, 3, 4, 6, 7]
    assert all(fault.remedy for fault in caught.value.faults)


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"\xef\xbb\xbf" + (HEAD + SECTION).replace("\n", "\r\n").encode())
    assert load(path).place("sections", 0, "picks", 0).line == 6


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_an_unreadable_file_is_told(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Faulty, match=r"x\.toml"):
        load(path)


@pytest.mark.parametrize("name", ["no.svg", "../box.svg", "/etc/box.svg", "box.toml"])
def test_a_picture_that_is_not_beside_the_file_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "exam"
    folder.mkdir()
    (tmp_path / "box.svg").write_text(DRAWING.format("808080"), encoding="utf-8")
    text = f"{HEAD}{SECTION}instruction = '''\nLook:\n\n![a box]({name})\n'''\n"
    with pytest.raises(Faulty) as faulty:
        parse(text, folder / "x.toml")
    (fault,) = faulty.value.faults
    assert fault.place.line == text[: text.index("![")].count("\n") + 1
    assert "beside" in fault.remedy


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('instructions = [\n "Answer all.",\n "It costs $5.",\n]', "a $ that neither begins nor ends a formula"),
        ("instructions = ['''\nAnswer\n2*3*4\n''']", "asterisks"),
        ("instructions = ['''| a | b |\n| - | - |\n| 1 |''']", "has 1 cell"),
        ('instructions = [\n "fine", "fine",\n "A $\\\\frac{1}$"]', "in the formula"),
        ('course = "C"\ninstitution = "I"\ninstructions = ["# heading"]', "a heading is not allowed here"),
    ],
)
def test_a_text_that_cannot_be_read_is_told_with_its_line(text: str, told: str, end: str) -> None:
    written = HEAD + text + "\n" + SECTION
    with pytest.raises(Faulty) as faulty:
        parse(written.replace("\n", end), Path("x.toml"))
    (fault,) = faulty.value.faults
    assert told in fault.message
    assert fault.place.line == 5
    assert fault.remedy


@pytest.mark.parametrize("key", ["title", "instruction"])
def test_the_texts_of_sections_are_read(key: str) -> None:
    with pytest.raises(Faulty, match="LaTeX command") as faulty:
        parse(
            HEAD
            + SECTION.replace('"S"', '"S"' if key != "title" else "'\\alpha'")
            + ("" if key == "title" else "instruction = '\\alpha'\n"),
            Path("x.toml"),
        )
    assert faulty.value.faults[0].place.line == (4 if key == "title" else 8)
