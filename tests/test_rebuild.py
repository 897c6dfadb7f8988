"""A second build over a first one: nobody's work is lost, nobody is misled, and only what changed is set anew."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from exampaper import cli
from exampaper.faults import Faulty
from exampaper.files import stage
from exampaper.papers import render
from tests import pages

EXAM = """
id = "e"
title = "An exam"
[[sections]]
title = "One"
picks = ["t/q"]
"""
QUESTION = """---
title: Sum
kind: computed
marks: 2
minutes: 3
difficulty: 2
key: << total >>
---
What is $<< n >> + 1$?

![two nodes](figure:g)

## Answer

It is << total >>.

## Marking

- [2] << total >>
"""
PYTHON = """
from dataclasses import dataclass
from exampaper.nodes import Graph, GraphEdge
@dataclass(frozen=True)
class Params:
    n: int
@dataclass(frozen=True)
class Answers:
    total: int
def draw(rng): return Params(rng.integer(1, 9999))
def solve(params): return Answers(params.n + 1)
def check(params, answers): assert answers.total - 1 == params.n
def figures(params, answers):
    return {"g": Graph((("a", "a"), ("b", "b")), (GraphEdge("a", "b"),))}
"""


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Place:
    """A working folder with an exam, its bank and a roster."""

    folder: Path

    def run(self, *arguments: object) -> Done:
        done = CliRunner().invoke(cli.app, [*map(str, arguments)])
        if isinstance(done.exception, Faulty):
            return Done(2, done.stdout, "\n".join(map(str, done.exception.faults)) + done.stderr)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Done(done.exit_code, done.stdout, done.stderr)

    def build(self, *arguments: object) -> Done:
        return self.run("build", "e.toml", "--jobs", 1, *arguments)

    def edit(self, old: str, new: str, file: str = "bank/t/q.md") -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def roster(self, *ids: str) -> None:
        with (self.folder / "roster.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["id", "name"], *([id, f"Person {id}"] for id in ids)])

    @property
    def made(self) -> Path:
        return self.folder / "output" / "e"

    @property
    def manifest(self) -> Any:
        return json.loads((self.made / "manifest.json").read_bytes())

    def files(self, pattern: str = "**/*") -> dict[str, bytes]:
        found = (path for path in self.made.glob(pattern) if path.is_file())
        return {path.relative_to(self.made).as_posix(): path.read_bytes() for path in found}

    def codes(self) -> dict[str, str]:
        return {each.get("candidate", each.get("label")): each["code"] for each in self.manifest["papers"]}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.chdir(tmp_path)
    render.cached_bank.cache_clear()  # a process of one's own would load it afresh
    monkeypatch.setattr(render, "cached_bank", render.cached_bank.__wrapped__)
    (tmp_path / "bank" / "t").mkdir(parents=True)
    (tmp_path / "bank" / "t" / "q.md").write_text(QUESTION, encoding="utf-8")
    (tmp_path / "bank" / "t" / "q.py").write_text(PYTHON, encoding="utf-8")
    (tmp_path / "e.toml").write_text(EXAM, encoding="utf-8")
    made = Place(tmp_path)
    made.roster("s1", "s2", "s3")
    return made


KEYED = ("--roster", "roster.csv", "--key", "exam.key")


def named(files: dict[str, bytes], name: str) -> dict[str, bytes]:
    return {at: content for at, content in files.items() if Path(at).stem == name}


# ------------------------------------------------------------------ documents of their own


@pytest.mark.parametrize("engine", ["typst", pytest.param("latex", marks=pytest.mark.latex)])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- [2] << total >>", "- [1] << total >>\n- [1] a reason"),
        ("It is << total >>.", "That is << total >>."),
        ("![two nodes]", "![two nodes and an arrow]"),
    ],
    ids=["marking", "answer", "description"],
)
def test_what_no_candidate_reads_changes_no_question_paper(place: Place, engine: str, old: str, new: str) -> None:
    formats = ("--engine", engine, "--format", "pdf", "--format", "tex", "--format", "typ")
    assert place.build(*KEYED, *formats).code == 0
    before, codes = place.files(), place.codes()
    place.edit(old, new)
    done = place.build(*KEYED, *formats)
    after = place.files()
    assert place.codes() == codes
    assert named(before, "question-paper") == named(after, "question-paper")
    assert named(before, "marking-scheme").keys() == named(after, "marking-scheme").keys()
    assert place.manifest["superseded"] == []
    assert "new code" not in done.err
    told = done.err.partition("of 3 papers, ")[2]
    assert "the question paper" in told.partition(" changed; ")[2]
    for candidate, code in codes.items():
        assert code in pages.text((place.made / candidate / "marking-scheme.pdf").read_bytes())
    assert ("the answer paper" in told.partition(" changed")[0]) == (not old.startswith("-"))
    place.build(*KEYED, *formats)
    assert place.files("s*/*") == {at: content for at, content in after.items() if "/" in at}


def test_a_description_reaches_the_question_paper_when_it_is_asked_for(place: Place) -> None:
    place.build(*KEYED, "--format", "typ")
    place.edit("![two nodes]", "![a to b]")
    told = "the description of a figure has changed: the question papers of 3 papers stay as set before"
    for _ in range(2):  # also when nothing is made any more
        assert told in place.build(*KEYED, "--format", "typ").err
    code = place.codes()["s1"]
    again = place.run("reprint", code, "--output", "again")
    assert "the description of a figure has changed since" in again.err
    assert told not in place.build(*KEYED, "--format", "typ", "--force").err
    assert all(b"a to b" in content for content in named(place.files(), "question-paper").values())
    assert place.codes()["s1"] == code


@pytest.mark.parametrize(
    ("old", "new", "file"),
    [
        ("What is", "What's", "bank/t/q.md"),
        ("marks: 2", "marks: 3", "bank/t/q.md"),
        ("An exam", "The exam", "e.toml"),
        ("Person s", "Dr s", "roster.csv"),
    ],
)
def test_what_a_candidate_reads_gives_another_code(place: Place, old: str, new: str, file: str) -> None:
    place.build(*KEYED, "--format", "typ")
    codes = place.codes()
    place.edit(old, new, file)
    if new == "marks: 3":
        place.edit("[2]", "[3]")
    assert "3 papers say something else" in place.build(*KEYED, "--format", "typ").err
    assert not set(codes.values()) & set(place.codes().values())
    assert len(place.manifest["superseded"]) == 3


def test_minutes_and_titles_are_no_part_of_a_code(place: Place) -> None:
    place.build(*KEYED, "--format", "typ")
    before = place.files()
    place.edit("minutes: 3", "minutes: 4")
    place.edit("title: Sum", "title: A sum")
    assert "code" not in place.build(*KEYED, "--format", "typ").err.replace("the code did not", "")
    assert named(before, "question-paper") == named(place.files(), "question-paper")


# ------------------------------------------------------------------ edited by hand


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


def test_sources_alone_leave_the_pdfs_beside_them(place: Place) -> None:
    place.build(*KEYED)
    before = named(place.files("s1/*"), "question-paper")
    assert place.build(*KEYED, "--format", "tex").code == 0
    assert before.items() <= named(place.files("s1/*"), "question-paper").items()
    code = place.codes()["s1"]
    assert place.run("reprint", code, "--output", "again").code == 0
    again = place.folder / "again" / "e" / "s1"
    assert sorted(path.name for path in again.iterdir()) == sorted(
        path.name for path in (place.made / "s1").iterdir() if path.name != ".built.json"
    )
    place.edit("It is", "That is")
    place.build(*KEYED, "--format", "tex")
    assert sorted(path.name for path in (place.made / "s1").glob("*.pdf")) == ["question-paper.pdf"]  # no stale answers


def test_pdfs_of_another_code_do_not_stay(place: Place) -> None:
    place.edit("key: << total >>", "key: << total >>\npins:\n  one: {n: 1}")
    place.edit('"t/q"', '{ question = "t/q", pin = "one" }', "e.toml")  # the same on every paper
    place.build()
    place.build("--seed", 7, "--format", "tex")
    assert sorted(path.suffix for path in (place.made / "A").glob("*-*")) == [".tex"] * 3


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
    assert "edited by hand, and of no paper any more: output/e/B/question-paper.tex" in done.err
    assert [path.name for path in (place.made / "B").iterdir()] == ["question-paper.tex"]


# ------------------------------------------------------------------ builds that fail half-way


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


def test_papers_of_an_earlier_build_are_told_where_one_fails(place: Place) -> None:
    place.build(*KEYED, "--format", "typ")
    before = place.files("s2/*")
    values = {each["candidate"]: each["questions"][0]["params"]["n"] for each in place.manifest["papers"]}
    place.edit("params.n + 1)", f"params.n + 1 // (params.n - {values['s2']}))", "bank/t/q.py")
    done = place.build(*KEYED, "--format", "typ")
    assert done.code == 1
    assert "what stands of s2 is of an earlier build: it could not be made now" in done.err
    assert place.files("s2/*") == before


def test_papers_of_an_earlier_build_are_told_where_all_fail(place: Place) -> None:
    place.build(*KEYED, "--format", "typ")
    before = place.files()
    place.edit("params.n + 1)", "params.n + 1 if params.n not in TAKEN else 1 // 0)", "bank/t/q.py")
    values = [each["questions"][0]["params"]["n"] for each in place.manifest["papers"]]
    place.edit(
        "@dataclass(frozen=True)\nclass Params",
        f"TAKEN = {values}\n@dataclass(frozen=True)\nclass Params",
        "bank/t/q.py",
    )
    done = place.build(*KEYED, "--format", "typ")
    assert done.code == 2
    assert "is of an earlier build, and stays as it is" in done.err
    assert place.files() == before


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


# ------------------------------------------------------------------ who left, and came back


@pytest.mark.parametrize("split", [(), ("--split",)], ids=["plain", "split"])
def test_who_left_the_roster_is_put_apart_and_back(place: Place, split: Sequence[str]) -> None:
    build = (*KEYED, "--format", "typ", *split)
    place.build(*build)
    before, codes = place.files(), place.codes()
    place.roster("s1", "s3")
    for number in range(2):
        done = place.build(*build)
        assert ("no longer on the roster: s2" in done.err) == (number == 0)
        apart = {at.removeprefix("withdrawn/") for at in place.files() if at.startswith("withdrawn/")}
        assert apart == {at for at in before if "s2/" in at}
        assert not [at for at in place.files() if "s2/" in at and not at.startswith("withdrawn/")]
    assert place.codes() == {name: code for name, code in codes.items() if name != "s2"}
    assert [each["candidate"] for each in place.manifest["withdrawn"]] == ["s2"]
    assert "s2" not in (place.made / "answer-key.csv").read_text()
    assert place.run("reprint", codes["s2"], "--output", "again").code == 0
    again = place.folder / "again" / "e"
    assert {path.relative_to(again).as_posix() for path in again.rglob("*.typ")} == {
        at for at in before if "s2/" in at and at.endswith(".typ")
    }
    place.roster("s1", "s2", "s3")
    done = place.build(*build)
    assert "on the roster again: s2" in done.err
    assert "3 papers stood there already" in done.out
    assert place.codes() == codes
    assert {at: content for at, content in place.files().items() if "/" in at} == {
        at: content for at, content in before.items() if "/" in at
    }
    assert not (place.made / "withdrawn").exists()


def test_what_was_edited_goes_with_who_left(place: Place) -> None:
    place.build(*KEYED, "--format", "tex")
    (place.made / "s2" / "question-paper.tex").write_text("mine")
    (place.made / "s2" / "notes.txt").write_text("large print")
    place.roster("s1", "s3")
    place.build(*KEYED, "--format", "tex")
    assert (place.made / "withdrawn" / "s2" / "question-paper.tex").read_text() == "mine"
    place.roster("s1", "s2", "s3")
    place.build(*KEYED, "--format", "tex")
    assert (place.made / "s2" / "question-paper.tex").read_text() == "mine"
    assert (place.made / "s2" / "notes.txt").read_text() == "large print"


def test_a_version_that_was_dealt_is_kept_for_who_comes_back(place: Place) -> None:
    build = (*KEYED, "--versions", 2, "--format", "typ")
    place.build(*build)
    dealt = {each["id"]: each["label"] for each in place.manifest["deal"]}
    place.roster("s1", "s3")
    done = place.build(*build)
    assert "no longer on the roster: s2" in done.err
    place.roster("s2", "s1", "s3")
    place.build(*build)
    assert {each["id"]: each["label"] for each in place.manifest["deal"]} == dealt


# ------------------------------------------------------------------ banks and keys


def test_a_misspelt_key_makes_nothing(place: Place) -> None:
    place.build(*KEYED, "--format", "typ")
    for _ in range(2):
        done = place.build("--roster", "roster.csv", "--key", "exma.key", "--format", "typ")
        assert done.code == 2
        assert "there is no file exma.key, and this folder holds papers of another key" in done.err
        assert not (place.folder / "exma.key").exists()
        (place.made / "manifest.json").unlink(missing_ok=True)  # as after a build that was killed
    assert place.build(*KEYED, "--format", "typ").code == 0


def test_drafts_are_no_obstacle_to_a_key(place: Place) -> None:
    place.build("--format", "typ")
    assert place.build(*KEYED, "--format", "typ").code == 0


@pytest.mark.parametrize("moved", [False, True])
def test_a_reprint_finds_the_banks_of_the_build(
    place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, moved: bool
) -> None:
    shutil.move(place.folder / "bank", place.folder / "mine")
    place.build("--format", "typ", "--bank", "packaged", "--bank", "mine")
    code = place.codes()["A"]
    there = place.folder
    if moved:
        there = tmp_path_factory.mktemp("moved") / "all"
        shutil.copytree(place.folder, there)
        shutil.rmtree(place.folder / "mine")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(elsewhere)
    done = place.run("reprint", code, "--manifest", there / "output" / "e" / "manifest.json")
    assert (done.code, done.err) == (0, "")
    assert place.manifest["banks"] == ["packaged", "../../mine"]


def test_a_bank_that_is_gone_is_told(place: Place) -> None:
    shutil.move(place.folder / "bank", place.folder / "mine")
    place.build("--format", "typ", "--bank", "mine")
    shutil.move(place.folder / "mine", place.folder / "yours")
    done = place.run("reprint", place.codes()["A"])
    assert "the build's bank" in done.err
    assert place.run("reprint", place.codes()["A"], "--bank", "yours").code == 0


def test_later_banks_go_before(place: Place) -> None:
    shutil.copytree(place.folder / "bank", place.folder / "other")
    place.edit("What is", "Other:", "other/t/q.md")
    place.build("--format", "typ", "--bank", "bank", "--bank", "other")
    assert b"Other:" in (place.made / "A" / "question-paper.typ").read_bytes()
    place.edit('"t/q"', '"rnn/statements"', "e.toml")
    hint = place.build("--format", "typ").err.rpartition("name them")[2]
    named = [word for word in hint.split() if word in ("bank", "packaged")]
    assert named[-2:] == ["packaged", "bank"]
