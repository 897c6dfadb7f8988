"""What a paper's bytes depend on beside exam, bank and key: programs, libraries, templates."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import exampaper
from exampaper import __version__
from exampaper.engines.fonts import PACKAGES
from exampaper.languages import HERE as LANGUAGES
from exampaper.targets import DEFAULT, TARGETS, with_documents

LIBRARIES = (
    "babel",
    "jinja2",
    "markdown-it-py",
    "numpy",
    "pikepdf",
    "pydantic",
    "pygraphviz",
    "segno",
    "sympy",
    "typst",
)


@cache
def versions(engine: str = DEFAULT) -> dict[str, str]:
    """Every program and library that has a say in the papers of an engine, with its version."""
    known = {"exampaper": __version__, "python": platform.python_version()}
    for name in (*LIBRARIES, *PACKAGES):
        known[name] = _version(name)
    return {**known, **TARGETS[engine].engine.versions()}


def _version(name: str) -> str:
    """Of a package that may not be there."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


@cache
def program() -> str:
    """SHA-256 over the source of exampaper itself."""
    return _folder(Path(exampaper.__file__).parent, "*.py")


@cache
def templates(own: Path) -> str:
    """SHA-256 over the papers' templates and fixed words: the packaged ones and those of the working folder.

    own: the folder of templates there, which go before the packaged ones.
    """
    packaged_digests, own_digests = _folder(LANGUAGES, "*.toml"), _folder(own.parent / "languages")
    for target in with_documents():
        packaged_digests += _folder(target.folder)
        own_digests += _folder(own / target.name)
    digests = packaged_digests + own_digests
    return hashlib.sha256(digests.encode()).hexdigest()


def _folder(folder: Path, pattern: str = "*") -> str:
    total = hashlib.sha256()
    for path in sorted(filter(Path.is_file, folder.rglob(pattern))):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
