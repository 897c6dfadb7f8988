"""From the source of a document to its PDF. Each engine has the face of `Engine`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exampaper.engines.fonts import Fonts


@dataclass(frozen=True, slots=True)
class Job:
    """A document to compile.

    source: in the engine's language. title: what a reader of PDFs calls the document.
    beside: the files that the source reads, by the name that it reads them by. language: for readers of PDFs that lack
    other means to know it.
    """

    source: str
    title: str = ""
    beside: Mapping[str, bytes] = field(default_factory=dict)
    language: str = "en-GB"


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something that does not fit, as an engine reports it.

    question: its number, 0 before the first. what: its kind, as a person calls it. beyond: by how many TeX points.
    high: it is higher than the page, and not wider than its line. source: where it begins.
    """

    question: int
    what: str
    beyond: float
    high: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Typeset:
    """The PDF of a job, and what does not fit on its pages, from an engine that reports it."""

    pdf: bytes
    misfits: tuple[Misfit, ...] = ()


def _nothing() -> None:
    """An engine that comes with the package is always ready."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What compiles sources.

    pdfs: compiles jobs, in their order, with the fonts of an exam. Raises Faulty, and UnknownCharacter for a
    character that no font has.
    ready: raises Faulty where the engine cannot work on this machine.
    versions: the programs that have a say in its PDFs, beside the libraries that every paper depends on.
    """

    pdfs: Callable[[Sequence[Job], Fonts], list[Typeset]]
    ready: Callable[[], object] = _nothing
    versions: Callable[[], Mapping[str, str]] = dict
