"""exampaper copy, as a user runs it."""

from __future__ import annotations

from pathlib import Path

from tests.command import run
from tests.conftest import ROOT

ID = "convolutions/output_size"


def test_a_packaged_question_becomes_ones_own(tmp_path: Path) -> None:
    done = run("copy", ID, cwd=tmp_path)
    assert done.returncode == 0
    *files, next_step = done.stdout.splitlines()
    assert files == [f"bank/{ID}.md", f"bank/{ID}.py"]
    for file in files:
        assert (tmp_path / file).read_bytes() == (ROOT / file).read_bytes()
    assert next_step == (f"yours to change; see it with: exampaper show {ID}; prove it with: exampaper check {ID}")
    assert done.stderr.startswith("note: bank/ here goes before the packaged bank; to have both, ")
    assert "--bank packaged --bank bank" in done.stderr


def test_what_is_changed_is_what_is_built(tmp_path: Path) -> None:
    run("copy", ID, cwd=tmp_path)
    text = tmp_path / "bank" / f"{ID}.md"
    text.write_text(text.read_text(encoding="utf-8").replace("title: ", "title: My own ", 1), encoding="utf-8")
    assert "My own" in run("list", "--bank", "packaged", "--bank", "bank", cwd=tmp_path).stdout
    assert "My own" in run("show", ID, "--seed", "1", cwd=tmp_path).stdout


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    run("copy", ID, cwd=tmp_path)
    python = tmp_path / "bank" / f"{ID}.py"
    (tmp_path / "bank" / f"{ID}.md").unlink()
    python.write_text("# mine\n", encoding="utf-8")
    done = run("copy", ID, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == f"error: bank/{ID}.py: already exists\n  choose another name\n"
    assert python.read_text(encoding="utf-8") == "# mine\n"
    assert not (tmp_path / "bank" / f"{ID}.md").exists()


def test_a_misspelt_question_is_told(tmp_path: Path) -> None:
    done = run("copy", "convolutions/output_sizes", cwd=tmp_path)
    assert (done.returncode, "did you mean 'convolutions/output_size'?" in done.stderr) == (2, True)
    assert not (tmp_path / "bank").exists()


QUESTION = """---
title: T
kind: open
marks: 1
minutes: 1
difficulty: 1
---
Why?

## Answer

So.

## Marking

- [1] So.
"""


def test_pictures_data_and_modules_of_its_own_come_along(tmp_path: Path) -> None:
    topic = tmp_path / "theirs" / "topic"
    topic.mkdir(parents=True)
    for name in ("q.md", "other.md", "qq.md"):
        (topic / name).write_text(QUESTION, encoding="utf-8")
    (topic / "q.py").write_text("import sys\nfrom _tables import _words\n", encoding="utf-8")
    (topic / "_tables.py").write_text("import _words\n", encoding="utf-8")
    for name in ("_words.py", "_others.py", "q.csv", "q.map.txt", "q.md~"):
        (topic / name).write_text("", encoding="utf-8")
    done = run("copy", "topic/q", "--from", "theirs", "--bank", "mine", cwd=tmp_path)
    assert done.returncode == 0
    copied = sorted(path.name for path in (tmp_path / "mine/topic").iterdir())
    assert copied == ["_tables.py", "_words.py", "q.csv", "q.map.txt", "q.md", "q.py"]
    assert "exampaper check topic/q --bank mine" in done.stdout


def test_a_module_that_is_there_stays_if_it_is_the_same(tmp_path: Path) -> None:
    topic = tmp_path / "theirs" / "topic"
    topic.mkdir(parents=True)
    for name in ("p", "q"):
        (topic / f"{name}.md").write_text(QUESTION, encoding="utf-8")
        (topic / f"{name}.py").write_text("import _words\n", encoding="utf-8")
    (topic / "_words.py").write_text("A = 1\n", encoding="utf-8")
    assert run("copy", "topic/p", "--from", "theirs", cwd=tmp_path).returncode == 0
    assert run("copy", "topic/q", "--from", "theirs", cwd=tmp_path).returncode == 0
    (tmp_path / "bank/topic/_words.py").write_text("A = 2\n", encoding="utf-8")
    for path in (tmp_path / "bank/topic").glob("q.*"):
        path.unlink()
    done = run("copy", "topic/q", "--from", "theirs", cwd=tmp_path)
    assert (done.returncode, "another module stands there" in done.stderr) == (2, True)
    assert not list((tmp_path / "bank/topic").glob("q.*"))
