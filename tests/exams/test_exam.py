"""What an exam is: its heading, its schema, its texts and pictures, and how a manifest keeps it."""

from __future__ import annotations

import json
import pickle
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exampaper.exams.exam import Exam, Pick, Section, from_specification, heading, passage, schema, specification
from exampaper.exams.loader import parse
from exampaper.exams.validation import request_faults
from exampaper.faults import Place
from exampaper.figures.images import image
from exampaper.model import Paper, PaperSection
from exampaper.papers.documents import images, title
from exampaper.papers.identity import digests
from exampaper.text import parse as blocks_of
from exampaper.writers.plain import line
from tests import pages
from tests.conftest import ROOT
from tests.exams.texts import DRAWING, HEAD, MARKS, PINS, SECTION


def test_the_schema_is_the_one_that_ships() -> None:
    assert json.loads((ROOT / "exams" / "exam.schema.json").read_text()) == schema()


def test_an_exam_survives_the_way_to_a_worker() -> None:
    exam = parse(HEAD + SECTION, Path("x.toml"))
    again = pickle.loads(pickle.dumps(exam))
    assert again == exam
    assert again.place("sections", 0, "picks", 0, "marks") == Place(Path("x.toml"), 6)


def test_an_exam_made_in_python_has_no_places() -> None:
    exam = Exam(id="x", title="T", sections=(Section(title="S", picks=(Pick(question="a/x"),)),))
    (fault,) = request_faults(exam, MARKS, PINS)
    assert fault.place == Place()


def test_texts_may_go_over_several_lines() -> None:
    text = HEAD + 'instructions = ["""\n  Answer \\\n  all\n  questions."""]\n' + SECTION
    (told,) = heading(parse(text, Path("x.toml"))).instructions
    assert told == blocks_of("Answer all questions.")


@pytest.mark.parametrize(("given", "printed"), [("2026-12-31", "31 December 2026"), ('"Spring"', "Spring")])
def test_dates(given: str, printed: str) -> None:
    assert heading(parse(HEAD + f"date = {given}\n" + SECTION, Path("x.toml"))).date == printed


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
def test_texts_speak_the_dialect_of_questions(target: str) -> None:
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
def test_texts_have_the_pictures_beside_their_file(target: str, tmp_path: Path) -> None:
    (tmp_path / "box.svg").write_text(DRAWING.format("808080"), encoding="utf-8")
    exam = parse(PICTURED.replace("Study ![a grey box](box.svg) first.", "![a grey box](box.svg)"), tmp_path / "x.toml")
    kept = from_specification(json.loads(json.dumps(specification(exam))))
    assert _of(kept) == _of(exam)
    assert len(images(_of(kept), "question-paper", "latex")) == 1
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


def test_titles_are_plain_where_nothing_can_be_set() -> None:
    exam = parse(TEXTS, Path("x.toml"))
    paper = Paper(heading(exam), "A", "0000-0000-0", ())
    assert title(paper, "question-paper") == "Physics of E = mc²: question paper, Paper A"


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
