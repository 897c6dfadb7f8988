"""Texts that mean something to some language a paper is written in, and how to compare what is printed of them."""

from __future__ import annotations

SIGNS = "# $ % & _ { } ~ ^ \\ < > @ * ` ' \" | [ ] ( ) - + = / : ; , . ! ?".replace(" ", "")
HOSTILE = [
    "-- --- ''x'' ``y`` <<a>> ,, !` ?`",
    "=HYPERLINK(1) +1 -1 @x",
    "// a /* b */ https://x.y//z",
    "1. one 2) two - three",
    "= heading",
    "#let x = 1; #panic() $x$ <label> @ref",
    r"\input{x} \end{document} %comment ~ ^ & _",
    "naïve Ångström Øre šč ß fi ffi",
    "Ωmega αβγ θ λ",
    "Εξέταση Όμικρον Νεύρωνες ΐ Ϊ ο Χ",
    "Ștefan Țurcanu, Đorđe, Ķēniņš Ģirts, Ōe Kenzaburō, Ŵyn, m² µm",
    "“it is ‘true’” wow!‘y’ why?‘x’ a––b ‘‘a’’",
    SIGNS,
    " ".join(SIGNS),
    SIGNS[::-1],
]


def letters(text: str) -> str:
    return "".join(text.split()).replace("\x02", "-")  # what the reader makes of a hyphen at a line's end
