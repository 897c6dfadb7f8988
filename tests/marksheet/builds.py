"""Manifests of made-up builds, as far as a mark sheet asks of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from exampaper.manifest import Manifest

Json = dict[str, Any]

TWO = ({"": 4}, {"a": 2, "b": 3})
"""A question of four marks, and one with parts of two and three."""


def paper(name: str, parts: Sequence[Mapping[str, int]] = TWO, *, label: bool = False, **more: Any) -> Json:
    """A paper of a candidate or label, with questions of these parts."""
    questions = []
    for number, of in enumerate(parts, 1):
        questions.append(question(f"t/q{number}", number, of))
    owner: Json = {"label": name} if label else {"candidate": name, "name": f"Name {name}", "folder": name}
    return {
        "code": f"CODE-{name}",
        **owner,
        "sections": [len(questions)],
        "questions": questions,
        "specification": "x",
        "batch": 0,
        "files": {},
        "mates": [],
        "built": {},
        "with": {"versions": {}},
        **more,
    }


def question(id: str, number: int, parts: Mapping[str, float], params: Json | None = None, **more: Any) -> Json:
    return {
        "id": id,
        "number": number,
        "marks": sum(parts.values()),
        "seed": 1,
        "pin": None,
        "redrawn": 0,
        "params": params or {},
        "answers": {},
        "text": "",
        "question": "",
        "parts": dict(parts),
        "forms": list(params or {}),
        **more,
    }


def manifest(papers: Sequence[Json], **more: Any) -> Manifest:
    values = {
        "exam": "e",
        "title": "E",
        "secret": {"key": False, "mark": ""},
        "specifications": {"x": {"id": "e", "title": "E", "sections": []}},
        "papers": papers,
        "failed": [],
        "superseded": [],
        **more,
    }
    return Manifest.model_validate_json(json.dumps(values))


def class_of(*names: str, **more: Any) -> Manifest:
    """A build of a roster."""
    return manifest([paper(name) for name in names], **more)
