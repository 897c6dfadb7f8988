"""Reprints: the same to the last byte, or an account of what has changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest

from tests import pages
from tests.command import run
from tests.papers.candidates import BANK, CLASS, EXAM, manifest, roster, tree


def test_a_reprint_is_the_same_to_the_last_byte(built: Path, tmp_path: Path) -> None:
    for entry in manifest(built / "output")["papers"][:3]:
        typed = entry["code"].lower().replace("-", " ").replace("0", "o").replace("1", "l")
        command = ("reprint", typed, "--output", tmp_path)
        assert run(*command, "--manifest", "output/small/manifest.json", cwd=built).returncode == 0
        for at in entry["files"]:
            assert (tmp_path / "small" / at).read_bytes() == (built / "output" / "small" / at).read_bytes()


def test_a_reprint_from_the_key_is_the_same(built: Path, tmp_path: Path) -> None:
    entry = manifest(built / "output")["papers"][4]
    exam = ("--exam", "small.toml", "--roster", "roster.csv", "--key", "exam.key")
    done = run("reprint", entry["code"], "--output", tmp_path, *exam, cwd=built)
    assert done.returncode == 0
    assert "vouches" in done.stderr
    for at in entry["files"]:
        assert (tmp_path / "small" / at).read_bytes() == (built / "output" / "small" / at).read_bytes()
    (built / "changed.toml").write_text(EXAM.replace('title = "One"', 'title = "Two"'), encoding="utf-8")
    changed = run("reprint", entry["code"], "--output", tmp_path / "x", "--exam", "changed.toml", *exam[2:], cwd=built)
    (built / "changed.toml").unlink()
    assert changed.returncode == 2
    assert "has the code" in changed.stderr
    assert not (tmp_path / "x").exists()


def test_drift_is_told_and_nothing_else_printed(workspace: Path) -> None:
    shutil.copytree(BANK, workspace / "bank")
    assert run(*CLASS, cwd=workspace).returncode == 0
    entry = manifest(workspace / "output")["papers"][0]
    question = workspace / "bank" / "convolutions" / "parameter_count.md"
    text = question.read_text(encoding="utf-8")
    question.write_text(text.replace("title: ", "title: New "), encoding="utf-8")
    done = run("reprint", entry["code"], "--output", "again", "--manifest", "output/small/manifest.json", cwd=workspace)
    assert done.returncode == 1
    assert "question 1 (convolutions/parameter_count): its text on this paper has changed" in done.stderr
    assert done.stderr.count("question ") == 1
    assert not (workspace / "again").exists()
    question.write_text(text + "\n", encoding="utf-8")
    done = run("reprint", entry["code"], "--output", "again", "--manifest", "output/small/manifest.json", cwd=workspace)
    assert done.returncode == 0
    assert "its files have changed; this paper says the same" in done.stderr
    assert "not affected" in done.stderr


@pytest.mark.parametrize("typed", ["", "0000", "0000-0000-1", "K7P2-9XWA-5M", "../../etc"])
def test_a_mistyped_code_is_told(workspace: Path, typed: str) -> None:
    done = run("reprint", typed, cwd=workspace)
    assert done.returncode == 2
    assert "is not a valid paper code" in done.stderr


@pytest.mark.latex
def test_a_latex_paper_is_the_same_whoever_leaves(workspace: Path) -> None:
    latex = ("build", "small.toml", "--roster", "roster.csv", "--key", "exam.key", "--engine", "latex")
    assert run(*latex, cwd=workspace).returncode == 0
    before = tree(workspace / "output" / "small")
    roster(workspace, {name: f"Person {name[1]}" for name in ("s5", "s3", "s1")})  # three gone, and in another order
    (workspace / "output" / "small" / "s3" / "answer-paper.pdf").unlink()
    (workspace / "roster.csv").write_text("id,name,room\ns5,Person 5,R5\ns3,Person 3,R3\ns1,Person 1,R1\n")
    assert run(*latex, cwd=workspace).returncode == 0
    after = {at.removeprefix("withdrawn/"): content for at, content in tree(workspace / "output" / "small").items()}
    assert {at: content for at, content in after.items() if at.endswith(".pdf") and "/" in at} == {
        at: content for at, content in before.items() if at.endswith(".pdf") and "/" in at
    }
    code = next(each["code"] for each in manifest(workspace / "output")["papers"] if each["candidate"] == "s5")
    assert run("reprint", code, "--output", "again", cwd=workspace).returncode == 0


@pytest.mark.latex
def test_latex_papers_are_reprinted_to_the_last_byte(workspace: Path) -> None:
    latex = ("build", "small.toml", "--roster", "roster.csv", "--key", "exam.key", "--engine", "latex")
    assert run(*latex, cwd=workspace).returncode == 0
    entry = manifest(workspace / "output")["papers"][2]
    for at in entry["files"]:
        with pikepdf.open(workspace / "output" / "small" / at) as paper:
            assert str(paper.docinfo["/Title"]).endswith("Candidate s3")
            assert [item.title for item in paper.open_outline().root] == ["One"]
            total = len(paper.pages)
        shown = pages.text((workspace / "output" / "small" / at).read_bytes())
        assert shown.count(f"of {total} ") >= total
    assert run("reprint", entry["code"], "--output", "again", cwd=workspace).returncode == 0
    for at in entry["files"]:
        assert (workspace / "again" / "small" / at).read_bytes() == (workspace / "output" / "small" / at).read_bytes()
