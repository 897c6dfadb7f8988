"""Typst in process: no program, no fonts of the machine, no network, no files.

The compiler stays from one source to the next, for it remembers what it has laid out.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from exampaper.engines import Engine, Job, Typeset
from exampaper.engines import fonts as typefaces
from exampaper.engines.fonts import NONE, Fonts
from exampaper.faults import fault
from exampaper.maths.to_typst import quoted
from exampaper.packaged import packaged
from exampaper.writers import UnknownCharacter

if TYPE_CHECKING:
    from typst import Compiler, TypstError

NOWHERE = "/nonexistent/exampaper"
CLOSED = "http://127.0.0.1:9"  # the port named "discard", where nobody listens
PROXIES = ("ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy")
REMEMBERED = 11  # documents after which the compiler forgets what it has not used again
EPOCH = 0  # a fixed time stamp: the same source gives the same bytes on any day


@cache
def _compiler(fonts: Fonts) -> Compiler:
    from typst import Compiler

    return Compiler(**_confined(fonts))


@cache
def _confined(fonts: Fonts) -> dict[str, Any]:
    """Files can be read below the root only, which holds nothing but what everybody has."""
    root = str(packaged("templates") / "typst")
    paths = typefaces.loaded(fonts)
    return {"root": root, "font_paths": paths, "package_path": NOWHERE, "package_cache_path": NOWHERE}


@contextmanager
def _offline() -> Iterator[None]:
    """Typst fetches packages by the proxy that the environment names: here, one that is not there."""
    before = {name: os.environ[name] for name in PROXIES if name in os.environ}
    for name in PROXIES:
        os.environ[name] = "" if name.upper() == "NO_PROXY" else CLOSED
    try:
        yield
    finally:
        for name in PROXIES:
            os.environ.pop(name, None)
        os.environ.update(before)


def pdf(source: str, fonts: Fonts = NONE, beside: Mapping[str, bytes] | None = None) -> bytes:
    """The tagged PDF/UA-1 of a Typst source. beside: files that it imports or reads, by name.

    Raises UnknownCharacter for a character that no font has, Faulty for anything else the compiler says.
    """
    files = {"main.typ": source.encode(), **(beside or {})}
    return _compiled(files, fonts, format="pdf", pdf_standards=["ua-1"], timestamp=EPOCH)


def plain_pdf(job: Job, fonts: Fonts = NONE) -> bytes:
    """The PDF of a source without tags, for paper: half as large. Raises what `pdf` raises."""
    files = {"main.typ": job.source.encode(), **job.beside}
    made = _compiled(files, fonts, format="pdf", pdf_tags=False, timestamp=EPOCH)
    for _ in range(REMEMBERED):  # what was laid out for many papers takes gigabytes, and no other file needs it
        _compiled(b"", fonts, format="pdf", timestamp=EPOCH)
    return made


def _pdfs(jobs: Sequence[Job], fonts: Fonts) -> list[Typeset]:
    return [Typeset(pdf(job.source, fonts, job.beside)) for job in jobs]


ENGINE = Engine(_pdfs)


def _as_raised(error: TypstError) -> Exception:
    """What the compiler says: UnknownCharacter for a character that no font has, else Faulty."""
    if missing := _MISSING.search(error.message):
        return UnknownCharacter(_culprit(missing[1]), "Typst")
    if error.message.startswith(("failed to download package", "package not found")):
        remedy = "copy what it defines into the template: papers are made without the network"
        return fault("Typst: packages are not available", remedy=remedy)
    return fault(f"Typst: {error.message}", remedy="; ".join(error.hints))


# what no font has, or no PDF may hold, as a Rust literal
_MISSING = re.compile(r'the (?:text|text contains the disallowed codepoint) `"((?:[^"\\]|\\.)+)"')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


def _culprit(literal: str) -> str:
    """The character to blame of those that are set together: the first that is not plain ASCII."""
    characters = _ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], literal)
    for character in characters:
        if not character.isascii():
            return character
    return characters[0]


def html(source: str) -> str:
    """The HTML page of a Typst source, formulas as MathML. Raises Faulty."""
    from typst import TypstError

    try:
        with _offline():
            page, _ = _compiler(NONE).compile_with_warnings(source.encode(), format="html")
    except TypstError as error:
        raise _as_raised(error) from None
    assert isinstance(page, bytes)
    return page.decode()


def svg(source: str, fonts: Fonts = NONE) -> str:
    """The picture of a Typst source of one page. Raises Faulty."""
    return _compiled(source.encode(), fonts, format="svg").decode()


def _compiled(source: Any, fonts: Fonts = NONE, **options: Any) -> bytes:
    """What the compiler makes of a source, or of files by name. options: as its own `compile` takes them."""
    from typst import TypstError

    try:
        with _offline():
            compiled = _compiler(fonts).compile(source, **options)
    except TypstError as error:
        raise _as_raised(error) from None
    assert isinstance(compiled, bytes)
    return compiled


def query(source: str, label: str, fonts: Fonts = NONE) -> list[Any]:
    """The values of the metadata of a label in a Typst source: measurements that only the typesetter can make."""
    import typst

    with _offline():
        answer = typst.query(source.encode(), label, field="value", ignore_system_fonts=True, **_confined(fonts))
    values: list[Any] = json.loads(answer)
    return values


_TOLD = "told: "


def told(source: str, fonts: Fonts = NONE, beside: Mapping[str, bytes] | None = None) -> Any:
    """What a source tells of itself, as JSON: it ends with `panic("told: " + json.encode(…))` once it is laid out.

    The compiler keeps what it has laid out, so that setting the same texts afterwards takes half the time; and it
    writes no PDF for the telling. None for a source that says nothing. Raises what `pdf` raises.
    """
    from typst import TypstError

    files: Any = {"main.typ": source.encode(), **(beside or {})}
    try:
        with _offline():
            _compiler(fonts).compile(files, format="pdf", pdf_tags=False)
    except TypstError as error:
        _, found, message = error.message.partition(_TOLD)
        if not found:
            raise _as_raised(error) from None
        return json.loads(message)
    return None


@cache
def picture_pdf(svg: bytes) -> bytes:
    """The PDF of one SVG picture, without a page around it, for LaTeX. Raises Faulty."""
    source = f'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes({quoted(svg.decode())}), format: "svg")'
    return _compiled(source.encode(), format="pdf", pdf_standards=["1.4"], timestamp=EPOCH)
