"""Images: files beside a question, clean before anything else sees them."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Literal

from exampaper.faults import fault
from exampaper.figures.bitmaps import BadPicture, jpeg, png
from exampaper.figures.clean_svg import svg as clean
from exampaper.figures.geometry import number
from exampaper.maths.to_typst import quoted
from exampaper.nodes import Image

Kind = Literal["png", "jpeg", "svg"]
KINDS: dict[str, Kind] = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".svg": "svg"}
"""By the endings of files."""

BYTES = 3_000_000
"""A picture is in every paper: a class of 300 has it 900 times."""

INCH = 72.0  # points
DOTS = 150.0  # per inch, where nobody says how wide a bitmap shall be
WIDEST, HIGHEST = 400.0, 560.0  # points


def image(path: str | Path, alt: str = "", width: float = 0.0) -> Image:
    """The picture in a file, PNG, JPEG or SVG. alt: it in words; width: in centimetres, 0 for its own.

    Raises Faulty for a file that cannot be printed, is too large, or holds what has no place in a picture.
    """
    path = Path(path)
    _kind(path)
    try:
        return image_of(path.read_bytes(), path, alt, width)
    except OSError as error:
        raise fault(f"cannot be read: {error.strerror}", path, remedy="put the picture beside the text") from None


def image_of(content: bytes, path: Path, alt: str = "", width: float = 0.0) -> Image:
    """The picture that a file holds; `path` names it. Raises Faulty as `image` does."""
    kind = _kind(path)
    if len(content) > BYTES:
        message = f"has {len(content) / 1e6:.1f} MB, more than {BYTES / 1e6:g}"
        raise fault(message, path, remedy="scale it down, or save photographs as JPEG")
    try:
        return _printable(content, kind, alt, width)
    except BadPicture as error:
        raise fault(str(error), path, remedy=error.remedy) from None


def _kind(path: Path) -> Kind:
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise fault(f"pictures are {', '.join(KINDS)} files, not {path.suffix or 'without an ending'}", path)
    return kind


def _printable(content: bytes, kind: Kind, alt: str, width: float) -> Image:
    """The bare picture at the size that is asked for (width in centimetres), or as large as a page allows."""
    if kind == "svg":
        bare, wide, high = clean(content)
    else:
        bare, across, down = (png if kind == "png" else jpeg)(content)
        wide, high = across * INCH / DOTS, down * INCH / DOTS
    factor = width * INCH / 2.54 / wide if width else 1.0
    factor *= min(1.0, WIDEST / (wide * factor), HIGHEST / (high * factor))
    return Image(bare, kind, (round(wide * factor, 2), round(high * factor, 2)), alt)


def file_name(image: Image) -> str:
    """What its file is called where a target wants one; the content alone decides."""
    suffix = {"png": "png", "jpeg": "jpg", "svg": "pdf"}[image.kind]
    return f"figure-{hashlib.sha256(image.content).hexdigest()[:12]}.{suffix}"


def svg(image: Image) -> str:
    """One SVG around the image, so that it needs no file beside it, and its style is no other picture's."""
    wide, high = map(number, image.size)
    kind = "svg+xml" if image.kind == "svg" else image.kind
    data = f"data:image/{kind};base64,{base64.b64encode(image.content).decode()}"
    size = f"width='{wide}pt' height='{high}pt' viewBox='0 0 {wide} {high}'"
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' {size}>"
        f"<image width='{wide}' height='{high}' preserveAspectRatio='none' xlink:href='{data}'/></svg>"
    )


def typst(image: Image) -> str:
    """A Typst code expression that shows the image."""
    wide, high = f"{number(image.size[0])}pt", f"{number(image.size[1])}pt"
    shown = quoted((image.content.decode() if image.kind == "svg" else svg(image)).replace("\n", " "))
    return f'image(bytes({shown}), format: "svg", width: {wide}, height: {high})'


def latex(image: Image) -> str:
    """LaTeX that shows the image; its file stands beside the source, and begins with that one's name."""
    return rf"\includegraphics[width={number(image.size[0])}bp]{{\jobname.{file_name(image)}}}"
