"""The secret of an exam is private, and papers of another one are left alone."""

from __future__ import annotations

import stat
from pathlib import Path

from tests.command import run
from tests.papers.candidates import CLASS, tree


def test_the_key_is_made_private_and_stays_outside(workspace: Path) -> None:
    assert run(*CLASS, cwd=workspace).returncode == 0
    key = workspace / "exam.key"
    assert len(key.read_bytes()) == 32
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    made = tree(workspace / "output")
    assert not [name for name, content in made.items() if key.read_bytes() in content]
    assert not [name for name, content in made.items() if key.read_bytes().hex().encode() in content]
    inside = run("build", "small.toml", "--key", "output/x.key", cwd=workspace)
    assert (inside.returncode, inside.stdout) == (2, "")
    assert not (workspace / "output" / "x.key").exists()


def test_a_key_that_others_can_read_or_that_is_none_is_refused(workspace: Path) -> None:
    (workspace / "open.key").write_bytes(bytes(32))
    (workspace / "open.key").chmod(0o644)
    (workspace / "short.key").write_bytes(b"secret")
    (workspace / "short.key").chmod(0o600)
    assert "chmod 600" in run("build", "small.toml", "--key", "open.key", cwd=workspace).stderr
    assert "6 bytes instead of 32" in run("build", "small.toml", "--key", "short.key", cwd=workspace).stderr
    both = run("build", "small.toml", "--key", "a.key", "--seed", 1, cwd=workspace)
    assert both.returncode == 2
    assert not (workspace / "a.key").exists()


def test_what_holds_answers_is_for_its_owner_alone(built: Path) -> None:
    for path in (built / "output" / "small").rglob("*"):
        if path.is_file():
            wanted = 0o644 if path.name == "question-paper.pdf" else 0o600
            assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_a_folder_of_another_key_is_left_alone(workspace: Path) -> None:
    assert run(*CLASS, cwd=workspace).returncode == 0
    before = tree(workspace / "output")
    for other in (("--key", "other.key"), ("--seed", 3), ()):
        done = run("build", "small.toml", *other, cwd=workspace)
        assert done.returncode == 2
        assert "a different key" in done.stderr
    assert tree(workspace / "output") == before
