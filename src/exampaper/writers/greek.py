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


COMMANDS = {letter: f"\\{name}" for letter, name in zip(_LETTERS, _NAMES.split(), strict=True)}
"""Letters that have a command of their own."""


def _drawn() -> dict[str, str]:
    formulas = {"ο": "o"}
    for letter, twin in _TWINS.items():
        formulas[letter] = rf"\mathrm{{{twin}}}"
    for accents, bases in _ACCENTED.items():
        for letter, base in bases.items():
            formula = COMMANDS.get(base) or formulas[base]
            for accent in reversed(accents.split("\\")):
                formula = rf"\{accent}{{{formula}}}"
            formulas[letter] = formula
    return formulas


DRAWN = _drawn()
"""Letters that have no command: the formula that looks like them."""
