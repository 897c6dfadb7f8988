"""What a candidate reads, and nothing else, makes a paper's code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import Field, fields, is_dataclass, replace
from functools import partial
from typing import Any

import pytest

from exampaper import nodes
from exampaper.exams.loader import load
from exampaper.model import Candidate, Paper
from exampaper.nodes import Block, Paragraph, Text
from exampaper.papers.assemble import assemble_label
from exampaper.papers.documents import source
from exampaper.papers.identity import digests
from exampaper.questions.bank import Bank
from tests.conftest import ROOT

OTHER: tuple[Block, ...] = (Paragraph((Text("another text"),)),)
Change = tuple[str, Paper]


@pytest.fixture(scope="module")
def paper(bank: Bank) -> Paper:
    made = assemble_label(load(ROOT / "exams" / "deep-learning.toml"), bank, b"1", "A")
    candidate = Candidate("s1", "Ada", "s1", {"Room": "1", "e-mail": "a@b"})
    lines = ("Name", "Room", "Candidate number")
    return replace(made, candidate=candidate, heading=replace(made.heading, candidate=lines))


def test_whatever_changes_the_question_paper_changes_its_digest(paper: Paper) -> None:
    """Field by field, also fields that are still to come: what is printed is vouched for."""
    before, digest = sources(paper), digests(paper)["question-paper"]
    seen = set()
    for name, changed in changes(paper):
        if name.startswith(("Layout.", "QuestionLayout.", "Paper.layout", "Paper.pages")):
            continue  # how it is set out: a paper in large print asks the same
        if name not in ("Figure.alt", "Paper.code") and sources(changed) != before:
            assert digests(changed)["question-paper"] != digest, name
            seen.add(name)
    assert {"Heading.title", "Candidate.name", "Candidate.more", "PaperSection.title", "Variant.stem"} <= seen
    assert {"Heading.lang", "Variant.lang"} <= seen
    assert {"Part.text", "Part.label", "MarkingPoint.marks", "PlacedQuestion.number"} <= seen


@pytest.mark.parametrize(
    "name",
    [
        *("Part.answer", "Part.key", "Part.slips", "MarkingPoint.text", "Figure.alt"),
        *("Variant.printed", "Variant.answers", "Variant.params", "Variant.minutes", "Variant.title", "Paper.code"),
    ],
)
def test_what_only_markers_read_does_not(paper: Paper, name: str) -> None:
    found = [changed for each, changed in changes(paper) if each == name]
    assert found
    for changed in found:
        assert digests(changed)["question-paper"] == digests(paper)["question-paper"]
        if name != "Paper.code":
            assert digests(changed)["marking"] != digests(paper)["marking"]


def test_a_column_of_the_roster_that_is_not_printed_changes_no_code(paper: Paper) -> None:
    assert paper.candidate
    other = replace(paper, candidate=replace(paper.candidate, more={"Room": "1", "e-mail": "c@d"}))
    moved = replace(paper, candidate=replace(paper.candidate, more={"Room": "2", "e-mail": "a@b"}))
    assert digests(other)["question-paper"] == digests(paper)["question-paper"] != digests(moved)["question-paper"]


def sources(paper: Paper) -> list[str]:
    targets: tuple[str, ...] = ("typst", "latex")
    return [source(paper, "question-paper", target) for target in targets]


def changes(paper: Paper) -> Iterator[Change]:
    """The paper with one field changed, for every field of the dataclasses that it is made of: the first of each."""
    done: set[str] = set()
    for name, changed in _changes(paper, lambda made: made):
        if name not in done:
            done.add(name)
            yield name, changed


def _changes(value: Any, put: Callable[[Any], Any]) -> Iterator[tuple[str, Any]]:
    if isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from _changes(item, partial(_put_item, put, value, at))
    elif is_dataclass(value) and not isinstance(value, type | nodes.Graph):
        for field in fields(value):
            inner = getattr(value, field.name)
            if (other := _other(field, inner)) is not None:
                yield f"{type(value).__name__}.{field.name}", put(replace(value, **{field.name: other}))
            if field.name not in ("params", "answers"):
                yield from _changes(inner, partial(_put_field, put, value, field.name))


def _put_item(put: Callable[[Any], Any], value: tuple[Any, ...], at: int, item: Any) -> Any:
    return put((*value[:at], item, *value[at + 1 :]))


def _put_field(put: Callable[[Any], Any], value: Any, name: str, inner: Any) -> Any:
    return put(replace(value, **{name: inner}))


def _other(field: Field[Any], value: Any) -> Any:
    """Another value for a field; None where there is none that fits."""
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str():
            return {"format": "us-letter", "lang": "de"}.get(field.name, f"{value}x")
        case dict():
            return {key: f"{item}x" for key, item in value.items()}
    if field.name in ("stem", "text", "answer", "instruction"):
        return OTHER if not isinstance(value, str) else None
    if field.name == "instructions":
        return (*value, OTHER)
    if field.name == "slips":
        return value[1:] if value else None
    return "another value" if field.name in ("params", "answers") else None
