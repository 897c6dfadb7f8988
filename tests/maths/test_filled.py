"""A value stands in a formula as a mathematician would write it; elsewhere it is what it is."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from exampaper import maths, text
from exampaper.maths import filled
from exampaper.maths.tree import Scripts
from exampaper.questions import templating

X = sympy.Symbol("x")
VALUES: dict[str, Any] = {
    "n": 10, "k": 12, "m": -2, "one": 1, "t": 3, "zero": 0, "half": Fraction(1, 2), "neg": Fraction(-1, 2),
    "words": "n+1", "sum": X - 1, "A": sympy.Matrix([[1, 2]]), "xs": (10, -2), "alpha": sympy.Symbol("alpha"),
}  # fmt: skip


def printed(template: str) -> str:
    return filled.settled(templating.compiled(template, "question.md", 1).render(**VALUES), text.formulas)


@pytest.mark.parametrize(
    ("template", "result"),
    [
        # one argument
        ("$x^<< n >>$ and `x^<< n >>` and x^<< n >>", "$x^{10}$ and `x^10` and x^10"),
        ("$a_<< k >>^<< m >>$", "$a_{12}^{-2}$"),
        (r"$\frac<< n >><< k >> \frac{<< n >>}<< k >>$", r"$\frac{10}{12} \frac{10}{12}$"),
        (r"$\frac<< t >><< t >>$", r"$\frac{3}3$"),
        (r"$\sqrt<< n >> \sqrt[3]<< n >> \log_<< n >> x$", r"$\sqrt{10} \sqrt[3]{10} \log_{10} x$"),
        ("$x^<< words >> x^<< alpha >> x^<< t >><< t >>$", r"$x^{n+1} x^\alpha x^{3}3$"),
        ("$x^{<< n >>} x_{<< m >>}^2$", "$x^{10} x_{-2}^2$"),
        (r"$\text{a_<< n >>}$", r"$\text{a_10}$"),
        ("$$\nx^<< n >>\n$$\n\n> $$y^<< k >>$$", "$$\nx^{10}\n$$\n\n> $$y^{12}$$"),
        ("```\nx^<< n >>\n```", "```\nx^10\n```"),
        ("<% for i in xs %>$x^<< i >>$<% endfor %>", "$x^{10}$$x^{-2}$"),
        ("<% macro f(a) %>x^<< a >><% endmacro %>$<< f(n) >>$", "$x^{10}$"),
        # a base
        ("$<< m >>^2 << t >>^2 {<< m >>}^2 << m >>²$", "$(-2)^2 3^2 {(-2)}^2 (-2)²$"),
        ("$<< half >>^2 << neg >>^<< n >>$", r"$\left(\frac{1}{2}\right)^2 \left(-\frac{1}{2}\right)^{10}$"),
        ("$<< sum >>^2 << alpha >>^2 << A >>^2$", r"$(x - 1)^2 \alpha^2 \begin{pmatrix}1 & 2\end{pmatrix}^2$"),
        (r"$<< m >>^\circ \lim_{x \to << m >>^+} << m >>^{-1}$", r"$-2^\circ \lim_{x \to -2^+} (-2)^{-1}$"),
        # after an operation
        (r"$5 \cdot << m >>, 5 / << m >>$, 5 - << m >>", r"$5 \cdot {(-2)}, 5 / {(-2)}$, 5 - -2"),
        (r"$5 - << m >> + << neg >>$", r"$5 - {(-2)} + {\left(-\frac{1}{2}\right)}$"),
        (r"$\ln << m >> = << m >> \cdot 2, (<< m >>)$", r"$\ln {(-2)} = -2 \cdot 2, (-2)$"),
        (r"$5 - << sum >> \cdot << sum >> + << sum >>$", r"$5 - (x - 1) \cdot (x - 1) + x - 1$"),
        # a coefficient with its sign
        ("$x^2 << one | signed >>x << zero | signed >> = 0$", "$x^2 + x {} = 0$"),
        (r"$5 << zero | signed >> = 5 << one | signed >> \cdot x$", r"$5 + 0 = 5 + 1 \cdot x$"),
        # what becomes a value has no marks
        ("<% set q %><< n >><% endset %><% if q == '10' %><< q | int + 1 >><% endif %> $x^<< q >>$", "11 $x^{10}$"),
        ("<% filter replace('10', 'ten') %><< n >><% endfilter %>", "ten"),
    ],
)  # fmt: skip
def test_a_value_fits_its_place(template: str, result: str) -> None:
    assert printed(template) == result


@given(
    st.integers(-(10**6), 10**6),
    st.sampled_from([r"x^%s", r"x_%s", r"\sqrt%s", r"\frac%s7", r"\frac{1}%s", r"y\log_%s x"]),
)
def test_any_number_is_one_argument(value: int, place: str) -> None:
    template = templating.compiled(f"${place.replace('%s', '<< value >>')}$", "question.md", 1)
    tex = filled.settled(template.render(value=value), text.formulas).strip("$")
    assert maths.parse(tex) == maths.parse(place.replace("%s", f"{{{value}}}"))


@given(st.integers(-99, 99), st.integers(2, 99))
def test_the_power_of_a_number_is_one_of_the_whole(base: int, power: int) -> None:
    template = templating.compiled("$<< base >>^<< power >>$", "question.md", 1)
    tex = filled.settled(template.render(base=base, power=power), text.formulas).strip("$")
    *before, last = maths.parse(tex)
    assert isinstance(last, Scripts)
    assert bool(before) == (base < 0)  # the bracket that opens


@given(st.text(max_size=30))
def test_text_without_marks_is_what_it_was(source: str) -> None:
    assert filled.settled(source, text.formulas) == source
    assert filled.settled(filled.marked("", filled.TEXT) + source, text.formulas) == filled.unmarked(source)
