"""A variant as a notebook shows it."""

from __future__ import annotations

from exampaper.engines.typst import html
from exampaper.languages import language
from exampaper.model import Variant
from exampaper.papers.documents import render_template


def notebook_html(variant: Variant) -> str:
    """HTML that stands by itself: the question with its maths, the answer folded below it. Raises Faulty."""
    page = html(render_template("typst", "notebook.typ", variant=variant, words=language(variant.lang)))
    style = page.partition("<style>")[2].partition("</style>")[0]
    body = page.partition("<body>")[2].rpartition("</body>")[0]
    return f'<div class="exampaper"><style>{style}</style>{body}</div>'
