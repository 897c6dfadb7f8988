"""Counted nouns, for messages and pages."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """1 paper, 2 papers, 1,000 papers."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
