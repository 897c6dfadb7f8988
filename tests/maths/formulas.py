"""Formulas set by both engines, one on a page: what the text layer says, and how they look."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from exampaper import maths
from exampaper.engines import latex as latex_engine
from exampaper.engines import typst as typst_engine
from exampaper.writers import latex
from tests.conftest import ROOT

WIDTH, HEIGHT = 160, 80  # of a page, in points
SHAPE = (64, 192)  # of a picture, in dots
_TEMPLATE = (ROOT / "templates" / "latex" / "paper.tex").read_text(encoding="utf-8")
_PREAMBLE = re.findall(r"(?s)\\input\{glyphtounicode\}.*?\\setcounter\{MaxMatrixCols\}\{30\}", _TEMPLATE)[0]


@dataclass(frozen=True)
class Seen:
    """A formula as a page has it: its text, its picture, and how much ink that takes."""

    text: str
    picture: NDArray[np.float64]
    ink: float


def by_typst(formulas: Sequence[str]) -> list[Seen]:
    lines = [f'#page[#math.equation(alt: "formula", ${maths.typst(tex)}$)]' for tex in formulas]
    page = f"#set page(width: {WIDTH}pt, height: {HEIGHT}pt, margin: 10pt)\n"
    text = '#set text(font: "New Computer Modern", size: 11pt)\n'
    return list(_seen(typst_engine.pdf('#set document(title: "x")\n' + page + text + "\n".join(lines))))


def by_latex(formulas: Sequence[str]) -> list[Seen]:
    """Raises AssertionError where the fonts lack a sign."""
    box = r"\setbox0=\hbox{$%s$}\shipout\vbox{\kern20bp\hbox{\kern10bp\copy0}}"
    page = rf"\pdfhorigin=0pt\pdfvorigin=0pt\pdfpagewidth={WIDTH}bp\pdfpageheight={HEIGHT}bp"
    body = "\n".join(box % latex.formula(tex) for tex in formulas)
    source = f"\\documentclass[11pt]{{exam}}\n{_PREAMBLE}\n{page}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"
    made = latex_engine.compiled(source)
    assert "Missing character" not in made.log
    return list(_seen(made.pdf))


def _seen(pdf: bytes) -> Iterator[Seen]:
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            grey = np.asarray(page.render(scale=2, grayscale=True).to_numpy(), dtype=float).squeeze()
            ink = 1 - grey / 255
            yield Seen(_text(page.get_textpage().get_text_range()), _picture(ink), float(ink.sum()))


_ONE_SIGN = {  # made of several signs by LaTeX, or of another one that looks alike
    "⋮": "...", "⋱": "...", "⋯": "···", "‖": "∥", "⋅": "·", "∖": "\\", "∘": "◦", "∙": "•", "≠": "̸=", "≅": "∼=",
    "∉": "∈/", "⟶": "−→", "⇔": "⇐⇒", "⇒": "=⇒", "↦": "7→", "∣": "|", "⟂": "⊥", "⫫": "⊥⊥", "≔": ":=", "≐": ".=",
    "⊨": "|=", "″": "′′", "”": "′′", "⋈": "▷◁", "↪": ",→", "↩": "←-", "⟵": "←−", "⟷": "←→", "⟹": "=⇒", "⟸": "⇐=",
    "⟺": "⇐⇒", "⟼": "7−→", "◃": "◁", "▹": "▷", "↺": "⟲", "↻": "⟳", "◊": "♢", "★": "⋆", "ı": "i", "ȷ": "j",
    "\u20db": "...",
}  # fmt: skip
_ACCENTS = str.maketrans({"ˆ": "\u0302", "ˇ": "\u030c", "˜": "\u0303"})


def _text(found: str) -> str:
    """The text layer without styles and spaces, with the signs that LaTeX makes of others taken apart."""
    plain = "".join(unicodedata.normalize("NFKC", found).replace("\ufe00", "").split())
    taken_apart = "".join(_ONE_SIGN.get(sign, sign) for sign in plain)
    arrows = taken_apart.replace("⇐=⇒", "⇐⇒").replace("==⇒", "=⇒")
    return unicodedata.normalize("NFD", arrows).translate(_ACCENTS)


def _picture(ink: NDArray[np.float64]) -> NDArray[np.float64]:
    """What is printed, in the middle of a picture, somewhat blurred, of length one."""
    canvas = np.zeros(SHAPE)
    rows, columns = np.where(ink > 0.25)
    if not len(rows):
        return canvas
    cut = ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1][: SHAPE[0], : SHAPE[1]]
    top, left = (SHAPE[0] - cut.shape[0]) // 2, (SHAPE[1] - cut.shape[1]) // 2
    canvas[top : top + cut.shape[0], left : left + cut.shape[1]] = cut
    for axis in (0, 1, 0, 1):
        canvas = (np.roll(canvas, 1, axis) + 2 * canvas + np.roll(canvas, -1, axis)) / 4
    return canvas / np.linalg.norm(canvas)


def likenesses(some: Sequence[Seen], others: Sequence[Seen]) -> NDArray[np.float64]:
    """Of each of some with each of the others: 1 for the same picture, 0 for two that share no dot."""
    one, other = (np.array([seen.picture.ravel() for seen in each]) for each in (some, others))
    return np.asarray(one @ other.T)
