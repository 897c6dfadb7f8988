"""The kinds of questions, one file each. A kind is added by a file here that makes a `KIND`, and by its templates."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

from exampaper.faults import fault
from exampaper.questions.behaviour import Behaviour
from exampaper.questions.kind import QuestionKind
from exampaper.questions.python_file import Execute, load_module
from exampaper.questions.question_file import Layout, QuestionFile


def _all_kinds() -> dict[str, QuestionKind]:
    kinds: dict[str, QuestionKind] = {}
    for module in pkgutil.iter_modules(__path__):
        kind: QuestionKind = importlib.import_module(f"{__name__}.{module.name}").KIND
        kinds[kind.name] = kind
    return kinds


DEFAULT = "computed"
"""The kind of a question that says none."""

KINDS = _all_kinds()
"""Each kind by its name."""


def layouts() -> dict[str, Layout]:
    """What the files of each kind look like."""
    return {name: kind.layout for name, kind in KINDS.items()}


def behaviour_of(file: QuestionFile, execute: Execute | None = None) -> Behaviour:
    """What a question does, by its kind. Raises Faulty."""
    python = file.path.with_suffix(".py")
    module = load_module(python, execute) if python.exists() else None
    kind = KINDS[file.front.kind]
    if module is None and kind.computes:
        raise fault("no Python file beside it", file.path, remedy=f"a {kind.name} question needs {python}")
    return kind.behaviour(file, module)


def front_matter_schema() -> dict[str, Any]:
    """JSON Schema of the front matter of all kinds, for editors: `kind` decides which keys there are."""
    models = [kind.layout.front_matter for kind in KINDS.values()]
    definitions: dict[str, Any] = {}
    branches = []
    for name, model in zip(KINDS, models, strict=True):
        schema = model.model_json_schema(ref_template="#/$defs/{model}")
        definitions |= schema.pop("$defs", {})
        schema["properties"]["kind"] = {"const": name}
        schema["title"] = f"a question of kind {name}"
        if name != DEFAULT:
            schema["required"] = [*schema["required"], "kind"]
        branches.append(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "the front matter of a question",
        "oneOf": branches,
        "$defs": definitions,
    }
