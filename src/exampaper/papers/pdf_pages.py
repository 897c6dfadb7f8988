"""PDFs by their pages."""

from __future__ import annotations

import io


def pages(pdf: bytes) -> int:
    """How many pages a PDF has; 0 for what is none, from an engine that makes something else."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            return len(document.pages)
    except pikepdf.PdfError:
        return 0
