# ruff: noqa: E501 (tables of messages)
"""Commands of LaTeX that have no place in a formula here, and what to write instead."""

from __future__ import annotations

_BLACK = "papers are black and white: write \\boldsymbol{…} or \\boxed{…} for what should stand out"
_SIZE = "the layout of the paper decides on sizes: leave it out"
_SWITCH = "it switches the rest of a formula: write \\math{0}{{…}} around what it is for"
_MACRO = "declare it in the front matter: macros: {NAME: …}"
_TEXT = "it is no formula: close the formula before it"
_NUMBER = "formulas have no numbers here: leave it out, or write \\qquad (1)"
_ALONE = "TeX lacks it without packages: leave it out"
_BRACKETED = "write \\left( \\begin{array}{rr} … \\end{array} \\right), with l, c or r for each column"
_RANGE = "write \\num{…} \\text{ to } \\num{…}"
_INDICATOR = "write \\mathbb{…} for a capital letter, \\mathbf{1} for an indicator"

INSTEAD = {
    **dict.fromkeys(("color", "textcolor", "colorbox", "fcolorbox"), _BLACK),
    **dict.fromkeys(
        ("tiny", "scriptsize", "footnotesize", "small", "normalsize", "large", "Large", "LARGE", "huge", "Huge"), _SIZE
    ),
    **{name: _SWITCH.format(name) for name in ("rm", "bf", "it", "sf", "tt", "cal")},
    **dict.fromkeys(("newcommand", "renewcommand", "providecommand", "DeclareMathOperator", "def", "let"), _MACRO),
    **dict.fromkeys(("tag", "label", "ref", "eqref"), _NUMBER),
    **dict.fromkeys(("cite", "footnote", "includegraphics", "item", "par", "href", "url"), _TEXT),
    **dict.fromkeys(("mathclap", "mathrlap", "mathllap", "rlap", "llap", "raisebox", "rotatebox", "rule"), _ALONE),
    **dict.fromkeys(("numrange", "numlist", "SIrange", "qtyrange", "qtylist"), _RANGE),
    **dict.fromkeys(("mathds", "mathbbm", "mathbbold"), _INDICATOR),
    **dict.fromkeys(("mqty", "pmqty", "bmqty", "vmqty", "matrixquantity"), "write \\begin{pmatrix} … \\end{pmatrix}"),
    "intertext": "write the words between two formulas",
    "over": "write \\frac{…}{…}",
    "choose": "write \\binom{…}{…}",
    "atop": "write \\substack{… \\\\ …}",
    "genfrac": "write \\frac, \\tfrac, \\dfrac or \\binom",
    "sideset": "write {}_a^b before the operator",
    "prescript": "write {}^{…}_{…} before the letter",
    "kern": "write \\hspace{…}",
    "mkern": "write \\mspace{…}",
    "hskip": "write \\hspace{…}",
    "hfill": "write \\qquad",
    "linebreak": "write \\begin{gathered} … \\\\ … \\end{gathered}",
    "newline": "write \\begin{gathered} … \\\\ … \\end{gathered}",
    "cancelto": "write \\cancel{…} \\to …",
    "bcancel": "write \\cancel{…}",
    "xcancel": "write \\cancel{…}",
    "sout": "write \\cancel{…}",
    "slashed": "write \\not{…}",
    "overbracket": "write \\overbrace{…}",
    "underbracket": "write \\underbrace{…}",
    "textsc": "write \\text{…}",
    "hline": "it belongs at the beginning of a row of an array",
    "cline": "write \\hline, or a table of Markdown",
    "multicolumn": "write a table of Markdown",
    "mathchoice": "write the one that is meant",
    "chemfig": "put the drawing beside the question as an image",
    "pu": "write \\qty{3.5}{\\metre}",
    "fdv": "write \\frac{\\delta …}{\\delta …}",
    "principalvalue": "write \\operatorname{P.V.}",
    "upmu": "write \\mu",
    "middle": "it belongs between \\left and \\right",
}
"""By name: what to write instead of a command."""

ENVIRONMENT_INSTEAD = {
    "rcases": "write \\left. \\begin{aligned} … \\end{aligned} \\right\\}",
    **dict.fromkeys(("pmatrix*", "bmatrix*", "vmatrix*", "matrix*"), _BRACKETED),
    "tabular": "write a table of Markdown, or an array",
    "tikzpicture": "return a Graph or a Plot from the function `figures`",
    **dict.fromkeys(("enumerate", "itemize"), "write a list of Markdown"),
}
"""By name: what to write instead of an environment."""

_SETS = {"R": "R", "N": "N", "Z": "Z", "Q": "Q", "C": "C", "E": "E", "P": "P", "F": "F", "1": "1"}
_NAMES = frozenset(
    [
        "Var",
        "Cov",
        "Corr",
        "Bias",
        "MSE",
        "SE",
        "sd",
        "sgn",
        "sign",
        "diag",
        "lcm",
        "ord",
        "rk",
        "im",
        "coker",
        "Hom",
        "End",
        "Aut",
        "Gal",
        "grad",
        "erfc",
        "sinc",
        "arcsinh",
        "arccosh",
        "arctanh",
        "arsinh",
        "arcosh",
        "artanh",
        "arccot",
        "arcsec",
        "arccsc",
        "Log",
        "Arg",
        "supp",
        "conv",
        "span",
        "trace",
        "vol",
        "id",
        "KL",
        "logit",
        "softmax",
        "relu",
        "sigmoid",
        "prox",
    ]
)


def advice(name: str) -> str:
    """What to write for a command that its author took for known; "" where nobody can tell."""
    if name in INSTEAD:
        return INSTEAD[name]
    if name in _SETS:
        return (
            rf"write \mathbb{{{_SETS[name]}}}, or declare it in the front matter: macros: {{{name}: \mathbb{{{name}}}}}"
        )
    if name in _NAMES:
        return rf"write \operatorname{{{name}}}, or declare it in the front matter: macros: {{{name}: \operatorname{{{name}}}}}"
    return ""
