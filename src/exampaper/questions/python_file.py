"""A question's Python file: executed in a module of its own, and what it raises told with its line."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType

from exampaper.faults import fault
from exampaper.questions.private_modules import importable, private_modules

Execute = Callable[[ModuleType, Path], None]
"""Runs a Python file in its module: as it stands, or for a check with its steps counted."""


def load_module(path: Path, execute: Execute | None = None) -> ModuleType:
    """A Python file, executed under a name of its own, with the private modules that it imports.

    Raises Faulty for what it or one of them raises.
    """
    with ExitStack() as stack:
        for shared in private_modules(path):
            stack.enter_context(importable(_executed(shared, execute), shared))
        return _executed(path, execute)


def _executed(path: Path, execute: Execute | None) -> ModuleType:
    name = f"exampaper_bank.{'_'.join(path.resolve().with_suffix('').parts[1:])}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their own module up
    try:
        (execute or _as_it_stands)(module, path)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a question that calls exit() ends itself, not the program
        del sys.modules[name]
        line = error.lineno if isinstance(error, SyntaxError) else line_in(error, path)
        raise fault(in_a_line(error), path, line, f"python {path} shows it, too") from error
    return module


def _as_it_stands(module: ModuleType, path: Path) -> None:
    """Run the source itself: Python's cache of compiled files takes two edits within a second for one."""
    exec(compile(path.read_bytes(), path, "exec", dont_inherit=True), module.__dict__)


def line_in(error: BaseException, path: Path) -> int | None:
    """The last line of this file on the way to the error."""
    names = {str(path), str(path.resolve())}
    line = None
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename in names:
            line = step.tb_lineno
        step = step.tb_next
    return line


def in_a_line(error: BaseException) -> str:
    """An error's kind and message, on one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}".removesuffix(": ")
