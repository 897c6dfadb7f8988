"""The kinds of questions, one file each. A kind is added by a file here that makes a `KIND`, and by its templates."""

from __future__ import annotations

import importlib
import pkgutil

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
