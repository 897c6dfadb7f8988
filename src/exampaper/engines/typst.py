"""Typst in process: no program, no system fonts, no network, no files."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from exampaper.faults import fault
from exampaper.writers import UnknownCharacter

if TYPE_CHECKING:
    from typst import Compiler

EPOCH = 0  # a fixed time stamp: the same source gives the same bytes on any day


@cache
def _compiler() -> Compiler:
    from typst import Compiler, Fonts

    # a root and package folders that do not exist: nothing outside the source can be read
    nowhere = "/nonexistent/exampaper"
    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=True)
    return Compiler(font_paths=fonts, package_path=nowhere, package_cache_path=nowhere)


def pdf(source: str) -> bytes:
    """The tagged PDF/UA-1 of a Typst source.

    Raises UnknownCharacter for a sign that no font has, Faulty for anything else the compiler says.
    """
    from typst import TypstError

    try:
        made = _compiler().compile(source.encode(), format="pdf", pdf_standards=["ua-1"], timestamp=EPOCH)
    except TypstError as error:
        if missing := re.search(r'the text `"(.)', error.message):
            raise UnknownCharacter(missing[1], "Typst") from None
        raise fault(f"Typst: {error.message}", remedy="; ".join(error.hints)) from None
    assert isinstance(made, bytes)
    return made


def html(source: str) -> str:
    """The HTML page of a Typst source, formulas as MathML. Raises Faulty."""
    from typst import TypstError

    try:
        made, _ = _compiler().compile_with_warnings(source.encode(), format="html")
    except TypstError as error:
        raise fault(f"Typst: {error.message}", remedy="; ".join(error.hints)) from None
    assert isinstance(made, bytes)
    return made.decode()


def query(source: str, label: str) -> str:
    """The elements of a label in a Typst source, as JSON: measurements that only the typesetter can make."""
    import typst

    return typst.query(source.encode(), label)
