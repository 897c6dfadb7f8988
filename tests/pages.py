"""Reading a PDF back, as a person or a screen reader would."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator

import pikepdf
import pypdfium2

from exampaper.engines.fonts import NONE
from exampaper.model import Heading, Paper, PaperSection, Part, PlacedQuestion, Variant
from exampaper.nodes import Block
from exampaper.papers.documents import Document, job
from exampaper.targets import TARGETS


def text(pdf: bytes) -> str:
    """The text layer of all pages."""
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


_FOOTER = re.compile(r"(?m)^Paper \w+\s+Page \d+ of \d+\s+[0-9A-Z-]+\s*$")
_HEADER = re.compile(r"Marks\s+Marking point\s+Given")  # a table says it again on each page it runs on to


_HEARD = re.compile(r"Question\s+(\S+), [^,\n]*?\bmarks?\b(?: \+ \S+ bonus)?")  # the page shows the number alone


def words(pdf: bytes) -> list[str]:
    """The words of six letters and more, in alphabetical order: what a page says whatever the typesetting."""
    shown = _HEADER.sub("", _FOOTER.sub("", _HEARD.sub(r"\1", text(pdf).replace("\r", ""))))
    joined = re.sub(r"[-\u00ad\u2010\ufffe\x02]\s*", "", shown)  # hyphens, whether a line ends there or not
    plain = unicodedata.normalize("NFKC", joined)
    return sorted(re.findall(r"(?<![^\W\d_])[A-Z]?[a-z]{5,}(?![^\W\d_])", plain))


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


def widths(pdf: bytes) -> list[float]:
    """The width of each sign on the first page, in points; signs melted into one share theirs."""
    line = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    boxes = [line.get_charbox(at) for at in range(line.count_chars()) if not line.get_text_range(at, 1).isspace()]
    return [right - left for left, _, right, _ in boxes]


def lefts(pdf: bytes, word: str) -> list[float]:
    """Where each occurrence of a word begins, in points from the left of its page."""
    return [box[0] for box in _boxes(pdf, word)]


def _boxes(pdf: bytes, word: str) -> Iterator[tuple[float, float, float, float]]:
    """The box of the first letter of each occurrence of a word: left, bottom, right, top."""
    for page in pypdfium2.PdfDocument(pdf):
        line = page.get_textpage()
        search = line.search(word, match_case=True)
        while (at := search.get_next()) is not None:
            yield line.get_charbox(at[0])


def of_blocks(blocks: tuple[Block, ...], target: str) -> bytes:
    """A question paper that asks just this."""
    part = Part("", blocks, (), (), "", 0)
    variant = Variant("t/q", "T", "open", 1, None, (), (), (), (part,), 1, 1)
    paper = Paper(Heading("T"), "A", "0000-0000-0", (PaperSection("S", (), (PlacedQuestion(1, variant),)),))
    return made(paper, target)


def made(paper: Paper, target: str, document: Document = "question-paper") -> bytes:
    """A document of a paper."""
    (typeset,) = TARGETS[target].engine.pdfs([job(paper, document, target)], NONE)
    return typeset.pdf


def bottoms(pdf: bytes, word: str) -> list[float]:
    """How far above the end of its page each occurrence of a word stands, in points."""
    return [box[1] for box in _boxes(pdf, word)]


def empty(pdf: bytes) -> list[int]:
    """The pages on which nothing stands but their foot, from 1."""
    said = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    return [number for number, words in enumerate(said, 1) if not _FOOTER.sub("", words.replace("\r", "")).strip()]


FOOT = 56.0  # points above the lower edge, below which nothing but the foot of a page stands


def ink(pdf: bytes) -> list[list[tuple[float, float, float, float]]]:
    """What is drawn on each page above its foot: (left, bottom, right, top) of every object, in points."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        boxes = [item.get_bounds() for item in page.get_objects(max_depth=1)]
        found.append([box for box in boxes if box[3] > FOOT + 6 and box[2] > box[0]])
    return found


def body(pdf: bytes, left: float = 0) -> list[str]:
    """The text of each page above its foot, from so many points on."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded(left=left, bottom=FOOT + 6) for page in document]


def gaps(pdf: bytes) -> list[float]:
    """The gaps between words in a line above the foot, in points, widest first."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        line = page.get_textpage()
        before = None
        for at in range(line.count_chars()):
            sign = line.get_text_range(at, 1)
            if not (sign.isascii() and sign.isalpha()):
                before = before if sign.isspace() else None
                continue
            box = line.get_charbox(at, loose=True)
            if box[1] < FOOT:
                continue
            if before and abs(before[1] - box[1]) < 1.5 and box[0] > before[2]:
                found.append(box[0] - before[2])
            before = box
    return sorted(found, reverse=True)


def coloured(pdf: bytes, colour: tuple[int, int, int]) -> int:
    """How much of the first page has this colour, in square points."""
    page = pypdfium2.PdfDocument(pdf)[0].render().to_pil().convert("RGB")
    return sum(count for count, found in page.getcolors(page.width * page.height) if found == colour)
