"""Greek text for pdfLaTeX, whose usual fonts have it in formulas only."""

from __future__ import annotations

_LETTERS = "αβγδεζηθικλμνξπρσςτυφχψωΓΔΘΛΞΠΣΥΦΨΩ"
_NAMES = (
    "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma varsigma tau upsilon "
    "varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)
_TWINS = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧ", "ABEZHIKMNOPTX", strict=True))  # capitals that look like Latin ones
_ACCENTED = {
    "acute": dict(zip("άέήίόύώΆΈΉΊΌΎΏ", "αεηιουωΑΕΗΙΟΥΩ", strict=True)),
    "ddot": dict(zip("ϊϋΪΫ", "ιυΙΥ", strict=True)),
    "acute\\ddot": dict(zip("ΐΰ", "ιυ", strict=True)),
}


def _drawn(accent: str, base: str) -> str:
    formula = COMMANDS.get(base) or DRAWN[base]
    for name in reversed(accent.split("\\")):
        formula = rf"\{name}{{{formula}}}"
    return formula


COMMANDS = {letter: f"\\{name}" for letter, name in zip(_LETTERS, _NAMES.split(), strict=True)}
"""Letters that have a command of their own."""

DRAWN = {letter: rf"\mathrm{{{twin}}}" for letter, twin in _TWINS.items()} | {"ο": "o"}
DRAWN |= {letter: _drawn(accent, base) for accent, pairs in _ACCENTED.items() for letter, base in pairs.items()}
"""Letters that have none: the formula that looks like them."""
