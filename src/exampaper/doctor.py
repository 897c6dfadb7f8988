"""What works on this machine."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from exampaper.languages import DEFAULT, codes, language


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether one thing works; an optional one may be missing."""

    text: str
    fine: bool
    optional: bool = False


def findings() -> Iterator[Finding]:
    """One finding for each thing that a build needs."""
    yield Finding(f"Python {platform.python_version()}", sys.version_info >= (3, 11))
    yield _tried("Typst engine", _typst)
    yield _tried("Graphviz layout", _graphviz)
    yield _tried("question bank", _bank)
    yield from _scripts()
    path = shutil.which("pdflatex")
    remedy = "not found: only --engine latex needs it; install TeX Live"
    yield Finding(f"pdflatex ({path or remedy})", path is not None, optional=True)
    if path is not None:
        yield _hyphenation()


def _hyphenation() -> Finding:
    """Which of the package's languages LaTeX hyphenates; in the others it tears no word."""
    told = subprocess.run(["kpsewhich", "language.dat"], capture_output=True, text=True, timeout=30, check=False).stdout
    file = Path(told.strip())
    known = file.read_text(encoding="utf-8", errors="replace") if told.strip() and file.is_file() else ""
    wanted = [language(code) for code in codes() if code != DEFAULT]
    lacking = [each.english for each in wanted if not re.search(rf"(?m)^=?{re.escape(each.tex)}\b", known)]
    if not lacking:
        return Finding("LaTeX hyphenates every language", True, optional=True)
    packages = " ".join(f"texlive-lang-{name.lower()}" for name in lacking)
    remedy = f"without, it tears no words; Debian has {packages}"
    return Finding(f"LaTeX does not hyphenate {' or '.join(lacking)}: {remedy}", False, optional=True)


def _tried(name: str, attempt: Callable[[], str]) -> Finding:
    try:
        return Finding(f"{name} ({attempt()})", True)
    except Exception as error:  # whatever is wrong is reported, and the next thing tried
        return Finding(f"{name}: {error}", False)


SCRIPTS = {
    "Latin": "ạ",
    "Greek": "Ω",
    "Cyrillic": "Ж",
    "Armenian": "Հ",
    "Georgian": "გ",
    "Hebrew": "ש",
    "Arabic": "ع",
    "Devanagari": "न",
    "Bengali": "অ",
    "Gurmukhi": "ਗ",
    "Gujarati": "ગ",
    "Oriya": "ଓ",
    "Tamil": "ப",
    "Telugu": "త",
    "Kannada": "ಕ",
    "Malayalam": "മ",
    "Sinhala": "ස",
    "Thai": "ส",
    "Lao": "ລ",
    "Khmer": "ខ",
    "Burmese": "မ",
    "Ethiopic": "ሰ",
    "Chinese": "王",
    "Japanese": "さ",
    "Korean": "김",
    "emoji": "😀",
}
"""A character of each script that names are written in."""


def _scripts() -> Iterator[Finding]:
    """Which scripts names can be in, and what it takes for the others."""
    from exampaper.engines.fonts import PACKAGES
    from exampaper.engines.lettering import missing

    available: list[str] = []
    lacking: list[str] = []
    for script, character in SCRIPTS.items():
        (lacking if missing(character) else available).append(script)
    yield Finding(f"names in {', '.join(available)}", True, optional=True)
    if lacking:
        remedy = f'pip install {" ".join(PACKAGES)}, or name a folder of fonts in the exam: fonts = "fonts/"'
        yield Finding(f"names in {', '.join(lacking)}: {remedy}", False, optional=True)


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
