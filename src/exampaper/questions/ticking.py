"""Boxes to tick on the paper, before the options of a choice and before statements."""

from __future__ import annotations

from dataclasses import replace

from exampaper.model import Part, Variant
from exampaper.nodes import Block, Listing


def with_boxes(variant: Variant) -> Variant:
    """The variant with a box before each of its options and statements; what is ticked needs no space for an answer."""
    parts = tuple(_ticked(part, bool(variant.rule)) for part in variant.parts)
    return replace(variant, parts=parts)


def _ticked(part: Part, has_statements: bool) -> Part:
    at = next((at for at in reversed(range(len(part.text))) if _is_ticked(part.text[at], has_statements)), None)
    if at is None:
        return part
    listing = part.text[at]
    assert isinstance(listing, Listing)
    text = (*part.text[:at], replace(listing, boxes=True), *part.text[at + 1 :])
    return replace(part, text=text, space=0)


def _is_ticked(block: Block, has_statements: bool) -> bool:
    """Whether a list offers what can be ticked; statements are numbered."""
    return isinstance(block, Listing) and (block.letters or (has_statements and block.start is not None))
