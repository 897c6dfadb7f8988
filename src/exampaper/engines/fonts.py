"""The fonts of papers: Typst's own, those of packages, those that an exam names; never the machine's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

PACKAGES = {"manimgx-fonts": "manimgx_fonts", "manimgx-fonts-cjk": "manimgx_fonts_cjk"}
"""On PyPI, with the module whose folder holds the fonts."""

BODY = "New Computer Modern"
CODE = "DejaVu Sans Mono"
# what goes before any other font, so that a paper looks the same whatever fonts there are beside
_FIRST = ("New Computer Modern Math", "Libertinus Serif", "Noto Sans")
# what has characters of many scripts, each of which has a better font
_LAST = (
    CODE,
    *map("Noto Sans CJK {}".format, ("SC", "JP", "KR", "TC", "HK")),
    "Noto Emoji",
    "Noto Sans Symbols",
)
# all but the scripts of which Typst's own fonts have letters, but not what joins them; as in a Typst string
_JOINED = r"[^\\p{Devanagari}\\p{Lao}]"
_SUFFIXES = (".otf", ".ttf", ".otc", ".ttc")


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts that an exam names beside those that every paper may use.

    folders: whose fonts may be used.
    families: what goes before all others, where the paper's own font lacks a character.
    """

    folders: tuple[Path, ...] = ()
    families: tuple[str, ...] = ()


NONE = Fonts()


@cache
def loaded(fonts: Fonts) -> typst.Fonts:
    """What Typst is given. A folder that is not there holds no fonts."""
    return _loaded([*_packaged(), *fonts.folders], own=True)


def _loaded(folders: Sequence[Path], own: bool) -> typst.Fonts:
    """The fonts of some folders. own: and those that Typst brings with it."""
    from typst import Fonts

    existing = list(filter(Path.is_dir, folders))
    return Fonts(include_system_fonts=False, include_embedded_fonts=own, font_paths=existing)


@cache
def _packaged() -> tuple[Path, ...]:
    """The folders of the font packages that are installed."""
    folders: list[Path] = []
    for module in PACKAGES.values():
        spec = find_spec(module)
        if spec is not None:
            folders += map(Path, spec.submodule_search_locations or ())
    return tuple(folders)


@cache
def families(fonts: Fonts) -> tuple[str, ...]:
    """Every family, in the order in which they are asked for a character."""
    known = sorted(loaded(fonts).families())
    between = [family for family in known if family not in _LAST]
    order = (BODY, *fonts.families, *in_folders(fonts.folders), *_FIRST, *between, *_LAST)
    return tuple(family for family in dict.fromkeys(order) if family in known)


@cache
def in_folders(folders: tuple[Path, ...]) -> tuple[str, ...]:
    """The families of some folders."""
    return tuple(sorted(_loaded(folders, own=False).families()))


@cache
def listed(fonts: Fonts) -> str:
    """The families as a Typst array."""
    own = frozenset(_loaded([], own=True).families()) - {BODY}
    items = [_but_unjoined(family) if family in own else f'"{family}"' for family in families(fonts)]
    return f"({', '.join(items)},)"


def _but_unjoined(family: str) -> str:
    """A family but for the scripts that it does not join. (Typst drops what no family covers: the first covers all.)"""
    return f'(name: "{family}", covers: regex("{_JOINED}"))'


@cache
def digest(fonts: Fonts) -> str:
    """SHA-256 over the font files of an exam's own folders; empty without any."""
    total = hashlib.sha256()
    for path in _files(fonts.folders):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest() if fonts.folders else ""


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in _SUFFIXES:
                yield path
