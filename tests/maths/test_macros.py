"""An author's own commands: what stands in their place, and what is told of those that cannot be meant."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exampaper import text
from exampaper.maths import MathsError, latex, plain
from exampaper.maths.macros import expanded, in_text, see

MACROS = {
    "R": r"\mathbb{R}",
    "KL": r"D_{\mathrm{KL}}",
    "pair": r"\left( #1, #2 \right)",
    "half": r"\frac{1}{2}",
    "twice": r"\pair{#1}{#1}",
    "square": r"#1^2",
}
EXPANDED = {
    r"x \in \R": r"x \in \mathbb{R}",
    r"x \in \R^n": r"x \in \mathbb{R}^n",
    r"\KL(p \| q)": r"{D_{\mathrm{KL}}}(p \| q)",
    r"\KL^2": r"{D_{\mathrm{KL}}}^2",
    r"\pair{a}{\R}": r"\left( a, \mathbb{R} \right)",
    r"\pair a b": r"\left( a, b \right)",
    r"\twice{x_{1}}": r"\left( x_{1}, x_{1} \right)",
    r"\sqrt\half x": r"\sqrt\frac{1}{2} x",
    r"\square{x}": r"{x^2}",
    r"\KLM \\R": r"\KLM \\R",
    r"\alpha\R": r"\alpha\mathbb{R}",
}


@pytest.mark.parametrize("tex", EXPANDED)
def test_it_stands_for_its_meaning(tex: str) -> None:
    assert expanded(tex, MACROS) == EXPANDED[tex]


def test_what_it_stands_for_is_one_thing_wherever_it_stands() -> None:
    assert plain(expanded(r"\frac\KL\half", MACROS)) == "D_(KL)/(1/2)"
    assert plain(expanded(r"2\square{x}^3", MACROS)) == "2(x²)³"
    assert latex(expanded(r"x^\half", MACROS), str) == r"x^{\frac{1}{2}}"


def test_only_formulas_have_them() -> None:
    source = "Let $x \\in \\R$, in `\\R` and\n\n```\n\\R\n```\n\n$$\n\\twice{\\KL}\n$$\n"
    made = in_text(source, MACROS, text.formulas)
    assert made == source.replace(r"$x \in \R$", r"$x \in \mathbb{R}$").replace(
        r"\twice{\KL}", r"\left( {D_{\mathrm{KL}}}, {D_{\mathrm{KL}}} \right)"
    )


@pytest.mark.parametrize(
    ("name", "meaning", "message"),
    [
        ("alpha", "x", "is a command already"),
        ("abs", "x", "is a command already"),
        ("x1", "x", "letters alone"),
        ("pick", "#2", "without a gap"),
        ("loop", r"1 + \loop", "stands for itself"),
        ("open", r"\frac{1}", "without its argument"),
        ("odd", r"\fraq{1}{2}", r"did you mean \\frac"),
    ],
)
def test_what_cannot_be_meant_is_told(name: str, meaning: str, message: str) -> None:
    with pytest.raises(MathsError, match=message):
        see(name, {name: meaning})


@pytest.mark.parametrize("tex", [r"\pair{a}", r"\square", r"\square{a", r"\square 12", r"\square-3"])
def test_a_macro_without_its_arguments_is_told(tex: str) -> None:
    with pytest.raises(MathsError, match=r"\\(pair|square)"):
        expanded(tex, MACROS)


@given(st.text(alphabet=r"\KLRpair{}#1 ^_2x", max_size=30))
def test_any_text_ends_in_a_formula_or_a_message(tex: str) -> None:
    with suppress(MathsError):
        assert isinstance(expanded(tex, MACROS), str)
