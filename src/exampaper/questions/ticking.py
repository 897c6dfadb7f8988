"""Boxes to tick on the paper, before the options of a choice and before statements."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from exampaper.model import Part, Variant
from exampaper.nodes import Block, Listing


def with_boxes(variant: Variant, labels: Collection[str]) -> Variant:
    """The variant with a box before each option or statement of some parts, which need no space for an answer then."""
    parts = [_ticked(part, bool(variant.rule)) if part.label in labels else part for part in variant.parts]
    return replace(variant, parts=tuple(parts))


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
