"""Files that somebody edited stay, and none of before stands beside one of now."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from exampaper.files import stage
from tests.papers.place import KEYED, Place, named


@pytest.mark.parametrize("format", ["tex", "typ", "pdf"])
@pytest.mark.parametrize("also", [False, True], ids=["same bank", "bank edited"])
def test_what_somebody_edited_stays(place: Place, format: str, also: bool) -> None:
    place.build("--format", format)
    at = place.made / "A" / f"question-paper.{format}"
    mine = at.read_bytes() + b"% mine"
    ours = at.read_bytes()
    at.write_bytes(mine)
    if also:
        place.edit("What is", "Just what is")
    for _ in range(2):
        done = place.build("--format", format)
        assert done.code == 0
        assert f"A/question-paper.{format} was edited by hand and stays" in done.err
        assert at.read_bytes() == mine
        fresh = at.with_name(f"question-paper.new.{format}").read_bytes()
        assert (fresh == ours) != also
    assert place.build("--format", format, "--force").err.count("edited") == 0
    assert at.read_bytes() == fresh
    assert not at.with_name(f"question-paper.new.{format}").exists()


def test_an_edited_fresh_one_stays_as_well(place: Place) -> None:
    place.build("--format", "tex")
    at = place.made / "A" / "marking-scheme.tex"
    at.write_text("mine")
    place.build("--format", "tex")
    beside = at.with_name("marking-scheme.new.tex")
    beside.write_text("mine, too")
    place.edit("It is", "That is")
    place.build("--format", "tex")
    assert (at.read_text(), beside.read_text()) == ("mine", "mine, too")
    assert "That is" not in beside.read_text()
    assert "That is" in at.with_name("answer-paper.tex").read_text()
    assert at.with_name("marking-scheme.new2.tex").exists()


def test_a_pdf_that_somebody_compiled_stays(place: Place) -> None:
    place.build("--format", "tex")
    at = place.made / "A" / "question-paper.pdf"
    at.write_bytes(b"%PDF-1.7 of an edited source")
    done = place.build()
    assert "A/question-paper.pdf was edited by hand and stays" in done.err
    assert at.read_bytes() == b"%PDF-1.7 of an edited source"
    assert at.with_name("question-paper.new.pdf").read_bytes().startswith(b"%PDF")


def test_an_edited_answer_key_stays(place: Place) -> None:
    place.build("--format", "typ", "--versions", 2)
    path = place.made / "answer-key.csv"
    path.write_text("corrected by hand")
    place.edit("What is", "Just what is")
    place.edit("n: int", "n: int  # changed", "bank/t/q.py")
    done = place.build("--format", "typ", "--versions", 3)
    assert "answer-key.csv was edited by hand and stays" in done.err
    assert path.read_text() == "corrected by hand"
    assert path.with_name("answer-key.new.csv").read_text(encoding="utf-8-sig").count("\n") == 4


def test_an_edited_file_of_a_paper_that_is_gone_is_told(place: Place) -> None:
    place.build("--format", "tex", "--versions", 2)
    (place.made / "B" / "question-paper.tex").write_text("mine")
    done = place.build("--format", "tex", "--versions", 1, "--seed", 5)
    assert "edited by hand, and no longer part of any paper: output/e/B/question-paper.tex" in done.err
    assert [path.name for path in (place.made / "B").iterdir()] == ["question-paper.tex"]


@pytest.mark.parametrize("after", [*range(12), 15, 18, 22, 26, 30, 40])
def test_no_earlier_answers_stand_beside_a_new_question_paper(
    place: Place, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """The disk is full, or the power gone, at any step of writing."""
    place.build(*KEYED, "--format", "typ")
    old = place.files()
    place.edit("What is", "Just what is")
    steps = iter(range(after + 1))

    def step(*_: object) -> None:
        if next(steps, None) is None:
            raise KeyboardInterrupt

    def replace(self: Path, target: Path) -> Path:
        step()
        self.rename(target)
        return target

    def unlink(self: Path, missing_ok: bool = False) -> None:
        if self.suffix != ".part":
            step()
        if self.exists() or not missing_ok:
            os.unlink(self)  # noqa: PTH108 (Path.unlink is this function)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        patch.setattr(Path, "unlink", unlink)
        try:
            place.build(*KEYED, "--format", "typ")
        except KeyboardInterrupt:
            interrupted = True
        else:
            interrupted = False
    now = place.files()
    for candidate in ("s1", "s2", "s3"):
        names = [f"{candidate}/{document}.typ" for document in ("question-paper", "answer-paper", "marking-scheme")]
        stale = {at in now and now[at] == old[at] for at in names if at in now}
        assert len(stale) <= 1, candidate
    changed = any(now.get(at) != content for at, content in old.items() if at.endswith(".typ"))
    if interrupted and changed:
        assert "UNFINISHED.txt" in now
        assert now.get("answer-key.csv") is None
    done = place.build(*KEYED, "--format", "typ")
    assert (done.code, "edited" in done.err) == (0, False)
    assert "UNFINISHED.txt" not in place.files()
    assert all("Just what is" in content.decode() for content in named(place.files(), "question-paper").values())


def test_a_full_disk_leaves_what_stood_there(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.build("--format", "typ")
    before = place.files("A/*")
    place.edit("What is", "Just what is")

    def full(path: Path, content: bytes, *, private: bool = False) -> Path:
        if path.name == "marking-scheme.typ":
            raise OSError(28, "No space left on device")
        return stage(path, content, private=private)

    monkeypatch.setattr("exampaper.papers.replacement.stage", full)
    done = place.build("--format", "typ")
    assert done.code == 2
    assert "free some space" in done.err
    assert place.files("A/*") == before
    assert not list(place.made.rglob("*.part"))
