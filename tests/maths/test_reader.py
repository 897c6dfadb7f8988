"""LaTeX maths: what it reads as, that Typst sets it, and that what is not known is refused."""

from __future__ import annotations

import unicodedata

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exampaper.engines import typst as engine
from exampaper.maths import MathsError, parse, plain, typst
from exampaper.maths.commands import ACCENTS, FUNCTIONS, GRIDS, OPERATORS, SIZES, STYLES, SYMBOLS, TEXTS
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
    r"x^{T-1}_{1:T}": "x_(1 : T)^(T − 1)",
    r"\sigma'(a)": "σ′(a)",
    r"-\log 2 + \log_2 x - \frac{1}{2}\log(x)": "−log 2 + log₂ x − 1/2 log(x)",
    r"\frac{d\mathbf{h}_T}{d\mathbf h_1}": "(dh_T)/(dh₁)",
    r"2\times 10^{-3}": "2 × 10⁻³",
    r"\hat{\mathbf{y}} \sqrt{2} \sqrt[3]{a+b}": "ŷ√2 ³√(a + b)",
    r"x \in \mathbb{R}^{n \times d}": "x ∈ ℝ^(n × d)",
    r"3\,\% \text{ of } n": "3% of n",
    r"\max_{\theta}\min_\phi V": "max_θ min_φ V",
    r"\Gamma\theta\varepsilon\varphi": "Γθεφ",
    r"a \le b < c \approx d": "a ≤ b < c ≈ d",
    r"\operatorname{rank}(W)": "rank(W)",
    r"\binom{n}{k}": "(n choose k)",
    r"\left\{ x \right\} \cup \{y\}": "{x} ∪ {y}",
    r"0{,}5 + 1{,}000{,}000": "0,5 + 1,000,000",
    r"\frac{a+b}{2c}": "(a + b)/(2c)",
    r"\frac{\mathbf{a+b}}{2}": "(a + b)/2",
    r"x = \frac{1}{2}x - 2\sqrt{2}y": "x = 1/2 x − 2√2 y",
    r"\left(\begin{array}{rl|c}1&2&3\\4&5&6\end{array}\right)": "(1, 2 | 3; 4, 5 | 6)",
    "20°C × 3 µ² ≤ ½": "20°C × 3μ² ≤ 1/2",
    r"\begin{pmatrix}1&2\\3&4\end{pmatrix}^\top": "(1, 2; 3, 4)^⊤",
    r"x_{-1} + W_\phi + x_{\max}": "x₋₁ + W_φ + xₘₐₓ",
    r"x \not= y \not\in z": "x ≠ y ∉ z",
    r"a\bmod n \pmod{m}": "a mod n (mod m)",
    r"f\colon A\to B": "f: A → B",
    r"\operatorname*{arg\,max}_x f(x)": "arg maxₓ f(x)",
    r"\textbf{if } x \textit{ is} \; y": "if x is y",
    r"p \, = \, q \, - r": "p = q − r",
    r"\int_a^b f(x)\,dx": "∫ₐᵇ f(x) dx",
    r"\bigl(-x\bigr) + \Big|y\Big|": "(−x) + |y|",
    r"\text{50\% \_ \& \# \$ \{a\} ``b''}": "50% _ & # $ {a} “b”",
    # as SymPy prints
    r"\left\lfloor{\frac{M}{2}}\right\rfloor": "⌊M/2⌋",
    r"\left[\begin{matrix}1 & x\\y & 2\end{matrix}\right]": "[1, x; y, 2]",
    r"\frac{p{\left(x \right)}}{2}": "(p(x))/2",
    r"\log{\left(2 \right)} + \sin^{2}{\left(x \right)}": "log(2) + sin²(x)",
    r"\begin{cases} 1 & \text{for}\: x > 0 \\0 & \text{otherwise} \end{cases}": "1, for x > 0; 0, otherwise",
    r"\int\limits_{0}^{\infty} e^{- x^{2}}\, dx": "∫₀^∞ e^(−x²) dx",
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
ALSO_SET += [f"x \\{name} y" for name in SYMBOLS] + [f"\\{name} x" for name in FUNCTIONS]
ALSO_SET += [rf"\frac{{\{name} x}}{{\sqrt{{\{name} 2}}}}" for name in SYMBOLS]
ALSO_SET += [f"\\{name}{{X}}" for name in (*STYLES, *ACCENTS, *TEXTS, *OPERATORS)]
ALSO_SET += [rf"\{size}\lfloor x \{size}. y \{size}\|" for size in SIZES]
ALSO_SET += [rf"\begin{{{name}}}{'{cc}' * (name == 'array')} 1 & a,b \\ 2;3 & \end{{{name}}}" for name in GRIDS]
ALSO_SET += [rf"x \not{sign} y" for sign in ("=", "<", r"\in", r"\perp", r"\subseteq", r"\propto", r"\mid")]
ALSO_SET += [r"\dfrac12 \tfrac{1}{2} \displaystyle \sum\nolimits_i x", r"\frac\displaystyle xy", r"{}_a^b X"]
ALSO_SET += [r"\sqrt{} \sqrt[]{x} \hat{} \frac{}{} x_{}^{} {}_{} \mathbf{} \not{} \underbrace{}_{} \left(\right)"]
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
    r"x_1\limits_2": "straight after an operator",
    r"\limits x": "straight after an operator",
    r"\big x": "is not a delimiter",
    r"\operatorname{}": "without a name",
    r"\text{a": "missing }",
    r"\textbf x": "missing {",
    "\\text{a\u202eb}": "U\\+202E",
    "x" + r"\limits" * 5000: "straight after an operator",
    r"\text{if ": "write .text{if } x > 0",
    r"\text{a $x": "missing \\$",
    "x^10": "only the 1 of 10 would be taken",
    r"\log_10 x": "only the 1 of 10",
    "10^-3": "only the - of -3",
    r"\frac123": "only the 1 of 123",
    r"\sqrt2.5": "only the 2 of 2.5",
    "x^2'": "double",
    "é": r"é \(U\+00E9, LATIN SMALL LETTER E WITH ACUTE\) is not allowed",
    "a\u200bb": r"U\+200B is not allowed",
    "౦": "is not allowed",
    r"\mathbb{1}": "for capital letters",
    r"\operatorname{größe}": "cannot name an operator",
    r"\begin{array}{p{2cm}}1\end{array}": "an array of columns",
    r"\begin{array}{c}1&2\end{array}": "a row of 2 cells",
    r"\begin{matrix}1\\[2pt]2\end{matrix}": "the distance between rows",
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


def text_layer(formula: str) -> str:
    """What a PDF reader finds of a formula, its letters without their mathematical styles."""
    with pypdfium2.PdfDocument(page([formula])) as document:
        found = document[0].get_textpage().get_text_range()
    return "".join(unicodedata.normalize("NFKC", found).replace("\ufe00", "").split())  # the form of a script letter


@pytest.mark.parametrize(
    ("tex", "found"),
    [
        (r"ab + \mathrm{JSD}(p \| q)", "ab+JSD(p‖q)"),
        (r"\phi(x) \not\in \mathcal{L}", "ϕ(x)∉L"),
        (r"x \not= 1{,}024 - y", "x≠1,024−y"),
        (r"\operatorname{rank}(W) \bmod \theta", "rank(W)modθ"),
        (r"\text{a \% \_ \# \$ \{b\}}", "a%_#${b}"),
    ],
)
def test_the_page_says_it(tex: str, found: str) -> None:
    expected = unicodedata.normalize("NFKC", found)
    assert text_layer(tex) == expected


def test_an_array_keeps_its_sides_and_bars() -> None:
    made = typst(r"\begin{array}{|lr|c}1&2&3\end{array}")
    assert "augment: #(vline: (0, 2,)" in made
    assert "& inline(1), inline(2) &, inline(3)" in made


def test_repeated_scripts_do_not_nest() -> None:
    assert typst("x_1" + r"\displaystyle_1" * 3000)


LATIN = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x17E, exclude_categories=["C"]), max_size=20)


def escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "%#_&${}" else c for c in text if c not in "\\~`'")


@settings(deadline=None, max_examples=60)
@given(LATIN.map(escaped))
def test_text_stays_within_its_quotes(text: str) -> None:
    words = text
    for sign in "%#_&${}":
        words = words.replace(f"\\{sign}", sign)
    tex = rf"\text{{{text}}}"
    assert plain(tex) == " ".join(unicodedata.normalize("NFC", words).split())
    assert page([tex]).startswith(b"%PDF")
    assert '"' not in typst(tex)[1:-1].replace(r"\\", "").replace(r"\"", "")


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


def test_scripts_within_scripts_are_written_in_time_for_each_once() -> None:
    tex = "q"  # which has no small sign of its own
    for _ in range(40):
        tex = f"q^{{a+{tex}}}"
    assert plain(tex).count("q") == typst(tex).count("q") == 41
