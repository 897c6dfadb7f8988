"""How long formulas are, and where their lines may be broken."""

from __future__ import annotations

from exampaper.writers.pieces import breakable, formula_length


def test_a_formula_is_as_long_as_its_longest_row() -> None:
    assert formula_length(r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}") == formula_length(
        r"\begin{pmatrix} 1 & 2 \end{pmatrix}"
    )
    assert (
        breakable(r"A = \begin{pmatrix} 1 + 2 & 3 + 4 & 1 + 2 & 3 + 4 & 1 + 2 & 3 + 4 \end{pmatrix}")[1].count("+") == 6
    )
