"""Typst in process: no program, no fonts of the machine, no network, no files.

Typst remembers what it has laid out, and a class's papers have much in common. It recognises it
only if the text stands at the same place of its file, so a source is handed over in pieces that
have no place: the style as a file of its own, each paragraph as a string to evaluate.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from exampaper.engines import fonts as typefaces
from exampaper.engines.fonts import NONE, Fonts
from exampaper.faults import Faulty, fault
from exampaper.maths.to_typst import quoted
from exampaper.packaged import packaged
from exampaper.writers import UnknownCharacter

if TYPE_CHECKING:
    from typst import Compiler, TypstError

NOWHERE = "/nonexistent/exampaper"
CLOSED = "http://127.0.0.1:9"  # the port named "discard", where nobody listens
PROXIES = ("ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy")
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
    os.environ.update({name: CLOSED for name in PROXIES if name.upper() != "NO_PROXY"})
    os.environ.update({"NO_PROXY": "", "no_proxy": ""})
    try:
        yield
    finally:
        for name in PROXIES:
            os.environ.pop(name, None)
        os.environ.update(before)


def pdf(source: str, fonts: Fonts = NONE) -> bytes:
    """The tagged PDF/UA-1 of a Typst source.

    Raises UnknownCharacter for a sign that no font has, Faulty for anything else the compiler says.
    """
    from typst import TypstError

    try:
        return _pdf(pieces(source), fonts)
    except TypstError:
        pass  # it may lean on being one file; and if it's wrong, its own lines tell where
    try:
        return _pdf({"main.typ": source.encode()}, fonts)
    except TypstError as error:
        if missing := _MISSING.search(error.message):
            raise UnknownCharacter(_culprit(missing[1]), "Typst") from None
        raise _told(error) from None


def _told(error: TypstError) -> Faulty:
    if error.message.startswith(("failed to download package", "package not found")):
        remedy = "copy what it defines into the template: papers are made without the network"
        return fault("Typst: packages are not available", remedy=remedy)
    return fault(f"Typst: {error.message}", remedy="; ".join(error.hints))


# what no font has, or no PDF may hold, as a Rust literal
_MISSING = re.compile(r'the (?:text|text contains the disallowed codepoint) `"((?:[^"\\]|\\.)+)"')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


def _culprit(literal: str) -> str:
    """The sign to blame of those that are set together: the first that is not plain ASCII."""
    signs = _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], literal)
    return next((sign for sign in signs if not sign.isascii()), signs[0])


def _pdf(files: dict[str, bytes], fonts: Fonts = NONE) -> bytes:
    # the stub knows of several files in the constructor only
    with _offline():
        made = _compiler(fonts).compile(files, format="pdf", pdf_standards=["ua-1"], timestamp=EPOCH)  # type: ignore[type-var]
    assert isinstance(made, bytes)
    return made


def pieces(source: str) -> dict[str, bytes]:
    """The same document in files of which papers have much in common.

    A source is cut if definitions come first, then `#show: `, then nothing but calls of them; any other stays whole.
    """
    style, found, paper = source.partition("\n#show: ")
    if not found or _OWN_CODE.search(paper):
        return {"main.typ": source.encode()}
    names = re.findall(r"(?m)^#let ([\w-]+)", style)
    scope = ", ".join(f"{name}: {name}" for name in names)
    style += f'\n#let evaluated(text) = eval(text, mode: "markup", scope: ({scope}))\n'
    main = '#import "style.typ": *' + found + "\n".join(_placeless(paper.split("\n")))
    return {"main.typ": main.encode(), "style.typ": style.encode()}


# what could give a name another meaning, or brackets another than markup
_OWN_CODE = re.compile(r"(?m)`|/\*|=>|(?<!\\)#(let|for|while|import|include)\b|^\s+(let|for|while|import)\b")
_CALL = re.compile(r"#[\w-]+\(((last: true, )?\{|(\[[^\]()]*\],\s*)+)?")  # that goes on in the next line
_BRACKETED = re.compile(r"([^\[]*?)([\w-]*)\[(.*)\](\)*,?)")
_TOKEN = re.compile(r'\\.|"(?:\\.|[^"\\])*"|[\[\]]')


def _placeless(lines: Sequence[str]) -> Iterator[str]:
    """Lines of calls, each `[…]` that fills one as a string."""
    calling = False
    for line in lines:
        yield _as_string(line) if calling or re.match(r"#[\w-]+\[", line) else line
        calling = (calling and line[:1] not in (")", "}")) or _CALL.fullmatch(line) is not None


def _as_string(line: str) -> str:
    """A line that holds one `[…]` of markup, with that markup as a string."""
    found = _BRACKETED.fullmatch(line)
    if not found or found[1].endswith(")") or found[1].count('"') % 2 or not _balanced(found[3]):
        return line
    call = f"evaluated({quoted(found[3])})"
    return f"{found[1]}{found[2]}({call}){found[4]}" if found[2] else f"{found[1]}{call}{found[4]}"


def _balanced(markup: str) -> bool:
    """Whether every bracket that closes in it was opened in it."""
    depth = 0
    for token in _TOKEN.findall(markup):
        depth += {"[": 1, "]": -1}.get(token, 0)
        if depth < 0:
            return False
    return depth == 0


def html(source: str) -> str:
    """The HTML page of a Typst source, formulas as MathML. Raises Faulty."""
    from typst import TypstError

    try:
        with _offline():
            made, _ = _compiler(NONE).compile_with_warnings(source.encode(), format="html")
    except TypstError as error:
        raise _told(error) from None
    assert isinstance(made, bytes)
    return made.decode()


def svg(source: str, fonts: Fonts = NONE) -> str:
    """The picture of a Typst source of one page. Raises Faulty."""
    return _compiled(source, fonts, format="svg").decode()


def _compiled(source: str, fonts: Fonts = NONE, **how: Any) -> bytes:
    """What the compiler makes of a source, as `how` says. Raises Faulty."""
    from typst import TypstError

    try:
        with _offline():
            made = _compiler(fonts).compile(source.encode(), **how)
    except TypstError as error:
        raise _told(error) from None
    assert isinstance(made, bytes)
    return made


def query(source: str, label: str, fonts: Fonts = NONE) -> list[Any]:
    """The values of the metadata of a label in a Typst source: measurements that only the typesetter can make."""
    import typst

    with _offline():
        found = typst.query(source.encode(), label, field="value", ignore_system_fonts=True, **_confined(fonts))
    values: list[Any] = json.loads(found)
    return values


@cache
def picture_pdf(svg: bytes) -> bytes:
    """The PDF of one SVG picture, without a page around it, for LaTeX. Raises Faulty."""
    source = f'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes({quoted(svg.decode())}), format: "svg")'
    return _compiled(source, format="pdf", pdf_standards=["1.4"], timestamp=EPOCH)
