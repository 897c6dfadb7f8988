"""What a paper's bytes depend on beside exam, bank and key: programs, libraries, templates."""

from __future__ import annotations

import hashlib
import platform
import shutil
import subprocess
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import exampaper
from exampaper import __version__
from exampaper.engines.fonts import PACKAGES
from exampaper.packaged import packaged

LIBRARIES = ("jinja2", "markdown-it-py", "numpy", "pikepdf", "pydantic", "pygraphviz", "segno", "sympy", "typst")


@cache
def versions(latex: bool = False) -> dict[str, str]:
    """Every program and library that has a say in the papers, with its version."""
    found = {"exampaper": __version__, "python": platform.python_version()}
    found |= {name: version(name) for name in LIBRARIES}
    found |= {name: _version(name) for name in PACKAGES}
    return found | ({"pdflatex": _pdflatex()} if latex else {})


def _version(name: str) -> str:
    """Of a package that may not be there."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _pdflatex() -> str:
    program = shutil.which("pdflatex")
    if program is None:
        return "none"
    done = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=30, check=False)
    return done.stdout.partition("\n")[0]


@cache
def program() -> str:
    """SHA-256 over the source of exampaper itself."""
    return _folder(Path(exampaper.__file__).parent, "*.py")


@cache
def templates(own: Path) -> str:
    """SHA-256 over the papers' templates: the packaged ones and those of the working folder, which go before them."""
    folders = [base / target for base in (packaged("templates"), own) for target in ("latex", "typst")]
    return hashlib.sha256("".join(map(_folder, folders)).encode()).hexdigest()


def _folder(folder: Path, pattern: str = "*") -> str:
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob(pattern) if path.is_file()):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
