"""Manifests: read back as they were written, and told plainly where they cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from exampaper.faults import Faulty
from exampaper.manifest import VERSION, Manifest, dumped, read

QUESTION = {"id": "a/b", "number": 1, "marks": 2, "seed": 7, "pin": None, "redrawn": 0, "params": {"n": 1.5}}
PAPER = {
    "code": "K7P2-9XWA-5",
    "label": "A",
    "sections": [1],
    "specification": "x",
    "batch": 0,
    "files": {"A/q": "0"},
    "mates": [],
    "built": {"formats": ["pdf"]},
    "with": {"templates": "t", "program": "p", "versions": {"typst": "0"}},
    "questions": [{**QUESTION, "answers": {"n": 3}, "text": "t", "question": "q"}],
}
OLDEST: dict[str, Any] = {
    "exam": "e",
    "secret": {"key": True, "mark": "m"},
    "specifications": {"x": {}},
    "papers": [PAPER],
    "failed": [],
    "superseded": [],
}
"""The least that a manifest holds, as the first releases wrote it."""


def fault_of(values: Any, folder: Path) -> tuple[str, str]:
    """The code and the message of the fault of a manifest."""
    path = folder / "manifest.json"
    path.write_text(values if isinstance(values, str) else json.dumps(values), encoding="utf-8")
    with pytest.raises(Faulty) as caught:
        read(path)
    (fault,) = caught.value.faults
    assert fault.place.file == path
    assert fault.remedy
    return fault.code, fault.message


def test_what_was_written_is_read_and_written_again() -> None:
    manifest = Manifest.model_validate_json(json.dumps(OLDEST))
    assert json.loads(dumped(manifest)) == OLDEST
    assert manifest.papers[0].questions[0].exam_marks == 2


def test_a_damaged_manifest_is_told_with_what_is_wrong(tmp_path: Path) -> None:
    assert fault_of("{", tmp_path) == ("manifest/damaged", "is not a manifest")
    for change, place in (
        ({"papers": [{**PAPER, "code": None}]}, "papers.0.code"),
        ({"papers": [{**PAPER, "specification": "y"}]}, "the exam of paper A is missing"),
        ({"exam": "../x"}, "exam"),
        ({"more": 1}, "more"),
    ):
        code, message = fault_of({**OLDEST, **change}, tmp_path)
        assert code == "manifest/damaged"
        assert place in message
    assert fault_of([], tmp_path)[0] == "manifest/damaged"


def test_a_manifest_of_another_version_is_told_as_such(tmp_path: Path) -> None:
    code, message = fault_of({**OLDEST, "version": VERSION + 1, "more": 1}, tmp_path)
    assert code == "manifest/version"
    assert f"version {VERSION + 1}" in message


def test_a_manifest_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Faulty, match="cannot be read"):
        read(tmp_path / "manifest.json")
