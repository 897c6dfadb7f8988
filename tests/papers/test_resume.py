"""A build that runs again: only what is missing is made, and no other paper changes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from pathlib import Path

from tests.command import begin, run
from tests.papers.candidates import BANK, CLASS, EXAM, WORKERS, manifest, roster, tree


def test_killed_at_any_moment_and_run_again_nothing_differs(workspace: Path) -> None:
    roster(workspace, {f"s{number}": f"Person {number}" for number in range(1, 9)})
    assert run(*CLASS, "--output", "undisturbed", cwd=workspace).returncode == 0
    whole = len(tree(workspace / "undisturbed"))
    for wanted in (0, 1, whole // 3, whole // 2, whole - 2):  # files that stand there, when it is killed
        with begin(*WORKERS, "--output", "killed", cwd=workspace) as process:
            while process.poll() is None and len(tree(workspace / "killed")) < wanted:
                time.sleep(0.01)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    assert run(*CLASS, "--output", "killed", cwd=workspace).returncode == 0
    assert tree(workspace / "killed") == tree(workspace / "undisturbed")


def test_only_what_is_missing_is_made_again(workspace: Path) -> None:
    assert run(*CLASS, cwd=workspace).returncode == 0
    folder = workspace / "output" / "small"
    before = tree(folder)
    (folder / "s2" / "answer-paper.pdf").unlink()
    (folder / "s3" / "marking-scheme.pdf").write_bytes(b"damaged")
    done = run(*CLASS, cwd=workspace)
    assert "4 papers already existed" in done.stdout
    assert tree(folder) == before


def test_what_failed_once_is_made_as_if_it_never_had(workspace: Path) -> None:
    roster(workspace, {f"s{number}": "P" for number in range(12)})
    assert run(*CLASS, cwd=workspace).returncode == 0
    whole = tree(workspace / "output" / "small")
    shutil.rmtree(workspace / "output")
    for name in ("s1", "s7", "s10"):  # files where folders shall be
        (workspace / "output" / "small" / name).mkdir(parents=True)
        (workspace / "output" / "small" / name / "marking-scheme.pdf").mkdir()
    assert run(*CLASS, cwd=workspace).returncode == 1
    assert len(manifest(workspace / "output")["papers"]) == 9
    for name in ("s1", "s7", "s10"):
        (workspace / "output" / "small" / name / "marking-scheme.pdf").rmdir()
    assert run(*CLASS, cwd=workspace).returncode == 0
    again = tree(workspace / "output" / "small")
    assert {at for at in whole if whole[at] != again.get(at)} <= {
        "manifest.json",
        "answer-key.csv",
        "report.html",
        "report.pdf",
    }
    papers = [
        {each["candidate"]: each for each in json.loads(told["manifest.json"])["papers"]} for told in (whole, again)
    ]
    assert papers[0] == papers[1]


def test_a_build_that_fails_takes_nothing_away(workspace: Path) -> None:
    shutil.copytree(BANK, workspace / "bank")
    assert run("build", "small.toml", cwd=workspace).returncode == 0
    before = tree(workspace / "output")
    question = workspace / "bank" / "convolutions" / "parameter_count.md"
    question.write_text(question.read_text(encoding="utf-8").replace("## Answer", "<< nothing >>\n\n## Answer"))
    done = run("build", "small.toml", cwd=workspace)
    assert done.returncode == 2
    assert "'nothing' is undefined" in done.stderr
    assert tree(workspace / "output") == before


def test_drafts_of_another_seed_do_not_stay_beside_new_ones(workspace: Path) -> None:
    assert run("build", "small.toml", "--versions", "3", "--seed", "1", cwd=workspace).returncode == 0
    (workspace / "output" / "small" / "B" / "notes.txt").write_text("mine")
    assert run("build", "small.toml", "--seed", "2", "--format", "tex", cwd=workspace).returncode == 0
    folder = workspace / "output" / "small"
    assert sorted(path.name for path in (folder / "A").glob("*.*")) == [
        ".built.json", "answer-paper.tex", "marking-scheme.tex", "question-paper.tex"
    ]  # fmt: skip
    assert [path.name for path in (folder / "B").glob("*.*")] == ["notes.txt"]
    assert not (folder / "C").exists()


def test_an_edit_keeps_what_was_printed_reprintable(workspace: Path) -> None:
    shutil.copytree(BANK, workspace / "bank")
    assert run(*CLASS, cwd=workspace).returncode == 0
    old = manifest(workspace / "output")["papers"][0]
    question = workspace / "bank" / "convolutions" / "parameter_count.md"
    text = question.read_text(encoding="utf-8")
    question.write_text(text.replace("How many", "Just how many"), encoding="utf-8")
    done = run(*CLASS, cwd=workspace)
    assert "6 papers have changed since the last build and have new codes" in done.stderr
    assert manifest(workspace / "output")["papers"][0]["code"] != old["code"]
    done = run("reprint", old["code"], "--output", "again", "--manifest", "output/small/manifest.json", cwd=workspace)
    assert done.returncode == 1
    assert "question 1 (convolutions/parameter_count): its text on this paper has changed" in done.stderr
    question.write_text(text, encoding="utf-8")
    done = run("reprint", old["code"], "--output", "again", "--manifest", "output/small/manifest.json", cwd=workspace)
    assert (done.returncode, done.stderr) == (0, "")
    done = run("reprint", old["code"], cwd=workspace)  # over papers that say something else
    assert (done.returncode, "different content" in done.stderr) == (2, True)


def test_newcomers_and_edits_change_no_other_paper(workspace: Path) -> None:
    roster(workspace, {f"s{number}": "P" for number in range(2, 6)})
    assert run(*CLASS, cwd=workspace).returncode == 0
    before = {entry["candidate"]: entry["questions"] for entry in manifest(workspace / "output")["papers"]}
    roster(workspace, {f"s{number}": "P" for number in range(9)})
    text = EXAM.replace("picks = [", 'picks = [\n  "attention/statements",')
    (workspace / "small.toml").write_text(text, encoding="utf-8")
    assert run(*CLASS, cwd=workspace).returncode == 0
    after = {entry["candidate"]: entry["questions"] for entry in manifest(workspace / "output")["papers"]}
    assert len(after) == 9
    for name, questions in before.items():
        now = {question["id"]: question["params"] for question in after[name]}
        assert {question["id"]: question["params"] for question in questions}.items() <= now.items()
