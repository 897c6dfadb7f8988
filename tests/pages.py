"""Reading a PDF back, as a person or a screen reader would."""

from __future__ import annotations

import re
import unicodedata

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
