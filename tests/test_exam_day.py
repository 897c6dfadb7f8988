"""The page that goes through an exam from roster to results: all that it shows is done, and what it says is so."""

from __future__ import annotations

import csv
import random
import re
import shlex
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from exampaper.manifest import by_paper, read
from tests.command import run
from tests.conftest import ROOT
from tests.sheets.books import book
from tests.test_docs import write_files

PAGE = (ROOT / "docs" / "exam-day.md").read_text(encoding="utf-8")
COMMANDS = [block.splitlines() for block in re.findall(r"(?s)```console\n(.*?)```", PAGE)]


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def does(folder: Path, lines: list[str]) -> None:
    """Run a command of the page: what stands below it is what it says."""
    command, *shown = lines
    done = run(*shlex.split(command.removeprefix("$ exampaper ")), cwd=folder)
    assert done.returncode == 0, done.stderr
    for line in shown:
        assert line in f"{done.stdout}\n{done.stderr}".splitlines()


def fill_in(path: Path) -> None:
    """Marks as markers enter them: of the last two questions, one; and one candidate is absent."""
    rng = random.Random(1)
    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    head = [cell.value for cell in sheet[1]]
    most = {head[at]: cell.value for at, cell in enumerate(sheet[2]) if str(head[at]).startswith("Q")}
    for row in sheet.iter_rows(min_row=3):
        if row[1].value == "Ada Lovelace":
            row[head.index("status")].value = "absent"
            continue
        able, chosen = rng.random(), rng.choice(("Q2", "Q3"))
        for name in ("Q1", chosen):
            row[head.index(name)].value = sum(rng.random() < (able + 0.5) / 2 for _ in range(int(str(most[name]))))
    workbook.save(path)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder when all is done."""
    folder = tmp_path_factory.mktemp("day")
    write_files(PAGE, folder)
    first, again, printing, marking = COMMANDS
    roster, late = rows(folder / "autumn.csv"), rows(folder / "late.csv")
    book(folder / "autumn.xlsx", roster)
    does(folder, first)
    book(folder / "autumn.xlsx", [row for row in roster if row[0] not in ("s2007", "s2023")] + late[1:])
    does(folder, again)
    does(folder, printing)
    fill_in(folder / "output" / "autumn" / "marks.xlsx")
    does(folder, marking)
    return folder / "output" / "autumn"


def words(pdf: Path) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


def test_everybody_has_a_paper_with_their_name_and_their_time(day: Path) -> None:
    records = by_paper(read(day / "manifest.json").papers)
    assert len(records) == 40
    longer = []
    for record in records.values():
        assert not record.missing
        first = words(day / "question-papers" / record.folder / "question-paper.pdf")[0]
        assert record.code in first
        if "20 minutes" not in first:
            longer.append(record.paper)
    assert longer == ["s2003", "s2011", "s2022", "s2030", "s2042"]


def test_papers_for_the_print_shop_stand_in_the_order_of_seats(day: Path) -> None:
    told = [re.findall(r"Candidate (\w+)", text) for text in words(day / "print" / "question-papers.pdf")]
    found = list(dict.fromkeys(names[-1] for names in told if names))
    seats = {record.paper: int(record.more["Seat"]) for record in read(day / "manifest.json").papers}
    assert found == sorted(seats, key=seats.__getitem__)
    assert all(names for at, names in enumerate(told) if at % 2 == 0)


def test_each_marker_has_a_bundle(day: Path) -> None:
    folder = day / "marking" / "print" / "by-question"
    assert sorted(path.name for path in folder.iterdir()) == [f"question-0{number}.pdf" for number in range(1, 4)]
    told = " ".join(words(folder / "question-01.pdf"))
    assert all(record.paper in told for record in read(day / "manifest.json").papers)


def test_results_are_there_for_all_but_one(day: Path) -> None:
    head, *results = rows(day / "results.csv")
    assert head == ["\ufeffid", "name", "total", "grade"] or head == ["id", "name", "total", "grade"]
    assert len(results) == 40
    assert [row[1] for row in results if row[2] == "absent"] == ["Ada Lovelace"]
    assert all(0 <= float(row[2]) <= 9 and row[3] in "ABCF" for row in results if row[2] != "absent")
    report = (day / "results.html").read_text(encoding="utf-8")
    assert "rnn/" in report
    assert "Discrimination" in report
    assert (day / "withdrawn").is_dir()
