"""Reading a PDF back, as a person or a screen reader would."""

from __future__ import annotations

import io
import re
import unicodedata

import pikepdf
import pypdfium2


def text(pdf: bytes) -> str:
    """The text layer of all pages."""
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def words(pdf: bytes) -> list[str]:
    """The words of three letters and more, in alphabetical order: what stands on the page whatever the typesetting."""
    joined = re.sub(r"[-\u00ad\ufffe\x02]\s*\n", "", text(pdf))  # hyphens at a line's end
    plain = unicodedata.normalize("NFKC", joined)
    return sorted(re.findall(r"[^\W\d_]{3,}", plain))


def size(pdf: bytes) -> tuple[float, float]:
    """Width and height of the first page in points."""
    width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
    return width, height


def everything(pdf: bytes) -> str:
    """Text layer, and every string and decoded stream of the file: metadata, alt texts, attachments."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pieces = [text(pdf)]
        for item in document.objects:
            if isinstance(item, pikepdf.Stream):
                pieces.append(item.read_bytes().decode("latin-1"))
            pieces.append(repr(item))
        return "\n".join(pieces)
