"""ARCHITECTURE.md tells the truth: every room is in its table, and imports only from rooms above it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

PACKAGE = ROOT / "src" / "exampaper"
FACE = {"__init__", "__main__"}  # the public face, and `python -m exampaper`


def table() -> list[list[str]]:
    """The rooms of each row, from the top."""
    rows = re.findall(r"(?m)^\| (`.*?) \|", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))
    return [re.findall(r"`(\w+)/?`", row) for row in rows]


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The rooms that a file imports from, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "exampaper":
            names = node.module.split(".")[1:2] or [alias.name for alias in node.names]
            yield from (name for name in names if not name.startswith("__"))


def test_every_room_stands_in_the_table() -> None:
    rooms = {room(path) for path in PACKAGE.rglob("*.py")} - FACE
    assert sorted(name for row in table() for name in row) == sorted(rooms)


def test_no_room_imports_from_one_below() -> None:
    floor = {name: number for number, row in enumerate(table()) for name in row}
    found = {(room(path), name) for path in PACKAGE.rglob("*.py") if room(path) not in FACE for name in imported(path)}
    assert {(here, there) for here, there in found if floor[there] > floor[here]} == set()
