"""The targets: the languages that questions and papers are written in, one value and one file each.

A file of this package that defines `TARGET` adds a target. The command line, the build, the checks and the tests of
conformance all read the table `TARGETS`; nothing else needs to hear of it. See "Add a target" in CONTRIBUTING.md.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from exampaper.packaged import packaged

if TYPE_CHECKING:
    from exampaper.engines import Engine, Job
    from exampaper.engines.fonts import Fonts
    from exampaper.nodes import Image
    from exampaper.writers import Writer
    from exampaper.writers.pieces import Piece

DEFAULT = "typst"
"""The target whose engine makes the PDFs, if no other is asked for."""

PDF = "pdf"
"""The format that engines make; every other format is the source of a target, named by its suffix."""


@dataclass(frozen=True, slots=True)
class CompiledForm:
    """The form of a source that its engine compiles fastest, where that is not the form that a person reads.

    writer: what writes it. files: the templates that become files beside the source, the same for all papers.
    The templates know by the variable `for_compiler` which form is wanted.
    """

    writer: Writer
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ruler:
    """How to find what does not fit on a page, for an engine that does not report it.

    writer: writes sources that measure themselves; head: definitions that go before such a source.
    overfull: compiles such a source → (what it is, way in which it does not fit, by how many millimetres, its source)
    of each thing it measured. Raises RuntimeError for a source that is not its own.
    widths: the width of each piece in points, infinite where it cannot be told.
    """

    writer: Writer
    head: str
    overfull: Callable[[str, Fonts], Sequence[tuple[str, str, float, str]]]
    widths: Callable[[Sequence[Piece]], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Measured:
    """The heights of a question paper, in points: of what stands before its questions, then of each part.

    heights: with what leads to a part, without the space for its answer. gaps: above each. page: the room on a page.
    """

    heights: tuple[float, ...]
    gaps: tuple[float, ...]
    page: float


def _as_it_is(source: str, fonts: Fonts) -> str:
    return source


@dataclass(frozen=True, slots=True)
class Tools:
    """What it takes to write in a target, and to compile it.

    writer: trees of text → source; what it does with a figure draws the figure.
    string: plain text → source, for where only a string can stand, such as the title of a PDF.
    engine: makes PDFs of sources; None if there is no such thing.
    qr: the code of a paper → source that draws its QR code.
    fonts: the families of fonts → source that lists them, for the templates.
    finished: what the templates made → the whole source.
    plain_pdf: makes a PDF for paper, without tags. Raises what the engine raises.
    gauge: measures a question paper that is written to be measured; None for one that does not tell its heights. Raises
    what the engine raises.
    image_file: an image → the name and the content of the file that the source reads it from; None if images are
    part of the source.
    """

    writer: Writer
    string: Callable[[str], str]
    engine: Engine | None = None
    qr: Callable[[str], str] = str
    fonts: Callable[[Fonts], str] | None = None
    finished: Callable[[str, Fonts], str] = _as_it_is
    image_file: Callable[[Image], tuple[str, bytes]] | None = None
    compiled_form: CompiledForm | None = None
    ruler: Ruler | None = None
    plain_pdf: Callable[[Job, Fonts], bytes] | None = None
    gauge: Callable[[Job, Fonts], Measured | None] | None = None


@dataclass(frozen=True)
class Target:
    """A language that questions are written in.

    name: in the command line and in manifests. suffix: of sources and templates.
    load: imports the tools, which take a while, when they are first needed; the command line starts without them.
    documents: it has templates, so that papers can be written in it. compiled: its engine makes PDFs.
    batched: its engine takes many papers at once, which is faster than one by one.
    templates: their folder; by default, that of the target's name among those of the package. Those in the folder
    templates/NAME of the working folder go before them.
    """

    name: str
    suffix: str
    load: Callable[[], Tools]
    documents: bool = True
    compiled: bool = False
    batched: bool = False
    templates: Path | None = None

    @property
    def folder(self) -> Path:
        """Where its templates lie."""
        return self.templates or packaged("templates") / self.name

    @cached_property
    def tools(self) -> Tools:
        """What writes and compiles, loaded once."""
        return self.load()

    @property
    def writer(self) -> Writer:
        return self.tools.writer

    @property
    def engine(self) -> Engine:
        """What compiles it. Raises ValueError for a target that is not compiled."""
        if self.tools.engine is None:
            raise ValueError(f"{self.name} is not compiled")
        return self.tools.engine


def discovered(folders: Iterable[str]) -> dict[str, Target]:
    """The targets of the modules of this package in some folders, by name, in the order of their names."""
    targets: dict[str, Target] = {}
    for module in sorted(pkgutil.iter_modules(folders), key=lambda module: module.name):
        target: Target = import_module(f"{__name__}.{module.name}").TARGET
        targets[target.name] = target
    return targets


TARGETS: dict[str, Target] = discovered(__path__)
"""Every target, by name."""


def with_documents() -> list[Target]:
    """The targets that papers can be written in."""
    return [target for target in TARGETS.values() if target.documents]


def formats() -> list[str]:
    """What the files of a paper can be: PDF, or the source of a target."""
    return [PDF, *(target.suffix for target in with_documents())]


def engines() -> list[str]:
    """The names of the targets whose engine makes PDFs, the default one first."""
    names = [target.name for target in with_documents() if target.compiled]
    return sorted(names, key=lambda name: name != DEFAULT)
