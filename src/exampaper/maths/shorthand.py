r"""Commands of packages that stand for others: `\abs{x}`, `\dv{f}{x}`, `\qty{3}{\metre}`, `\ce{H2O}`.

The reader puts what they mean in their place, so that each target, and TeX without these packages, sees that alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exampaper.maths.chemistry import chemistry
from exampaper.maths.quantities import angle, number, quantity, unit


@dataclass(frozen=True, slots=True)
class Shorthand:
    """What a command takes and stands for.

    least, most: how many arguments in braces. write: LaTeX of what stands in square brackets, "" for nothing, and of
    the arguments; it raises MathsError.
    """

    least: int
    most: int
    write: Callable[..., str]


def _as(meaning: str, arguments: int = 0) -> Shorthand:
    """A command that stands for a piece of LaTeX, with #1, #2, … for its arguments."""

    def write(option: str, *given: str) -> str:
        written = meaning
        for place, argument in enumerate(given, 1):
            written = written.replace(f"#{place}", argument)
        return written

    return Shorthand(arguments, arguments, write)


def _derivative(sign: str) -> Shorthand:
    """`\\dv{f}{x}`, `\\dv[2]{f}{x}`, `\\dv{x}` and, with two variables, `\\pdv{f}{x}{y}`."""

    def write(order: str, *given: str) -> str:
        above, below = ("", given) if len(given) == 1 else (given[0], given[1:])
        total = f"^{{{order or len(below)}}}" if order or len(below) > 1 else ""
        power = f"^{{{order}}}" if order else ""
        variables = r" \, ".join(f"{sign} {name}{power}" for name in below)
        return rf"\frac{{{sign}{total} {above}}}{{{variables}}}"

    return Shorthand(1, 3, write)


def _brackets(left: str, right: str) -> Shorthand:
    return _as(rf"\left{left} #1 \right{right}", 1)


def _braket(option: str, *given: str) -> str:
    inner = r" \middle| ".join(given if len(given) == 2 else given[0].split("|"))
    return rf"\left\langle {inner} \right\rangle"


def _differential(power: str, *given: str) -> str:
    raised = f"^{{{power}}}" if power else ""
    return rf"\mathrm{{d}}{raised} {''.join(given)}"


def _arrow(name: str) -> Shorthand:
    """An arrow of one length, with what stands above and below it."""

    def write(below: str, *given: str) -> str:
        labelled = rf"\overset{{{given[0]}}}{{\{name}}}"
        return rf"\underset{{{below}}}{{{labelled}}}" if below else labelled

    return Shorthand(1, 1, write)


_D, _PARTIAL = r"\mathrm{d}", r"\partial"

SHORTHAND = {
    # siunitx and mhchem
    "num": Shorthand(1, 1, lambda _, text: number(text)),
    "unit": Shorthand(1, 1, lambda _, text: unit(text)),
    "si": Shorthand(1, 1, lambda _, text: unit(text)),
    "qty": Shorthand(2, 2, lambda _, value, text: quantity(value, text)),
    "SI": Shorthand(2, 2, lambda _, value, text: quantity(value, text)),
    "ang": Shorthand(1, 1, lambda _, text: angle(text)),
    "ce": Shorthand(1, 1, lambda _, text: chemistry(text)),
    "degree": _as(r"^{\circ}"),
    "textdegree": _as(r"^{\circ}"),
    "celsius": _as(r"^{\circ}\mathrm{C}"),
    "ohm": _as(r"\Omega"),
    "textmu": _as(r"\mu"),
    # physics
    "abs": _brackets(r"\lvert", r"\rvert"),
    "norm": _brackets(r"\lVert", r"\rVert"),
    "ceil": _brackets(r"\lceil", r"\rceil"),
    "floor": _brackets(r"\lfloor", r"\rfloor"),
    "set": _brackets(r"\{", r"\}"),
    "bra": _brackets(r"\langle", "|"),
    "ket": _brackets("|", r"\rangle"),
    "expval": _brackets(r"\langle", r"\rangle"),
    "ev": _brackets(r"\langle", r"\rangle"),
    "braket": Shorthand(1, 2, _braket),
    "ketbra": _as(r"\left| #1 \right\rangle \left\langle #2 \right|", 2),
    "dyad": _as(r"\left| #1 \right\rangle \left\langle #2 \right|", 2),
    "mel": _as(r"\left\langle #1 \middle| #2 \middle| #3 \right\rangle", 3),
    "comm": _as(r"\left[ #1 , #2 \right]", 2),
    "acomm": _as(r"\left\{ #1 , #2 \right\}", 2),
    "eval": _as(r"\left. #1 \right|", 1),
    "order": _as(r"\mathcal{O}\left( #1 \right)", 1),
    "dd": Shorthand(0, 1, _differential),
    "dv": _derivative(_D),
    "odv": _derivative(_D),
    "pdv": _derivative(_PARTIAL),
    "vb": _as(r"\mathbf{#1}", 1),
    "va": _as(r"\vec{\mathbf{#1}}", 1),
    "vu": _as(r"\hat{\mathbf{#1}}", 1),
    "grad": _as(r"\nabla"),
    "divergence": _as(r"\nabla \cdot"),
    "curl": _as(r"\nabla \times"),
    "laplacian": _as(r"\nabla^{2}"),
    "cross": _as(r"\times"),
    "vdot": _as(r"\cdot"),
    "tr": _as(r"\operatorname{tr}"),
    "Tr": _as(r"\operatorname{Tr}"),
    "rank": _as(r"\operatorname{rank}"),
    "erf": _as(r"\operatorname{erf}"),
    "Res": _as(r"\operatorname{Res}"),
    "qq": _as(r"\quad \text{#1} \quad", 1),
    "flatfrac": _as("{#1}/{#2}", 2),
    # LaTeX by other names
    "nicefrac": _as("{#1}/{#2}", 2),
    "sfrac": _as("{#1}/{#2}", 2),
    "mathup": _as(r"\mathrm{#1}", 1),
    "symbf": _as(r"\mathbf{#1}", 1),
    "bold": _as(r"\mathbf{#1}", 1),
    "pmb": _as(r"\boldsymbol{#1}", 1),
    "mathbfit": _as(r"\boldsymbol{#1}", 1),
    "underbar": _as(r"\underline{#1}", 1),
    "hbox": _as(r"\mbox{#1}", 1),
    "ensuremath": _as("{#1}", 1),
    "operatornamewithlimits": _as(r"\operatorname*{#1}", 1),
    "textsuperscript": _as(r"^{\text{#1}}", 1),
    "textsubscript": _as(r"_{\text{#1}}", 1),
    "mod": _as(r"\quad \mathrm{mod} \;"),
    "pod": _as(r"\quad (#1)", 1),
    "coloneq": _as(r"\coloneqq"),
    "eqqcolon": _as(r"\mathrel{=:}"),
    "vcentcolon": _as(":"),
    "leadsto": _as(r"\rightsquigarrow"),
    "varlimsup": _as(r"\limsup"),
    "varliminf": _as(r"\liminf"),
    "thinspace": _as(r"\,"),
    "medspace": _as(r"\:"),
    "thickspace": _as(r"\;"),
    "negthinspace": _as(r"\!"),
    "notag": _as(""),
    "allowbreak": _as(""),
    "nobreak": _as(""),
    "xRightarrow": _arrow("Longrightarrow"),
    "xLeftarrow": _arrow("Longleftarrow"),
    "xLeftrightarrow": _arrow("Longleftrightarrow"),
    "xleftrightarrow": _arrow("longleftrightarrow"),
    "xmapsto": _arrow("longmapsto"),
    "xhookrightarrow": _arrow("hookrightarrow"),
    "xrightleftharpoons": _arrow("rightleftharpoons"),
    "xrightleftarrows": _arrow("rightleftarrows"),
    "hphantom": _as(r"\phantom{#1}", 1),
    "hslash": _as(r"\hbar"),
    "varGamma": _as(r"\mathit{\Gamma}"),
    "varDelta": _as(r"\mathit{\Delta}"),
    "varSigma": _as(r"\mathit{\Sigma}"),
    "varPhi": _as(r"\mathit{\Phi}"),
    "varOmega": _as(r"\mathit{\Omega}"),
    "S": _as(r"\text{§}"),
    "copyright": _as(r"\text{©}"),
    "euro": _as(r"\text{€}"),
    "pounds": _as(r"\text{£}"),
}
"""By name: commands that stand for others."""
