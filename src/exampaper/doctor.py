"""What works on this machine."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether one thing works; an optional one may be missing."""

    text: str
    fine: bool
    optional: bool = False


def findings() -> Iterator[Finding]:
    """One finding for each thing a build stands on."""
    yield Finding(f"Python {platform.python_version()}", sys.version_info >= (3, 11))
    yield _tried("Typst engine", _typst)
    yield _tried("Graphviz layout", _graphviz)
    yield _tried("question bank", _bank)
    found = shutil.which("pdflatex")
    remedy = found or "not found: only --engine latex needs it; install TeX Live"
    yield Finding(f"pdflatex ({remedy})", found is not None, optional=True)


def _tried(name: str, attempt: Callable[[], str]) -> Finding:
    try:
        return Finding(f"{name} ({attempt()})", True)
    except Exception as error:  # a doctor tells whatever is wrong, and goes on
        return Finding(f"{name}: {error}", False)


def _typst() -> str:
    from importlib.metadata import version

    from exampaper.engines.typst import pdf

    pdf('#set document(title: "x")\nx')
    return f"typst {version('typst')}"


def _graphviz() -> str:
    from exampaper.figures import layout
    from exampaper.nodes import Graph, GraphEdge

    layout(Graph((("a", "a"), ("b", "b")), (GraphEdge("a", "b"),)))
    return "in process"


def _bank() -> str:
    from exampaper.questions.bank import Bank

    bank = Bank.load()
    broken = f"; {len(bank.broken)} more do not load: {', '.join(bank.broken)}" if bank.broken else ""
    return f"{len(bank)} questions in {', '.join(map(str, bank.folders))}{broken}"
