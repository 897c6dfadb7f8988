"""Python that several questions of a topic share: `_name.py` beside them, imported as `from _name import …`."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType


def private_modules(python: Path) -> list[Path]:
    """The private modules that a Python file imports, however indirectly, each after those that it needs itself."""
    found: list[Path] = []
    _gather(python, found, set())
    return found


def _gather(python: Path, found: list[Path], seen: set[Path]) -> None:
    for name in _imported(python):
        path = python.with_name(f"{name}.py")
        if path.is_file() and path not in seen:
            seen.add(path)
            _gather(path, found, seen)
            found.append(path)


def _imported(python: Path) -> list[str]:
    """The names of modules that begin with an underscore; none of a file that is no Python."""
    try:
        tree = ast.parse(python.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return []
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.append(node.module)
    return sorted({name for name in names if name.startswith("_") and "." not in name})


@contextmanager
def importable(module: ModuleType, path: Path) -> Iterator[None]:
    """Within the block, `import NAME` gives this module; NAME is its file's, and other topics may have one, too."""
    name = path.stem
    before = sys.modules.get(name)
    sys.modules[name] = module
    try:
        yield
    finally:
        if before is None:
            sys.modules.pop(name, None)
        else:
            sys.modules[name] = before
