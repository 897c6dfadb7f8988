"""A class of candidates: every paper is theirs alone, whatever names and ids hold."""

from __future__ import annotations

import csv
import os
import re
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from tests import pages
from tests.command import run, start
from tests.papers.candidates import CLASS, HOSTILE, WORKERS, manifest, roster, tree


def test_every_candidate_has_a_paper_with_name_and_id(built: Path) -> None:
    entries = manifest(built / "output")["papers"]
    assert {entry["candidate"]: entry["name"] for entry in entries} == HOSTILE
    for number, entry in enumerate(entries, 1):
        paper = built / "output" / "small" / entry["folder"] / "question-paper.pdf"
        shown = re.sub(r"[\s\u200b]", "", pages.text(paper.read_bytes()))
        assert "".join(entry["name"].split()) in shown
        assert entry["candidate"] in shown
        assert f"R{number}" in shown
        assert entry["code"] in shown


def test_nothing_leaves_the_output_folder(built: Path) -> None:
    assert {path.name for path in built.iterdir()} == {"small.toml", "roster.csv", "exam.key", "output"}
    assert [path.name for path in (built / "output").iterdir()] == ["small"]
    folders = {path.parent for path in (built / "output").rglob("question-paper.pdf")}
    assert {folder.parent for folder in folders} == {built / "output" / "small"}
    assert len(folders) == len(HOSTILE)


def test_no_cell_of_the_answer_key_is_a_formula(built: Path) -> None:
    with (built / "output" / "small" / "answer-key.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "'-rf" in cells
    assert not [cell for cell in cells if cell[:1] in tuple("=+@") or (cell[:1] == "-" and not _number(cell))]


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_a_name_that_no_font_has_is_told(workspace: Path) -> None:
    names = {"s1": "𓀀𓀁", "s2": "Ada 😀", "s3": "王\U0003134a", "s4": "A\ufeffda"}
    roster(workspace, names)
    done = run(*CLASS, cwd=workspace)
    assert done.returncode == 1
    assert (
        "error: candidate s1: no available font has U+13000 U+13001 of the name: its line is left blank" in done.stderr
    )
    assert "error: candidate s3: no available font has U+3134A of the name" in done.stderr
    assert "note: candidate s4: no available font has U+FEFF of the name: left out" in done.stderr
    assert "2 papers to be completed by hand" in done.stderr
    made = manifest(workspace / "output")["papers"]
    assert [entry["name"] for entry in made] == list(names.values())
    assert [entry["missing"].get("name", "") for entry in made] == ["𓀀𓀁", "", "\U0003134a", "\ufeff"]
    told = (workspace / "output" / "small" / "report.html").read_text(encoding="utf-8")
    assert "candidate s1: no available font has U+13000 U+13001" in told
    again = run(*CLASS, cwd=workspace)  # the papers that stand there are not complete by now
    assert again.returncode == 1


def test_a_faulty_roster_is_told_before_anything_is_written(workspace: Path) -> None:
    (workspace / "roster.csv").write_text("id;name\n1;A\n1;B\n;C\n", encoding="utf-8")
    done = run(*CLASS, cwd=workspace)
    assert done.returncode == 2
    assert "roster.csv:3" in done.stderr
    assert "roster.csv:4" in done.stderr
    assert not (workspace / "output").exists()


def test_versions_are_dealt(workspace: Path) -> None:
    done = run(*CLASS, "--versions", 2, cwd=workspace)
    assert done.returncode == 0
    with (workspace / "output" / "small" / "deal.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    labels = [row["version"] for row in rows]
    assert [row["id"] for row in rows] == [f"s{number}" for number in range(1, 7)]
    assert all(one != other for one, other in pairwise(labels))
    assert [entry["label"] for entry in manifest(workspace / "output")["papers"]] == ["A", "B"]


def test_split_parts_question_papers_from_answers(workspace: Path) -> None:
    assert run(*CLASS, "--split", cwd=workspace).returncode == 0
    names = {path.name for path in (workspace / "output" / "small" / "question-papers").rglob("*") if path.is_file()}
    assert names == {"question-paper.pdf"}
    marking = {path.name for path in (workspace / "output" / "small" / "marking" / "s1").iterdir()}
    assert {"answer-paper.pdf", "marking-scheme.pdf"} <= marking


def test_no_question_paper_carries_its_key(built: Path) -> None:
    """Neither numbers of the answers, nor reasons, nor points: in text, metadata, alt texts, attachments, streams."""
    for entry in manifest(built / "output")["papers"]:
        paper = built / "output" / "small" / entry["folder"] / "question-paper.pdf"
        scheme = pages.text(paper.with_name("marking-scheme.pdf").read_bytes())
        told = pages.everything(paper.read_bytes())
        key = next(q for q in entry["questions"] if q["id"] == "convolutions/parameter_count")["key"]
        assert key in scheme
        if int(key) > 1000:  # a smaller number may be a size as well
            assert key not in pages.text(paper.read_bytes())
        for word in (
            "Marking point",
            "Common errors",
            "True.",
            "False.",
            "spectral radius",
            str(entry["questions"][0]["seed"]),
        ):
            assert word not in told
        with pikepdf.open(paper) as document:
            assert not document.attachments


def test_same_inputs_same_bytes(workspace: Path) -> None:
    """On another day, with other jobs, locale, time zone, hash seed."""
    roster(workspace, {f"s{number}": f"Person {number}" for number in range(1, 9)})  # enough for workers
    env = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"}
    assert start(*CLASS, "--jobs", 1, cwd=workspace, env=env).returncode == 0
    env = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "99"}
    assert start(*WORKERS, "--output", "other", cwd=workspace, env=env).returncode == 0
    assert tree(workspace / "output") == tree(workspace / "other")


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/dev/full").exists(), reason="root writes anywhere")
def test_a_place_that_cannot_be_written_is_told(workspace: Path) -> None:
    (workspace / "file").write_text("x")
    done = run("build", "small.toml", "--output", "file", cwd=workspace)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize("engine", ["typst", pytest.param("latex", marks=pytest.mark.latex)])
@pytest.mark.parametrize("name", ["\U0001f469\u200d\U0001f4bb", "Ada\u200cLovelace", "\u202eevil", "\U0001fae8 x"])
def test_a_sign_that_is_never_seen_or_unknown_is_printed_or_told(workspace: Path, name: str, engine: str) -> None:
    roster(workspace, {"s1": name})
    done = run(*CLASS, "--engine", engine, cwd=workspace)
    shown = pages.text((workspace / "output" / "small" / "s1" / "question-paper.pdf").read_bytes())
    told = "candidate s1: no available font has" in done.stderr
    assert told or name.replace("\u202e", "") in shown or engine == "latex"  # whose names pypdfium2 reads without emoji
    assert done.returncode == int("error: candidate s1" in done.stderr)
