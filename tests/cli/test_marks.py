"""exampaper marks, as a user runs it: from the roster to the registry."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.command import Done, run, start
from tests.sheets.books import filled

EXAM = """id = "e"
title = "An Exam"
grades = { A = "80 %", B = "50 %", F = 0 }
[[sections]]
title = "S"
picks = ["t/one", "t/two"]
"""
HEAD = "---\ntitle: T\nkind: open\nmarks: MARKS\nminutes: 1\ndifficulty: 1\n---\n"
ONE = f"{HEAD}Why?\n\n## Answer\n\nSo.\n\n## Marking\n\n- [4] So.\n".replace("MARKS", "4")
PART = "## (LABEL)\n\nThis?\n\n### Answer\n\nSo.\n\n### Marking\n\n- [MARKS] So.\n\n"
TWO = (
    f"{HEAD}Both.\n\n".replace("MARKS", "[2, 4]")
    + PART.replace("LABEL", "a").replace("MARKS", "2")
    + PART.replace("LABEL", "b").replace("MARKS", "4")
)
SHEET = "output/e/marks.xlsx"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A class of three, with their papers."""
    for name, text in {"bank/t/one.md": ONE, "bank/t/two.md": TWO, "e.toml": EXAM}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    roster(tmp_path, "1001", "1002", "1003")
    done = build(tmp_path)
    assert done.returncode == 0
    assert done.stdout.endswith("marks: enter them, then exampaper marks output/e/marks.xlsx\n")
    return tmp_path


def roster(folder: Path, *ids: str) -> None:
    lines = [f"{id},=Name {id}" for id in ids]
    (folder / "class.csv").write_text("\n".join(["id,name", *lines, ""]), encoding="utf-8")


def build(folder: Path, *options: str) -> Done:
    return run("build", "e.toml", "--roster", "class.csv", "--seed", "1", "--format", "typ", *options, cwd=folder)


def fill(folder: Path, *rows: tuple[object, ...], at: str = SHEET) -> None:
    cells: dict[str, object] = {}
    for row, marks in enumerate(rows, 3):
        cells |= {f"{column}{row}": mark for column, mark in zip("EFG", marks, strict=False)}
    filled(folder / at, cells)


def registry(folder: Path) -> list[list[str]]:
    return list(csv.reader((folder / "output/e/results.csv").read_text(encoding="utf-8-sig").splitlines()))


# ------------------------------------------------------------------ the whole way


def test_from_the_roster_to_the_registry(built: Path) -> None:
    fill(built, (4, 2, 4), (2, 1, 2.5), (None, None, None))
    filled(built / SHEET, {"D5": "absent"})
    done = start("marks", SHEET, cwd=built)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 of 2 scripts marked, 1 absent" in done.stdout
    assert "of 10 marks: mean 7.8, median 7.8, standard deviation 3.2" in done.stdout
    assert re.search(r"t/one +4  75%", done.stdout)
    assert registry(built) == [
        ["id", "name", "total", "grade"],
        ["1001", "'=Name 1001", "10", "A"],
        ["1002", "'=Name 1002", "5.5", "B"],
        ["1003", "'=Name 1003", "absent", ""],
    ]
    page = (built / "output/e/results.html").read_text(encoding="utf-8")
    assert "=Name 1001" in page
    assert "Nothing is missing" in page
    assert not re.search(r'(src|href)="?http', page)
    for name in ("results.html", "results.csv", "marks.xlsx", "marks.csv"):
        assert (built / "output/e" / name).stat().st_mode & 0o077 == 0


def test_what_is_missing_or_impossible_ends_with_one_and_no_registry(built: Path) -> None:
    fill(built, (4, 2, 4), (5, None, 2.5))
    done = run("marks", SHEET, cwd=built)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"error: {SHEET}:4: E4: 5 is more than the 4 that there are to have (Q1 of 1002 =Name 1002)",
        "  was a digit typed twice?",
        f"error: {SHEET}:4: missing for 1002 =Name 1002: Q2a (F4)",
        "  enter 0 for no marks",
        f"error: {SHEET}:5: no marks for 1003 =Name 1003",
        "  enter them, or write 'absent' in the column status",
        "3 faults to be mended; output/e/results.csv is written when there are none",
    ]
    assert not (built / "output/e/results.csv").exists()
    assert "E4: 5 is more" in (built / "output/e/results.html").read_text(encoding="utf-8")


def test_the_csv_can_be_filled_in_as_well(built: Path) -> None:
    path = built / "output/e/marks.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace(",,,,\n", ",1,1,1,\n"), encoding="utf-8")
    assert run("marks", "output/e/marks.csv", cwd=built).returncode == 0
    assert [row[2] for row in registry(built)] == ["total", "3", "3", "3"]


def test_grades_can_be_set_after_the_exam(built: Path) -> None:
    fill(built, (4, 2, 4), (2, 1, 2.5), (0, 0, 0))
    (built / "later.toml").write_text(EXAM.replace('"80 %"', '"55 %"'), encoding="utf-8")
    assert run("marks", SHEET, "--exam", "later.toml", cwd=built).returncode == 0
    assert [row[3] for row in registry(built)] == ["grade", "A", "A", "F"]


def test_other_grades_change_no_paper(built: Path) -> None:
    before = (built / "output/e/1001/question-paper.typ").read_bytes()
    (built / "e.toml").write_text(EXAM.replace('"80 %"', '"55 %"'), encoding="utf-8")
    assert "3 papers already existed" in build(built).stdout
    assert (built / "output/e/1001/question-paper.typ").read_bytes() == before
    fill(built, (4, 2, 4), (2, 1, 2.5), (0, 0, 0))
    run("marks", SHEET, cwd=built)
    assert [row[3] for row in registry(built)] == ["grade", "A", "A", "F"]


def test_a_copy_elsewhere_finds_its_manifest(built: Path) -> None:
    fill(built, (4, 2, 4), (2, 1, 2.5), (0, 0, 0))
    (built / "mine.xlsx").write_bytes((built / SHEET).read_bytes())
    assert run("marks", "mine.xlsx", "--output", "here", cwd=built).returncode == 0
    assert (built / "here/results.csv").exists()
    done = run("marks", "../mine.xlsx", cwd=built / "bank")
    assert (done.returncode, "name the manifest of the build with --manifest" in done.stderr) == (2, True)
    assert run("marks", "../mine.xlsx", "--manifest", "../output/e/manifest.json", cwd=built / "bank").returncode == 0


def test_what_is_no_sheet_of_marks_is_bad_input(built: Path) -> None:
    done = run("marks", "class.csv", cwd=built)
    assert (done.returncode, "is no sheet of marks" in done.stderr) == (2, True)
    assert run("marks", "none.xlsx", cwd=built).returncode == 2


# ------------------------------------------------------------------ another build


@pytest.mark.parametrize("options", [(), ("--force",)])
def test_what_was_filled_in_outlives_another_build(built: Path, options: tuple[str, ...]) -> None:
    fill(built, (4, 2, 4))
    content = (built / SHEET).read_bytes()
    roster(built, "1001", "1002", "1003", "1004")
    done = build(built, *options)
    assert (
        "output/e/marks.xlsx was filled in and stays; the fresh sheet, without marks, is marks.new.xlsx" in done.stderr
    )
    assert "--force" not in done.stderr
    assert (built / SHEET).read_bytes() == content
    fresh = load_workbook(built / "output/e/marks.new.xlsx").worksheets[0]
    assert [fresh.cell(row, 1).value for row in range(3, 7)] == ["1001", "1002", "1003", "1004"]


def test_the_fresh_sheet_of_another_build_completes_the_old_one(built: Path) -> None:
    fill(built, (4, 2, 4), (2, 1, 2.5), (0, 0, 0))
    roster(built, "1001", "1002", "1003", "1004")
    build(built)
    assert "1004 =Name 1004 is on no row" in run("marks", SHEET, cwd=built).stderr
    fill(built, (None,), (None,), (None,), (1, 1, 1), at="output/e/marks.new.xlsx")
    assert run("marks", SHEET, "output/e/marks.new.xlsx", cwd=built).returncode == 0
    assert [row[2] for row in registry(built)] == ["total", "10", "5.5", "0", "3"]


def test_a_sheet_that_nobody_touched_is_made_anew(built: Path) -> None:
    roster(built, "1001", "1004")
    done = build(built)
    assert "marks" not in done.stderr
    assert not (built / "output/e/marks.new.xlsx").exists()
    assert load_workbook(built / SHEET).worksheets[0].cell(4, 1).value == "1004"
