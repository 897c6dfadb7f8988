"""The names, characters and few LaTeX commands that a student may type, and what they stand for."""

from __future__ import annotations

import re

FUNCTIONS = {
    "sqrt": 1, "exp": 1, "ln": 1, "log": 1, "lg": 1, "sin": 1, "cos": 1, "tan": 1, "cot": 1, "sec": 1, "csc": 1,
    "arcsin": 1, "arccos": 1, "arctan": 1, "asin": 1, "acos": 1, "atan": 1, "sinh": 1, "cosh": 1, "tanh": 1, "abs": 1,
    "floor": 1, "ceil": 1, "sign": 1, "relu": 1, "sigmoid": 1, "min": 2, "max": 2, "frac": 2, "binom": 2,
}  # fmt: skip
"""The functions, each with its number of arguments; 2 stands for two or more."""

SAME = {"asin": "arcsin", "acos": "arccos", "atan": "arctan", "lg": "log10", "σ": "sigmoid"}
CONSTANTS = {"pi": "pi", "π": "pi", "e": "e", "oo": "oo", "inf": "oo", "infinity": "oo", "infty": "oo"}

_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi "
    "omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega"
)
GREEK = dict(zip("αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ", _NAMES.split(), strict=True))

SIGNS = {
    "−": "-", "–": "-", "‐": "-", "·": "*", "⋅": "*", "×": "*", "∙": "*", "÷": "/", "∕": "/", "⁄": "/", "µ": "μ",
    "ϵ": "ε", "ϕ": "φ", "’": "'", "‘": "'", "∖": "\\", "⟨": "(", "⟩": ")", "√": " sqrt ", "∞": " oo ", "；": ";",
    "，": ",", "（": "(", "）": ")", "［": "[", "］": "]", "½": "(1/2)", "⅓": "(1/3)", "⅔": "(2/3)", "¼": "(1/4)",
    "¾": "(3/4)",
}  # fmt: skip
SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+", strict=True))

LATEX = {
    r"\cdot": "*", r"\times": "*", r"\left": "", r"\right": "", r"\,": " ", r"\;": " ", r"\!": "", r"\cup": "∪",
    r"\setminus": "\\", r"\infty": " oo ", r"\{": "{", r"\}": "}", r"\dfrac": r"\frac", r"\tfrac": r"\frac",
    r"\lvert": "|", r"\rvert": "|", r"\vert": "|", r"\%": "%", r"\operatorname": "", r"\mathrm": "",
}  # fmt: skip
LATEX_COMMAND = re.compile("|".join(re.escape(c) + (r"(?![A-Za-z])" if c[-1].isalpha() else "") for c in LATEX))
