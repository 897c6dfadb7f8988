"""ARCHITECTURE.md tells the truth: every package is in its table, and imports only from those above it; no circles."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

PACKAGE = ROOT / "src" / "exampaper"
FACE = {"__init__", "__main__"}  # the public face, and `python -m exampaper`


def table() -> list[list[str]]:
    """The packages of each row, from the top."""
    rows = re.findall(r"(?m)^\| (`.*?) \|", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))
    return [re.findall(r"`(\w+)/?`", row) for row in rows]


def package(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The packages that a file imports from, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "exampaper":
            names = node.module.split(".")[1:2] or [alias.name for alias in node.names]
            yield from (name for name in names if not name.startswith("__"))


def test_every_package_stands_in_the_table() -> None:
    found = {package(path) for path in PACKAGE.rglob("*.py")} - FACE
    assert sorted(name for row in table() for name in row) == sorted(found)


def test_no_package_imports_from_one_below() -> None:
    floor = {name: number for number, row in enumerate(table()) for name in row}
    found = {
        (package(path), name) for path in PACKAGE.rglob("*.py") if package(path) not in FACE for name in imported(path)
    }
    assert {(here, there) for here, there in found if floor[there] > floor[here]} == set()


def modules() -> dict[str, set[str]]:
    """The modules that each module imports, wherever in it."""
    names = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path for path in PACKAGE.rglob("*.py")}
    names = {name.removesuffix(".__init__"): path for name, path in names.items()}
    graph: dict[str, set[str]] = {}
    for name, path in names.items():
        imports: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                inside = {f"{node.module}.{alias.name}" for alias in node.names}
                imports |= {each for each in inside if each in names} or ({node.module} & names.keys())
        graph[name] = imports - {name}
    return graph


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = modules()
    reached = {name: set(imports) for name, imports in graph.items()}
    for _ in range(len(graph)):
        grown = {name: ahead.union(*(reached[each] for each in ahead)) for name, ahead in reached.items()}
        if grown == reached:
            break
        reached = grown
    assert [name for name, ahead in reached.items() if name in ahead] == []
