"""Many PDFs → one for the print shop: each begins on a right-hand page, what they share is there once."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Page, Pdf

FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(slots=True)
class Joined:
    """A PDF in the making. Pages are copied as they come, so that no more than one source is in memory beside it.

    papers, pages, blank: how many there are so far, and how many of the pages are empty.
    """

    pdf: Pdf
    papers: int = 0
    blank: int = 0
    outline: list[tuple[str, int]] = field(default_factory=list)
    shared: dict[bytes, Any] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        return len(self.pdf.pages)


def begun() -> Joined:
    """A PDF without pages."""
    import pikepdf

    return Joined(pikepdf.Pdf.new())


def add(joined: Joined, title: str, source: Pdf, first: int, end: int, least: int = 0) -> None:
    """Add some pages of a source as a paper, and blank ones up to an even number.

    title: what it is called in the outline. least: the number of pages that it is to have.
    """
    joined.outline.append((title, joined.pages))
    joined.papers += 1
    joined.pdf.pages.extend(source.pages[first:end])
    for page in joined.pdf.pages[-(end - first) :]:
        _without_tags(page)
        _share(joined, page)
    size = joined.pdf.pages[-1].mediabox
    width, height = float(size[2]) - float(size[0]), float(size[3]) - float(size[1])
    count = end - first
    while count < least or count % 2:
        joined.pdf.add_blank_page(page_size=(width, height))
        joined.blank += 1
        count += 1


def saved(joined: Joined, title: str, language: str) -> bytes:
    """The content of the file: the same for the same pages. language: of most of it, as a PDF names it."""
    import pikepdf

    with joined.pdf.open_outline() as outline:
        for text, page in joined.outline:
            outline.root.append(pikepdf.OutlineItem(text, page))
    joined.pdf.docinfo["/Title"] = title
    joined.pdf.docinfo["/Creator"] = "exampaper"
    joined.pdf.Root.Lang = pikepdf.String(language)
    joined.pdf.remove_unreferenced_resources()
    out = io.BytesIO()
    joined.pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _without_tags(page: Page) -> None:
    """On paper nobody reads tags, which take half of a file; the PDF of each paper has them."""
    for key in ("/StructParents", "/Tabs"):
        if key in page.obj:
            del page.obj[key]


def _share(joined: Joined, page: Page) -> None:
    """Take for each font file of a page one of the same content that is there already."""
    for descriptor in _descriptors(page):
        for key in FONT_FILES:
            if key in descriptor:
                digest = hashlib.sha256(descriptor[key].read_raw_bytes()).digest()
                descriptor[key] = joined.shared.setdefault(digest, descriptor[key])


def _descriptors(page: Page) -> Iterator[Any]:
    resources: Any = page.obj.get("/Resources")
    fonts: Any = resources.get("/Font") if resources is not None else None
    for font in fonts.values() if fonts is not None else ():
        for each in (font, *font.get("/DescendantFonts", ())):
            if "/FontDescriptor" in each:
                yield each["/FontDescriptor"]
