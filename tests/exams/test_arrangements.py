"""Extra time, large print, colours and fonts: read from the roster, told where they cannot be, and printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exampaper import Bank
from exampaper.engines.fonts import NONE, families
from exampaper.exams.arrangements import COLOURS, LARGE, arranged, check, duration
from exampaper.exams.exam import Exam, from_specification, specification
from exampaper.exams.loader import load
from exampaper.faults import Faulty
from exampaper.languages import language
from exampaper.layout import PLAIN, Layout
from exampaper.manifest import read
from exampaper.model import Candidate
from tests import pages
from tests.command import run
from tests.conftest import ROOT

EXAM = load(ROOT / "exams" / "office.toml")
COLUMNS = ("Extra time", "Large print", "Paper colour", "Font")


def candidate(**cells: str) -> Candidate:
    more = dict.fromkeys(COLUMNS, "") | {name.replace("_", " ").capitalize(): cell for name, cell in cells.items()}
    return Candidate("s1", "Ada", "s1", more)


def laid_out(exam: Exam = EXAM, **cells: str) -> Layout:
    return arranged(PLAIN, exam, candidate(**cells))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        *(("25 %", "1 hour 3 minutes"), ("25%", "1 hour 3 minutes"), ("+20 %", "1 hour"), ("10", "1 hour")),
        *(("15 min", "1 hour 5 minutes"), ("half an hour", "1 hour 20 minutes"), ("", ""), ("no", ""), ("0", "")),
    ],
)
def test_extra_time_makes_a_duration_of_one_s_own(cell: str, expected: str) -> None:
    assert laid_out(extra_time=cell).duration == expected


@pytest.mark.parametrize(
    ("cell", "size"),
    [("yes", LARGE), ("X", LARGE), ("", 10.5), ("no", 10.5), ("16", 16), ("16 pt", 16), ("14,5", 14.5)],
)
def test_large_print(cell: str, size: float) -> None:
    assert laid_out(large_print=cell).size == size


@pytest.mark.parametrize(
    ("cell", "colour"), [("Cream", COLOURS["cream"]), ("#FFFFE0", "#ffffe0"), ("white", ""), ("", "")]
)
def test_colours_of_paper(cell: str, colour: str) -> None:
    assert laid_out(paper_colour=cell).colour == colour


def test_a_colour_of_the_stock_is_not_printed() -> None:
    exam = EXAM.model_copy(update={"arrangements": EXAM.arrangements.model_copy(update={"colour_is_printed": False})})
    assert laid_out(exam, paper_colour="cream").colour == ""


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("extra_time", "lots", "extra time is 'lots'"),
        ("large_print", "huge", "large print is 'huge'"),
        ("large_print", "90", "large print is '90'"),
        ("paper_colour", "tartan", "the colour of the paper is 'tartan'"),
        ("font", "DejaVu Sans Mone", "no font 'DejaVu Sans Mone'"),
    ],
)
def test_what_cannot_be_is_told_with_the_candidate(column: str, cell: str, told: str) -> None:
    with pytest.raises(Faulty, match=told) as raised:
        check(EXAM, [candidate(**{column: cell})], families(NONE))
    assert "candidate s1" in str(raised.value)
    assert "office.toml" in str(raised.value)


def test_a_column_that_is_missing_is_told_once() -> None:
    with pytest.raises(Faulty) as raised:
        check(EXAM, [replace(candidate(), more={"Extra": "", "Large print": ""})] * 2, families(NONE))
    assert str(raised.value).count("the roster has no column 'Extra time'") == 1


def test_durations_in_words() -> None:
    assert [duration(total, language("en")) for total in (60, 61, 120, 150, 45, 62.5)] == [
        *("1 hour", "1 hour 1 minute", "2 hours", "2 hours 30 minutes", "45 minutes", "1 hour 3 minutes")
    ]


def test_the_files_beside_an_exam_are_kept_for_reprints() -> None:
    again = from_specification(specification(EXAM))
    assert (again._texts, again._pictures) == (EXAM._texts, EXAM._pictures)
    assert again.digest == EXAM.digest


ROSTER = (
    "id,name,Seat,Extra time,Large print,Paper colour,Font\ns1,Ada,1,25 %,yes,cream,DejaVu Sans Mono\ns2,Emmy,2,,,,\n"
)
USUAL = "id,name,Seat,Extra time,Large print,Paper colour,Font\ns1,Ada,1,,,,\ns2,Emmy,2,,,,\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    (folder / "class.csv").write_text(ROSTER, encoding="utf-8")
    (folder / "usual.csv").write_text(USUAL, encoding="utf-8")
    for roster, output in (("class.csv", "output"), ("usual.csv", "usual")):
        done = run("build", "office", "--roster", roster, "--seed", 3, "--output", output, cwd=folder)
        assert done.returncode == 0, done.stderr
    return folder


def test_an_arranged_paper_asks_the_same_and_has_the_same_code(built: Path) -> None:
    arranged, usual = (read(built / output / "office" / "manifest.json") for output in ("output", "usual"))
    assert [record.code for record in arranged.papers] == [record.code for record in usual.papers]
    assert [record.says["question-paper"] for record in arranged.papers] == [
        record.says["question-paper"] for record in usual.papers
    ]
    assert arranged.papers[0].files != usual.papers[0].files
    assert arranged.papers[1].files == usual.papers[1].files


def test_an_arranged_paper_says_and_shows_it(built: Path) -> None:
    pdf = (built / "output" / "office" / "s1" / "question-paper.pdf").read_bytes()
    assert "1 hour 3 minutes" in " ".join(pages.text(pdf).split())
    assert pages.coloured(pdf, (0xFF, 0xF8, 0xE1)) > 300_000
    other = (built / "output" / "office" / "s2" / "question-paper.pdf").read_bytes()
    assert "50 minutes" in pages.text(other)
    assert pages.lefts(pdf, "convolved") != pages.lefts(other, "convolved")


def test_front_and_back_are_printed(built: Path) -> None:
    told = pages.body((built / "output" / "office" / "s2" / "question-paper.pdf").read_bytes())
    assert "Read this page before you begin" in told[0]
    assert "Given" in told[0]
    assert "Midterm 2027" not in told[0]
    assert all("Midterm 2027" in words for words in told[1:])
    assert "1.1" in told[1]
    assert "2.1" in told[2]
    assert "Formulas and data" in told[-2]
    assert "rough work" in told[-1]


def test_a_reprint_of_an_arranged_paper_is_the_same(built: Path) -> None:
    code = read(built / "output" / "office" / "manifest.json").papers[0].code
    done = run("reprint", code, cwd=built)
    assert done.returncode == 0, done.stderr


@pytest.mark.latex
def test_latex_prints_front_back_and_arrangements(built: Path) -> None:
    done = run(
        *("build", "office", "--roster", "class.csv", "--seed", 3, "--engine", "latex", "--output", "tex"), cwd=built
    )
    assert done.returncode == 0, done.stderr
    pdf = (built / "tex" / "office" / "s1" / "question-paper.pdf").read_bytes()
    said = pages.text(pdf)
    for words in ("1 hour 3 minutes", "Read this page", "rough work", "Formulas and data", "2.1", "Given"):
        assert words in said
    assert pages.coloured(pdf, (0xFF, 0xF8, 0xE1)) > 300_000


def test_the_roster_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "class.csv").write_text(ROSTER.replace("25 %", "lots"), encoding="utf-8")
    done = run("build", "office", "--roster", "class.csv", "--seed", 3, cwd=tmp_path)
    assert done.returncode == 2
    assert "candidate s1: extra time is 'lots'" in done.stderr
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("line", "told", "where"),
    [
        ('front = { logo = "none.svg" }', "logo names 'none.svg', which cannot be read", "x.toml:3"),
        ('back = { sheet = "none.md" }', "sheet names 'none.md', which cannot be read", "x.toml:3"),
        ('back = { sheet = "bad.md" }', "cannot be read", "bad.md:3"),
        ('front = { lgo = "a.svg" }', "unknown key 'lgo'", "x.toml:3"),
        ("back = { draft_pages = 99 }", "draft_pages is above 20", "x.toml:3"),
        ('pages = { numbering = "roman" }', "numbering is 'roman'", "x.toml:3"),
        ('front = { cover = "a lone $" }', "cover cannot be read", "x.toml:3"),
    ],
)
def test_a_wrong_front_is_told_with_its_line(tmp_path: Path, line: str, told: str, where: str) -> None:
    text = f'id = "x"\ntitle = "X"\n{line}\n[[sections]]\ntitle = "S"\npicks = ["rnn/statements"]\n'
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    (tmp_path / "bad.md").write_text("A sheet.\n\nA lone $ sign.\n", encoding="utf-8")
    done = run("build", "x.toml", cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert where in done.stderr


def test_numbering_by_section_keeps_the_seeds(bank: Bank) -> None:
    from exampaper.papers.assemble import assemble_label

    plain = EXAM.model_copy(update={"pages": EXAM.pages.model_copy(update={"numbering": "paper"})})
    one, other = (assemble_label(exam, bank, b"1", "A") for exam in (EXAM, plain))
    assert [question.variant for question in one.questions] == [question.variant for question in other.questions]
    assert [question.name for question in one.questions] == ["1.1", "1.2", "2.1", "2.2"]
