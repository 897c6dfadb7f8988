"""LaTeX maths: what it reads as, that Typst sets it, and that what is not known is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exampaper.engines import typst as engine
from exampaper.maths import MathsError, parse, plain, typst
from exampaper.writers.typst import string

READS = {
    r"p(\mathbf{x}_1, \mathbf{z}_2) = p(\mathbf{x}_1 \mid \mathbf{z}_2)": "p(x₁, z₂) = p(x₁ | z₂)",
    r"\begin{pmatrix} -0.64 & -0.06 \\ 1 & 2 \end{pmatrix}": "(−0.64, −0.06; 1, 2)",
    r"\mathcal{O}\left((H-h+1)^2\right)": "O((H − h + 1)²)",
    r"\left\lfloor \frac{M-m}{2}\right\rfloor + 1": "⌊(M − m)/2⌋ + 1",
    r"\text{KL}[q(\mathbf{z}|\mathbf{x})\|p]": "KL[q(z|x)‖p]",
    r"\mathrm{JSD} \to +\infty": "JSD → +∞",
    r"\lvert\lambda\rvert \ne \|W_h\|_2": "|λ| ≠ ‖Wₕ‖₂",
    r"\mathbb{E}_{x\sim p}[\log D(x)]": "𝔼_(x ∼ p)[log D(x)]",
    r"x_1 \perp\!\!\!\perp x_2 \mid z": "x₁ ⫫ x₂ | z",
    r"x_1 \not\perp\!\!\!\perp x_2": "x₁ ⫫̸ x₂",
    r"1{,}024 \times 3": "1,024 × 3",
    r"x^{T-1}_{1:T}": "x_(1 : T)ᵀ⁻¹",
    r"\sigma'(a)": "σ′(a)",
    r"-\log 2 + \log_2 x - \frac{1}{2}\log(x)": "−log 2 + log₂ x − 1/2 log(x)",
    r"\frac{d\mathbf{h}_T}{d\mathbf h_1}": "(dh_T)/(dh₁)",
    r"2\times 10^{-3}": "2 × 10⁻³",
    r"\hat{\mathbf{y}} \sqrt{2} \sqrt[3]{a+b}": "ŷ√2³√(a + b)",
    r"x \in \mathbb{R}^{n \times d}": "x ∈ ℝ^(n × d)",
    r"3\,\% \text{ of } n": "3% of n",
    r"\max_{\theta}\min_\phi V": "max_θ min_φ V",
    r"\Gamma\theta\varepsilon\varphi": "Γθεφ",
    r"a \le b < c \approx d": "a ≤ b < c ≈ d",
    r"\operatorname{rank}(W)": "rank(W)",
    r"\binom{n}{k}": "(n choose k)",
    r"\left\{ x \right\} \cup \{y\}": "{x} ∪ {y}",
}
ALSO_SET = [
    r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
    r"\begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}",
    r"\underbrace{a+b}_{\text{sum}} \overline{x} \vec{v} \dot{x} \ddot{x} \bar{z} \tilde{x}",
    r"\sum_{i=1}^n \prod_j \int_0^1 \bigcup_k A_k",
    r"\bigl( x \bigr) \Bigl[ y \Bigr] \quad \qquad \; \: \!",
    r"f: a \mapsto b, \ldots, \cdots, \vdots, \ddots",
    r"\begin{bmatrix} 1 & \\ & 1 \end{bmatrix} \begin{vmatrix} a \end{vmatrix}",
    r"in and or dif alpha \text{a \% \# \_ \& b} x/y a,b;c:d",
    r"\left. \frac{a}{b} \right| \left\lceil x \right\rceil \left\langle a, b \right\rangle",
    r"\boldsymbol{\theta}\mathit{F}\mathsf{A}\mathtt{x}\mathfrak{g}",
]
REFUSED = {
    r"\fraq{1}{2}": r"unknown command \\fraq, did you mean \\frac",
    r"\frac{1": "missing }",
    r"\frac{1}": "without its argument",
    r"a & b": "without its beginning",
    r"a } b": "without its beginning",
    r"\left( x": r"\\left without",
    r"x^2^3": "double",
    r"\begin{pmatrix} 1": "without",
    r"\begin{tabular}1\end{tabular}": "unknown environment",
    r"\begin{pmatrix}1\end{bmatrix}": "without",
    r"100%": "a bare %",
    r"\text{a $x$}": "not plain text",
    "{" * 5000: "too deeply",
    r"\sqrt" * 500 + "x": "too deeply",
}


@pytest.mark.parametrize("tex", READS)
def test_it_reads_as(tex: str) -> None:
    assert plain(tex) == READS[tex]


@pytest.mark.parametrize("tex", REFUSED)
def test_it_is_refused(tex: str) -> None:
    with pytest.raises(MathsError, match=REFUSED[tex]):
        parse(tex)


def page(formulas: list[str]) -> bytes:
    lines = [f"#math.equation(alt: {string(plain(tex) or 'nothing')}, ${typst(tex)}$);" for tex in formulas]
    return engine.pdf('#set document(title: "x")\n#set text(font: "New Computer Modern")\n' + "\n\n".join(lines))


def test_typst_sets_them_all() -> None:
    assert page([*READS, *ALSO_SET]).startswith(b"%PDF")


COMMANDS = [rf"\{name}" for name in ("frac", "sqrt", "left", "right", "mathbf", "text", "hat", "{", "}", "!", "\\")]
COMMANDS += [r"\begin{pmatrix}", r"\end{pmatrix}", r"\alpha"]
PIECES = st.sampled_from([*r"abxyz0123456789+-*/=<>()[]{}_^'|,;:.!&~%#$é中", " ", "\\", *COMMANDS])


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_text_parses_or_is_refused(tex: str) -> None:
    try:
        parse(tex)
    except MathsError:
        return
    assert isinstance(typst(tex), str)
    assert plain(tex) == " ".join(plain(tex).split())


BALANCED = st.recursive(
    st.sampled_from([*"abx12+-=,;:/()[]|<>!", r"\alpha ", r"\times ", r"\log ", r"\mid ", r"\% ", r"\|"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        inner.map(lambda x: f"{{{x}}}_{{{x}}}"),
        inner.map(lambda x: f"x^{{{x}}}"),
        inner.map(lambda x: rf"\frac{{{x}}}{{{x}}}"),
        inner.map(lambda x: rf"\left({x}\right]"),
        inner.map(lambda x: rf"\hat{{{x}}}\sqrt{{{x}}}"),
        inner.map(lambda x: rf"\begin{{pmatrix}}{x} & {x} \\ {x}\end{{pmatrix}}"),
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=60)
@given(st.lists(BALANCED, min_size=1, max_size=6))
def test_whatever_parses_is_set(formulas: list[str]) -> None:
    assert page(formulas).startswith(b"%PDF")
