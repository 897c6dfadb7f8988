"""The commands that people type: each works in every target, or says by name what to write instead."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from exampaper.engines import typst as engine
from exampaper.maths import MathsError, latex, parse, plain, typst
from exampaper.maths.instead import ENVIRONMENT_INSTEAD, INSTEAD
from exampaper.maths.shorthand import SHORTHAND
from exampaper.maths.to_mathml import mathml
from exampaper.writers.typst import string
from tests.maths.formulas import by_latex

TYPED = {
    # amsmath
    r"\begin{align} a &= b \\ c &= d \end{align}": "a, = b; c, = d",
    r"\begin{align*} a &= b \end{align*}": "a, = b",
    r"\begin{split} a &= b \\ &= c \end{split}": "a, = b; = c",
    r"\begin{alignat}{2} a &= b & c &= d \end{alignat}": "a, = b, c, = d",
    r"\begin{eqnarray} a &=& b \end{eqnarray}": "a, =, b",
    r"\begin{gather} a = b \\ c = d \end{gather}": "a = b; c = d",
    r"\begin{gathered} a \\ b \end{gathered} = c": "a; b = c",
    r"\begin{multline} a \\ + b \end{multline}": "a; +b",
    r"\begin{equation} a = b \end{equation}": "a = b",
    r"\begin{dcases} 1 & x > 0 \\ 0 & x \le 0 \end{dcases}": "1, x > 0; 0, x ≤ 0",
    r"\begin{array}{c|c} a & b \\ \hline 1 & 2 \end{array}": "a | b; 1 | 2",
    r"\begin{cases} 1 & \text{if $x > 0$} \\ 0 & \text{else} \end{cases}": "1, if x > 0; 0, else",
    r"\text{for all $n$ and $m$, say}": "for all n and m, say",
    r"\textbf{if $x_{1} > 0$}": "if x₁ > 0",
    r"a \overset{!}{=} b": "a =^! b",
    r"X \stackrel{d}{\to} Y": "X →^d Y",
    r"\underset{x}{\operatorname{argmax}} f": "argmaxₓ f",
    r"\underset{a}{\overset{b}{\to}}": "→_a^b",
    r"A \xrightarrow{n \to \infty} B": "A →^(n → ∞) B",
    r"A \xrightarrow[\text{heat}]{k} B \xleftarrow{l} C": "A →_(heat)^k B ←^l C",
    r"A \xRightarrow[b]{a} B \xmapsto{f} C": "A ⟹_b^a B ⟼^f C",
    r"\boxed{x = 2}": "x = 2",
    r"\left\{ x \middle| x > 0 \right\}": "{x | x > 0}",
    r"\left( \frac{a}{b} \middle/ c \right)": "(a/b / c)",
    r"\sum_{\substack{i < j \\ k \ne 1}} x": "∑_(i < j; k ≠ 1) x",
    r"\dbinom{n}{k} + \tbinom{n}{k} + \cfrac{1}{2}": "(n choose k) + (n choose k) + 1/2",
    r"\overrightarrow{A} \mathring{A} \acute{x} \grave{x} \dddot{x}": "A⃗Åx́x̀x⃛",
    r"a\phantom{x}b\hphantom{x}\vphantom{x}\smash{c}": "abc",
    r"a \hspace{1em} b \hspace*{5mm} c \mspace{18mu} d": "a b c d",
    r"a \thinspace b \notag \allowbreak": "a b",
    r"\textsf{a} \emph{b} \textup{c}": "abc",
    r"5 \mod 3, \; 5 \pod{3}": "5 mod 3, 5 (3)",
    r"a \leqslant b \nleq c \subsetneq d": "a ⩽ b ≰ c ⊊ d",
    r"A \rightleftharpoons B \hookrightarrow C": "A ⇌ B ↪ C",
    r"\therefore \nexists x": "∴ ∄x",
    r"\iiint_V f": "∭_V f",
    r"\bigvee_i a_i": "⋁ᵢ aᵢ",
    r"\mathrel{R} \mathopen{(} x \mathclose{)}": "R(x)",
    # physics
    r"\abs{x} + \norm{x}_2 + \floor{x} + \ceil{x}": "|x| + ‖x‖₂ + ⌊x⌋ + ⌈x⌉",
    r"\set{1, 2} \eval{x^2}_0^1": "{1, 2}x²|₀¹",
    r"\dv{f}{x} + \dv{x} + \dv[2]{f}{x}": "(df)/(dx) + d/(dx) + (d²f)/(dx²)",
    r"\pdv{f}{x} + \pdv{f}{x}{y} + \pdv[2]{f}{x}": "(∂f)/(∂x) + (∂²f)/(∂x∂y) + (∂²f)/(∂x²)",
    r"\int x \, \dd x + \int \dd[3]{r}": "∫ x dx + ∫ d³r",
    r"\vb{a} \cross \vu{b} = \grad f + \curl{} F": "a × b̂ = ∇f + ∇ × F",
    r"\bra{a} + \ket{b} + \braket{a|b} + \braket{a}{b}": "⟨a| + |b⟩ + ⟨a | b⟩ + ⟨a | b⟩",
    r"\mel{a}{H}{b} = \expval{A} + \comm{A}{B}": "⟨a | H | b⟩ = ⟨A⟩ + [A, B]",
    r"\order{x^2} \qq{if} \Tr A": "O(x²) if Tr A",
    # siunitx
    r"\num{12345.678} + \num{1.5e-3} + \num{1e5} + \num{-2,5}": "12\u202f345.678 + 1.5 × 10⁻³ + 1 × 10⁵ + −2,5",
    r"\num{1.2 \pm 0.1} + \num{1{,}024} + \num{2.5 \times 10^{4}}": "1.2 ± 0.1 + 1,024 + 2.5 × 10⁴",
    r"\qty{3.5}{\metre\per\second\squared}": "3.5 m s⁻²",
    r"\SI{3}{\kilo\ohm} = \qty{5}{\micro\metre}": "3 kΩ = 5 μm",
    r"\qty{3}{kg.m/s^2} + \qty{2}{\km} + \qty{20}{\celsius}": "3 kg m/s² + 2 km + 20°C",
    r"\qty{25}{\percent} + \qty{30}{\degree} + \ang{30;15}": "25% + 30° + 30°15′",
    r"\unit{\square\metre\per\kilogram} + \si{m^{-1}}": "m² kg⁻¹ + m⁻¹",
    r"30\degree + 5\ohm": "30° + 5Ω",
    # mhchem
    r"\ce{H2SO4} + \ce{SO4^2-} + \ce{Fe^{3+}} + \ce{Na+}": "H₂SO₄ + SO₄²⁻ + Fe³⁺ + Na⁺",
    r"\ce{2H2 + O2 -> 2H2O}": "2 H₂ + O₂ ⟶ 2 H₂O",
    r"\ce{N2 + 3H2 <=> 2NH3}": "N₂ + 3 H₂ ⇌ 2 NH₃",
    r"\ce{A ->[\Delta][cat] B}": "A →_(cat)^Δ B",
    r"\ce{Ag+ (aq) + Cl- (aq) -> AgCl (s) v}": "Ag⁺(aq) + Cl⁻(aq) ⟶ AgCl(s) ↓",
    r"\ce{CuSO4.5H2O} + \ce{[Cu(NH3)4]^2+}": "CuSO₄ ⋅ 5 H₂O + [Cu(NH₃)₄]²⁺",
    r"\ce{^{14}_{6}C} + \ce{^14C} + \ce{1/2 O2}": "₆¹⁴C + ¹⁴C + 1/2 O₂",
    r"\ce{Zn -> Zn^2+ + 2e-}": "Zn ⟶ Zn²⁺ + 2 e⁻",
    r"\ce{CH3-CH=CH2} + \ce{HC#N} + \ce{C_nH_{2n+2}}": "CH₃ − CH = CH₂ + HC ≡ N + CₙH₂ₙ₊₂",
    # a command as an argument of another
    r"x^\abs{y} + \frac{1}\ohm + \sqrt\num{2.5}": "x^(|y|) + 1/Ω + √2.5",
}

REFUSED = {
    r"{a \over b}": r"unknown command \\over: write \\frac",
    r"\tag{1}": r"\\qquad \(1\)",
    r"\textcolor{red}{x}": r"\\boxed",
    r"{\bf x}": r"\\mathbf\{…\}",
    r"\newcommand{\E}{E}": r"macros: \{NAME",
    r"\R": r"\\mathbb\{R\}.*macros: \{R",
    r"\Var(X)": r"\\operatorname\{Var\}",
    r"\mathbbm{1}": r"\\mathbf\{1\}",
    r"\begin{rcases} 1 \end{rcases}": r"\\left\. ",
    r"\begin{pmatrix*}[r] 1 \end{pmatrix*}": r"\\begin\{array\}\{rr\}",
    r"\begin{pmatrix} \hline 1 \end{pmatrix}": r"\\hline: it belongs at the beginning of a row of an array",
    r"\qty(x)": r"write \\left\( … \\right\)",
    r"\qty{3}{\furlong}": r"unknown unit \\furlong",
    r"\qty{3}{\kilo}": "ends before its unit",
    r"\num{three}": "'three' is no number",
    r"\ce{H2&O}": "& in 'H2&O' is not understood",
    r"\hspace{wide}": "'wide' is no length",
    r"\abs": r"\\abs without its argument",
    r"\abs{x": "missing }",
    r"\middle| x": r"\\left and \\right",
    r"\text{if ": r"write \\text\{if \} x > 0",
    r"\begin{align} a \end{gather}": r"\\begin\{align\} without \\end\{align\}",
    r"\abs" * 600 + "{x}": "missing|without|too deeply|more than",
}


@pytest.mark.parametrize("tex", TYPED)
def test_it_reads_as(tex: str) -> None:
    assert plain(tex) == TYPED[tex]


@pytest.mark.parametrize("tex", TYPED)
def test_a_browser_gets_well_formed_mathml(tex: str) -> None:
    element = ElementTree.fromstring(mathml(tex))
    assert element.tag == "math"
    for script in element.iter():
        if script.tag in ("msub", "msup", "munder", "mover", "mfrac"):
            assert len(script) == 2, ElementTree.tostring(script)


def test_typst_sets_them_all() -> None:
    lines = [f"#math.equation(alt: {string(plain(tex))}, block: true, ${typst(tex)}$)" for tex in TYPED]
    pdf = engine.pdf('#set document(title: "x")\n#set text(font: "New Computer Modern")\n' + "\n\n".join(lines))
    assert pdf.startswith(b"%PDF")


@pytest.mark.latex
def test_tex_sets_them_all_without_packages_for_them() -> None:
    assert len(by_latex([*TYPED])) == len(TYPED)


def test_tex_is_told_what_they_stand_for() -> None:
    assert latex(r"\qty{3}{\metre}", str) == r"3\,\mathrm{m}"
    assert latex(r"\begin{align*} a &= \abs{b} \end{align*}", str).startswith(r"\begin{aligned} a &= \left\lvert b")
    assert latex(r"\text{if $x > 0$}", str) == r"\text{if $x > 0$}"


@pytest.mark.parametrize("tex", REFUSED)
def test_it_is_refused_with_what_to_write_instead(tex: str) -> None:
    with pytest.raises(MathsError, match=REFUSED[tex]):
        parse(tex)


@pytest.mark.parametrize("name", INSTEAD)
def test_each_command_without_a_place_here_names_another(name: str) -> None:
    with pytest.raises(MathsError, match=rf"unknown command \\{name}: "):
        parse(rf"\{name} x")


@pytest.mark.parametrize("name", ENVIRONMENT_INSTEAD)
def test_each_environment_without_a_place_here_names_another(name: str) -> None:
    with pytest.raises(MathsError, match=r"unknown environment .*: (write|return)"):
        parse(rf"\begin{{{name}}} x \end{{{name}}}")


def test_what_is_told_to_write_instead_is_known() -> None:
    for name in SHORTHAND:
        assert name not in INSTEAD


@pytest.mark.parametrize("name", SHORTHAND)
def test_each_shorthand_stands_for_commands_that_are_known(name: str) -> None:
    given = {"num": "2", "ang": "30", "unit": "m", "si": "m", "ce": "H2"}.get(name, "x")
    arguments = "{1}{m}" if name in ("qty", "SI") else f"{{{given}}}" * SHORTHAND[name].least
    assert parse(rf"y \{name}{arguments} + 1")
