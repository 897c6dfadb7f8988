"""Formulas are broken where they may be."""

from __future__ import annotations

import re

from exampaper.writers.pieces import breakable


def test_a_formula_breaks_before_its_signs() -> None:
    tall = r"\left( 1 + 2 \right)"
    pieces = breakable(" + ".join(["100", "{2 + 3}", tall] * 5))
    assert max(map(len, pieces)) <= len(tall) + 3
    assert all(piece.count("{") == piece.count("}") for piece in pieces)
    assert len(re.findall(r"left", "".join(pieces))) == 5
