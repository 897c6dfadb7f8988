"""LaTeX for pdfLaTeX, which takes many papers at once and draws what it has no font for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exampaper.targets import Target, Tools

if TYPE_CHECKING:
    from exampaper.engines.fonts import Fonts
    from exampaper.nodes import Image


def _tools() -> Tools:
    from exampaper.engines import latex as engine
    from exampaper.writers import latex

    return Tools(
        writer=latex.WRITER,
        string=latex.string,
        engine=engine.ENGINE,
        qr=_qr,
        finished=_with_outlines,
        image_file=_image_file,
    )


def _qr(code: str) -> str:
    """Paths for a tikzpicture whose unit is one module."""
    from exampaper.writers import qr

    side, dark = qr.runs(code)
    boxes = ""
    for row, column, length in dark:
        boxes += f"({column},{side - row - 1})rectangle++({length},1)"
    return f"\\fill{boxes};"


def _image_file(image: Image) -> tuple[str, bytes]:
    """What pdfLaTeX reads: it knows no SVG."""
    from exampaper.engines.typst import picture_pdf
    from exampaper.figures.images import file_name

    content = picture_pdf(image.content) if image.kind == "svg" else image.content
    return file_name(image), content


_OUTLINED = re.compile(r"\\outlined\{((?:[0-9A-F]{4})+)\}")
_BEGIN = "\\begin{document}\n"


def _with_outlines(source: str, fonts: Fonts) -> str:
    """The source with the outlines of what LaTeX has no font for, once each."""
    codes = dict.fromkeys(_OUTLINED.findall(source))
    definitions = "".join(_outline(code, fonts) for code in codes)
    return source.replace(_BEGIN, _BEGIN + definitions, 1)


def _outline(code: str, fonts: Fonts) -> str:
    """The outline of a text. code: the text in UTF-16, as hexadecimal digits."""
    from exampaper.engines.lettering import outline

    text = bytes.fromhex(code).decode("utf-16-be", "surrogatepass")
    drawn = outline(text, fonts)
    width, depth = drawn.width / 10, drawn.depth / 10 + 0.25
    lines = drawn.path.replace(" h ", " h\n")
    return f"% {text}\n\\outline{{{code}}}{{{width:g}}}{{{depth:g}}}{{{lines}}}\n"


TARGET = Target("latex", "tex", _tools, compiled=True, batched=True)
