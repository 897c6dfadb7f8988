"""The pictures of the README, from real pages: `python docs/make_pictures.py` after `python3 make.py exam`."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "question-paper": ("seed/A/question-paper.pdf", 0),
    "graphical-model": ("seed/A/answer-paper.pdf", 2),
    "answer-paper": ("seed/A/answer-paper.pdf", 6),
    "marking-scheme": ("deep-learning/A/marking-scheme.pdf", 1),
}


def picture(pdf: Path, page: int) -> Image.Image:
    """A page with a thin frame, so that it shows on white."""
    rendered = pypdfium2.PdfDocument(pdf)[page].render(scale=1.3).to_pil()
    return ImageOps.expand(rendered.quantize(32).convert("RGB"), border=2, fill="#cccccc")


def main() -> None:
    for name, (pdf, page) in PAGES.items():
        picture(ROOT / "output" / pdf, page).save(ROOT / "docs" / "pictures" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
