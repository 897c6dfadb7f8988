"""Exam files: what is good loads, what is wrong is told with its line."""

from __future__ import annotations

import json
import pickle
import tomllib
import unicodedata
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exampaper.exams.exam import Exam, Pick, Section, from_specification, heading, passage, schema, specification
from exampaper.exams.fitting import validate
from exampaper.exams.reading import load, parse
from exampaper.exams.toml_lines import Path as Keys
from exampaper.exams.toml_lines import lines
from exampaper.faults import Faulty, Place
from exampaper.figures.images import image
from exampaper.model import Paper, PaperSection, Target
from exampaper.papers.documents import pictures, title
from exampaper.papers.identity import digests
from exampaper.text import parse as blocks_of
from exampaper.writers.plain import line
from tests import pages
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
    "a number for a pick": (HEAD + SECTION.replace('"a/b"', "7"), 6, "7 is no pick", "topic/name"),
    "a topic for a question": (
        HEAD + SECTION.replace('"a/b"', '"a"'),
        6,
        "no question's id",
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
    "date": (HEAD + "date = 7\n" + SECTION, 3, "date is no date", "2027-01-15"),
    "date and time": (HEAD + "date = 2027-01-15T09:00:00\n" + SECTION, 3, "date is no date", ""),
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


def test_an_exam_survives_the_way_to_a_worker() -> None:
    exam = parse(HEAD + SECTION, Path("x.toml"))
    again = pickle.loads(pickle.dumps(exam))
    assert again == exam
    assert again.place("sections", 0, "picks", 0, "marks") == Place(Path("x.toml"), 6)


def test_an_exam_made_in_python_has_no_places() -> None:
    exam = Exam(id="x", title="T", sections=(Section(title="S", picks=(Pick(question="a/x"),)),))
    (fault,) = validate(exam, MARKS, PINS)
    assert fault.place == Place()


def test_texts_may_go_over_several_lines() -> None:
    text = HEAD + 'instructions = ["""\n  Answer \\\n  all\n  questions."""]\n' + SECTION
    (told,) = heading(parse(text, Path("x.toml"))).instructions
    assert told == blocks_of("Answer all questions.")


@pytest.mark.parametrize(("given", "printed"), [("2026-12-31", "31 December 2026"), ('"Spring"', "Spring")])
def test_dates(given: str, printed: str) -> None:
    assert heading(parse(HEAD + f"date = {given}\n" + SECTION, Path("x.toml"))).date == printed


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"\xef\xbb\xbf" + (HEAD + SECTION).replace("\n", "\r\n").encode())
    assert load(path).place("sections", 0, "picks", 0).line == 6


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


POSSIBLE = {
    "all that is left of a topic": '{ topic = "a", count = 3 }',
    "equal marks of those not named": '"a/b", { topic = "a" }',
    "marks of its own": '{ topic = "a", marks = 2 }',
    "a list that others cannot use up": (
        '{ one_of = ["a/b", "a/c"], marks = 1 }, { one_of = ["a/b", "a/d"], marks = 1 }, '
        '{ one_of = ["a/b", "e/f"], marks = 1 }'
    ),
}


@pytest.mark.parametrize("name", POSSIBLE)
def test_a_possible_exam_has_no_faults(name: str) -> None:
    exam = parse(HEAD + SECTION.replace('"a/b"', POSSIBLE[name]), Path("x.toml"))
    assert validate(exam, MARKS, PINS) == []


def test_each_pick_is_told_on_its_own_line() -> None:
    picks = '"a/x",\n"a/b",\n"a/b",\n{ question = "a/c", pin = "seed" },\n{ topic = "z" }'
    faults = validate(parse(HEAD + SECTION.replace('"a/b"', picks), Path("x.toml")), MARKS, PINS)
    assert [fault.place.line for fault in faults] == [6, 8, 9, 10]
    assert "line 7" in faults[1].remedy
    assert "has none" in faults[2].remedy


POOLS = st.lists(
    st.tuples(st.sets(st.sampled_from(list(MARKS)), min_size=1), st.integers(1, 2)), min_size=1, max_size=4
)


def papers(picks: list[tuple[set[str], int]], taken: frozenset[str] = frozenset()) -> Iterator[bool]:
    """Of every way to draw the picks one after another, whether each could be filled."""
    if not picks:
        yield True
        return
    (pool, count), *rest = picks
    if len(pool - taken) < count:
        yield False
        return
    for drawn in combinations(sorted(pool - taken), count):
        yield from papers(rest, taken | set(drawn))


@given(POOLS)
def test_an_exam_is_accepted_only_if_every_paper_can_be_filled(picks: list[tuple[set[str], int]]) -> None:
    asked = tuple(Pick(one_of=tuple(sorted(pool)), count=count, marks=1) for pool, count in picks)
    exam = Exam(id="x", title="T", sections=(Section(title="S", picks=asked),))
    assert (validate(exam, MARKS, PINS) == []) == all(papers(picks))


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


# ------------------------------------------------------------------ lines

NASTY = "ab\"'\\#[]{}=,. \té"
KEYS = st.text(st.sampled_from(NASTY), max_size=4)
STRINGS = st.text(st.sampled_from(NASTY + "\n"), max_size=8)
SCALARS = st.sampled_from(["1", "-2.5e3", "true", "inf", "1979-05-27 07:32:00", "1979-05-27", "0x1F", "07:32:00"])


def quoted(text: str) -> str:
    inside = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{inside}"'


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A TOML string in one of its four forms."""
    text = draw(STRINGS)
    forms = [quoted(text), '"""' + quoted(text)[1:-1].replace("\\n", "\n") + '\\\n   """', '"""x\\\n  y"""""']
    if "'" not in text:
        forms += ["'''" + text + "'''", "'''" + text + "'''''", "'" + text.replace("\n", "") + "'"]
    return draw(st.sampled_from(forms))


class Writer:
    """Writes TOML in a random style, and notes on which line each path first came to stand."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw, self.text, self.lines = draw, "", dict[Keys, int]()

    def note(self, path: Keys) -> None:
        self.lines.setdefault(path, self.text.count("\n") + 1)

    def key(self, here: Keys) -> Keys:
        """A key that nothing here has yet, perhaps dotted."""
        path = here
        for _ in range(self.draw(st.integers(1, 2))):
            name = f"{self.draw(KEYS)}{len(self.lines)}"
            path = (*path, name)
            self.note(path)
            self.text += ("" if path[:-1] == here else " . ") + quoted(name)
        return path

    def entry(self, here: Keys, depth: int) -> None:
        path = self.key(here)
        self.text += " = "
        self.value(path, depth)

    def value(self, path: Keys, depth: int) -> None:
        kind = self.draw(st.sampled_from(["scalar", "text", "array", "table"] if depth else ["scalar", "text"]))
        if kind == "array":
            self.array(path, depth - 1)
        elif kind == "table":
            self.table(path, depth - 1)
        else:
            self.text += self.draw(SCALARS if kind == "scalar" else texts())

    def array(self, path: Keys, depth: int) -> None:
        self.text += "["
        for number in range(self.draw(st.integers(0, 3))):
            self.text += self.draw(st.sampled_from(["", "\n", ' # ] "\n\n']))
            self.note((*path, number))
            self.value((*path, number), depth)
            self.text += self.draw(st.sampled_from([",", "\n,", " , # '\n"]))
        self.text += "]"

    def table(self, path: Keys, depth: int) -> None:
        self.text += "{"
        for number in range(self.draw(st.integers(0, 2))):
            self.text += ", " if number else " "
            self.entry(path, depth)
        self.text += " }"

    def body(self, here: Keys) -> None:
        for _ in range(self.draw(st.integers(0, 3))):
            self.entry(here, 2)
            self.text += self.draw(st.sampled_from(["\n", "  # = [x]\n", "\n\n"]))

    def header(self, number: int) -> None:
        """A table, or some tables of an array, each perhaps with a table inside."""
        name = f"t{number}"
        if self.draw(st.booleans()):
            self.note((name,))
            self.note((name, "in"))
            self.text += f"[ {name} . 'in' ]\n"
            self.body((name, "in"))
            return
        for item in range(self.draw(st.integers(1, 2))):
            self.note((name,))
            self.note((name, item))
            self.text += f"[[{name}]] # more\n"
            self.body((name, item))
            for inner in range(self.draw(st.integers(0, 2))):
                self.note((name, item, "i"))
                self.note((name, item, "i", inner))
                self.text += f"[[{name}.i]]\n"
                self.body((name, item, "i", inner))


@st.composite
def documents(draw: st.DrawFn) -> Writer:
    writer = Writer(draw)
    writer.body(())
    for number in range(draw(st.integers(0, 3))):
        writer.header(number)
    return writer


def paths(value: Any, here: Keys = ()) -> Iterator[Keys]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in items:
        yield (*here, step)
        yield from paths(item, (*here, step))


@given(documents())
def test_every_path_has_its_line(made: Writer) -> None:
    found = lines(made.text)
    assert set(found) == set(paths(tomllib.loads(made.text)))
    assert found == made.lines
    assert lines(made.text.replace("\n", "\r\n")) == found


# ------------------------------------------------------------------ texts

PASSAGE = r"""
  Read this *passage*; $x_1 < 5$.

  1. First
     - inner

  | $P(A|B)$ | right |
  |----------|------:|
  | `a | b`  |  12.5 |

  ```python
  # no heading
  if x:
  →print(1 << 2)
  ```

  $$\frac{1}{2}$$

  > Quoted.
""".replace("→", "\t")
TEXTS = f"""id = "x"
title = "Physics of $E = mc^2$"
instructions = [
  "Answer **all** questions.",
  '''{PASSAGE}''',
  "Use $g = 9.81\\\\,\\\\mathrm{{m/s^2}}$ & count to 100%.",
]
[[sections]]
title = "Mechanics ($F = ma$)"
instruction = "Take $\\\\pi \\\\approx 3.14$."
picks = ["a/b"]
[[sections]]
title = "Reading"
instruction = '''{PASSAGE}'''
picks = ["a/c"]
"""


@pytest.mark.parametrize("target", ["typst", pytest.param("latex", marks=pytest.mark.latex)])
def test_texts_speak_the_dialect_of_questions(target: Target) -> None:
    exam = parse(TEXTS, Path("x.toml"))
    sections = tuple(PaperSection(section.title, passage(exam, section.instruction), ()) for section in exam.sections)
    pdf = pages.made(Paper(heading(exam), "A", "0000-0000-0", sections), target)
    shown = "".join(unicodedata.normalize("NFKC", pages.text(pdf)).split())
    told = ["PhysicsofE=mc2", "Answerallquestions.", "Useg=9.81m/s2", "count to 100%", "Mechanics(F=ma)", "Takeπ≈3.14."]
    for words in told:
        assert "".join(words.split()) in shown
    for words in ("passage", "P(A|B)", "a|b", "12.5", "#noheading", "print(1<<2)", "inner", "Quoted."):
        assert shown.count(words) == 2, words
    assert not set("*$\\") & set(shown)


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"><rect width="60" height="30" fill="#{}"/></svg>'
)
PICTURED = f"""{HEAD}
instructions = ["Study ![a grey box](box.svg) first."]
{SECTION}
instruction = '''
The questions share a picture.

![a grey box](box.svg)
'''
"""


def _of(exam: Exam) -> Paper:
    sections = tuple(PaperSection(section.title, passage(exam, section.instruction), ()) for section in exam.sections)
    return Paper(heading(exam), "A", "0000-0000-0", sections)


@pytest.mark.parametrize("target", ["typst", pytest.param("latex", marks=pytest.mark.latex)])
def test_texts_have_the_pictures_beside_their_file(target: Target, tmp_path: Path) -> None:
    (tmp_path / "box.svg").write_text(DRAWING.format("808080"), encoding="utf-8")
    exam = parse(PICTURED.replace("Study ![a grey box](box.svg) first.", "![a grey box](box.svg)"), tmp_path / "x.toml")
    kept = from_specification(json.loads(json.dumps(specification(exam))))
    assert _of(kept) == _of(exam)
    assert len(pictures(_of(kept), "question-paper")) == 1
    wide, high = image(tmp_path / "box.svg").size
    grey = pages.coloured(pages.made(_of(kept), target), (128, 128, 128))
    assert grey == pytest.approx(2 * wide * high, rel=0.1)


def test_another_picture_is_another_exam_and_other_words_for_it_are_the_same_paper(tmp_path: Path) -> None:
    text = PICTURED.replace("Study ![a grey box](box.svg) first.", "Study.")
    found = []
    for colour, told in (("808080", "a grey box"), ("808080", "a box"), ("000000", "a grey box")):
        (tmp_path / "box.svg").write_text(DRAWING.format(colour), encoding="utf-8")
        found.append(parse(text.replace("a grey box", told), tmp_path / "x.toml"))
    first, other_words, other_picture = (digests(_of(exam)) for exam in found)
    assert len({exam.digest for exam in found}) == 3
    assert first["question-paper"] == other_words["question-paper"] != other_picture["question-paper"]
    assert first["descriptions"] != other_words["descriptions"]


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


def test_titles_are_plain_where_nothing_can_be_set() -> None:
    exam = parse(TEXTS, Path("x.toml"))
    paper = Paper(heading(exam), "A", "0000-0000-0", ())
    assert title(paper, "question-paper") == "Physics of E = mc²: question paper, Paper A"


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


def test_an_exam_that_was_printed_before_is_read_back_as_it_was() -> None:
    exam = parse(HEAD + SECTION, Path("x.toml"))
    kept = specification(exam) | {"title": "It costs $5", "instructions": ["2*3*4"]}
    assert from_specification(kept).instructions == ("2*3*4",)


@given(
    st.lists(
        st.sampled_from(["Answer", "all", "10 %", "(a)", "5 * 3", "a_b", "x < y", "&", "#1", "e-mail", "§ 2", "It's"])
    )
)
def test_plain_instructions_print_as_they_stand(words: list[str]) -> None:
    written = " ".join(["So", *words])
    assert line(parse(HEAD + f'instructions = ["{written}"]\n' + SECTION, Path("x.toml")).instructions[0]) == (
        written.replace("'", "’")
    )
