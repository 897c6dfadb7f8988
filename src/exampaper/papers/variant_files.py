"""One variant by itself, as its author looks at it: a PDF, or a page for the browser."""

from __future__ import annotations

from html import escape
from io import BytesIO
from pathlib import Path

from exampaper.files import write
from exampaper.languages import language
from exampaper.model import Heading, Paper, PaperSection, Variant
from exampaper.papers.assemble import numbered
from exampaper.papers.contents import OutputOptions, rendered_paper
from exampaper.papers.documents import DOCUMENTS
from exampaper.papers.notebook import notebook_html
from exampaper.writers.plain import line


def save_pdf(variant: Variant, path: Path) -> None:
    """Write the question as candidates see it, and its answer and marking scheme on the pages behind it.

    Raises Faulty.
    """
    write(path, variant_pdf(variant))


def save_html(variant: Variant, path: Path) -> None:
    """Write a page with the question, and its answer and marking to be unfolded. Raises Faulty."""
    write(path, variant_html(variant).encode())


def variant_pdf(variant: Variant) -> bytes:
    """The three documents of one question, one behind the other. Raises Faulty."""
    import pikepdf

    section = PaperSection(language(variant.lang).say("question"), (), numbered([variant], 1))
    paper = Paper(
        Heading(title=line(variant.title), candidate=(), answer_space=True, lang=variant.lang),
        variant.id,
        "",
        (section,),
    )
    files = rendered_paper(paper, OutputOptions()).files
    joined = pikepdf.Pdf.new()
    for document in DOCUMENTS:
        with pikepdf.Pdf.open(BytesIO(files[document, "pdf"])) as pages:
            joined.pages.extend(pages.pages)
    content = BytesIO()
    joined.save(content, deterministic_id=True)
    return content.getvalue()


def variant_html(variant: Variant) -> str:
    """A whole page. Raises Faulty."""
    title = escape(line(variant.title))
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    style = "max-width: 46em; margin: 2em auto; padding: 0 1em"
    body = f'<main style="{style}"><h1>{title}</h1>{notebook_html(variant)}</main>'
    return f'<!doctype html><html lang="{language(variant.lang).tag}"><head>{head}</head><body>{body}</body></html>\n'
