"""A target is one file and its templates: one made up here is written, compiled, checked and built like any other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from exampaper import nodes, targets
from exampaper.papers import documents
from exampaper.questions.bank import Bank
from exampaper.targets import DEFAULT, TARGETS, Target, discovered, engines, formats
from exampaper.testing import check_kinds, check_secrecy, check_target, check_words
from tests.command import run

SAMPLE = Path(__file__).with_name("sample")


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of a target whose file is in the package of targets for the time of a test."""
    monkeypatch.setattr(targets, "__path__", [*targets.__path__, str(SAMPLE)])
    name = "made-up"
    monkeypatch.setitem(TARGETS, name, discovered(targets.__path__)[name])
    documents._environment.cache_clear()
    yield name
    documents._environment.cache_clear()


def test_a_file_is_all_it_takes(made_up: str) -> None:
    assert list(discovered(targets.__path__)) == ["html", "latex", "made-up", "plain", "typst"]
    assert formats() == ["pdf", "tex", "typ", "mu"]
    assert engines() == ["typst", "latex", "made-up"]


def test_it_conforms(made_up: str, bank: Bank) -> None:
    check_target(made_up, bank)


def test_papers_are_built_in_it(made_up: str, tmp_path: Path) -> None:
    command = (
        "build",
        "seed",
        "--versions",
        "1",
        "--jobs",
        "1",
        "--engine",
        made_up,
        "--format",
        "pdf",
        "--format",
        "mu",
    )
    assert run(*command, cwd=tmp_path).returncode == 0
    folder = tmp_path / "output" / "seed" / "A"
    for document in ("question-paper", "answer-paper", "marking-scheme"):
        written = (folder / f"{document}.mu").read_bytes()
        assert (folder / f"{document}.pdf").read_bytes() == b"%PDF-made-up\n" + written
    assert '"made-up": "1"' in (tmp_path / "output" / "seed" / "manifest.json").read_text(encoding="utf-8")


def test_a_paper_in_it_is_reprinted(made_up: str, tmp_path: Path) -> None:
    command = ("build", "seed", "--versions", "1", "--jobs", "1", "--engine", made_up)
    assert run(*command, cwd=tmp_path).returncode == 0
    before = (tmp_path / "output" / "seed" / "A" / "question-paper.pdf").read_bytes()
    code = before.decode().partition("code[")[2].partition("]")[0]
    done = run("reprint", code, "--output", "again", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (again,) = (tmp_path / "again").rglob("question-paper.pdf")
    assert again.read_bytes() == before


def _changed(name: str, **changes: Any) -> Target:
    """The target with a writer of which something is changed."""
    target = TARGETS[name]
    tools = replace(target.tools, writer=replace(target.writer, **changes))
    return replace(target, load=lambda: tools)


def test_a_kind_of_node_that_a_writer_forgets_is_told(made_up: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = dict(TARGETS[made_up].writer.block_kinds)
    del kinds[nodes.Figure]
    monkeypatch.setitem(TARGETS, made_up, _changed(made_up, block_kinds=kinds))
    with pytest.raises(AssertionError, match="made-up: blocks"):
        check_kinds(made_up)


@pytest.mark.parametrize("kind", [nodes.CodeBlock, nodes.Table, nodes.Listing, nodes.Quote, nodes.Paragraph])
def test_words_that_a_writer_loses_are_told(made_up: str, monkeypatch: pytest.MonkeyPatch, kind: type) -> None:
    kinds = {**TARGETS[made_up].writer.block_kinds, kind: lambda w, n: "nothing"}
    monkeypatch.setitem(TARGETS, made_up, _changed(made_up, block_kinds=kinds))
    with pytest.raises(AssertionError, match="zebra"):
        check_words(made_up)


def test_a_question_paper_that_tells_answers_is_told(
    made_up: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(SAMPLE / "templates", templates)
    shutil.copy(templates / "answer_paper.mu", templates / "question_paper.mu")
    monkeypatch.setitem(TARGETS, made_up, replace(TARGETS[made_up], templates=templates))
    documents._environment.cache_clear()
    with pytest.raises(AssertionError, match="made-up: the question-paper shows"):
        check_secrecy(made_up)


def test_an_unknown_format_or_engine_is_refused_with_those_there_are(tmp_path: Path) -> None:
    for option, names in (("--format", formats()), ("--engine", engines())):
        done = run("build", "seed", option, "docx", cwd=tmp_path)
        assert done.returncode == 2
        assert ", ".join(map(repr, names)) in done.stderr


def test_the_default_target_makes_pdfs() -> None:
    assert TARGETS[DEFAULT].compiled
    assert TARGETS[DEFAULT].documents


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_is_what_it_says(name: str) -> None:
    target = TARGETS[name]
    assert target.name == name
    assert target.writer.suffix == target.suffix
    assert target.compiled == (target.tools.engine is not None)
    assert not target.batched or target.compiled
    assert target.documents == target.folder.is_dir()
