"""How long formulas are, and where their lines may be broken."""

from __future__ import annotations

import re

from exampaper.writers.pieces import breakable, formula_length


def test_a_formula_is_as_long_as_its_longest_row() -> None:
    assert formula_length(r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}") == formula_length(
        r"\begin{pmatrix} 1 & 2 \end{pmatrix}"
    )
    assert (
        breakable(r"A = \begin{pmatrix} 1 + 2 & 3 + 4 & 1 + 2 & 3 + 4 & 1 + 2 & 3 + 4 \end{pmatrix}")[1].count("+") == 6
    )


def test_a_formula_breaks_before_its_signs() -> None:
    tall = r"\left( 1 + 2 \right)"
    pieces = breakable(" + ".join(["100", "{2 + 3}", tall] * 5))
    assert max(map(len, pieces)) <= len(tall) + 3
    assert all(piece.count("{") == piece.count("}") for piece in pieces)
    assert len(re.findall(r"left", "".join(pieces))) == 5
