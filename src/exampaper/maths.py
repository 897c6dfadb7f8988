# ruff: noqa: E501 (tables of signs)
"""LaTeX maths → a tree → Typst maths, or one line of Unicode.

Strict: a command that is not known here is an error when a question loads, not a wrong sign on a paper.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

DEPTH = 60  # nesting beyond any formula on paper


class MathsError(ValueError):
    """A formula that is not understood, and why."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """One sign as it is printed. role: ord(inary), bin(ary), rel(ation), open, close, punct, op (a named function)."""

    text: str
    role: str = "ord"


@dataclass(frozen=True, slots=True)
class Words:
    """Upright text within a formula."""

    text: str


@dataclass(frozen=True, slots=True)
class Space:
    width: float  # in em


@dataclass(frozen=True, slots=True)
class Group:
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Scripts:
    base: Node
    sub: Node | None
    sup: Node | None


@dataclass(frozen=True, slots=True)
class Fraction:
    above: Node
    below: Node
    line: bool = True


@dataclass(frozen=True, slots=True)
class Root:
    body: Node
    degree: Node | None = None


@dataclass(frozen=True, slots=True)
class Styled:
    """A letter style (bold, cal, bb, upright, …)."""

    style: str
    body: Node


@dataclass(frozen=True, slots=True)
class Accent:
    name: str
    body: Node
    note: Node | None = None


@dataclass(frozen=True, slots=True)
class Fenced:
    left: str
    body: Node
    right: str


@dataclass(frozen=True, slots=True)
class Sized:
    """A delimiter of a height told in em: \\bigl( and its like."""

    text: str
    role: str
    height: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix, cases or aligned lines."""

    name: str
    rows: tuple[tuple[Node, ...], ...]


Node = Symbol | Words | Space | Group | Scripts | Fraction | Root | Styled | Accent | Fenced | Sized | Grid

# ------------------------------------------------------------------ the words of LaTeX


def _table(role: str, pairs: str) -> dict[str, Symbol]:
    words = pairs.split()
    return {name: Symbol(sign, role) for name, sign in zip(words[::2], words[1::2], strict=True)}


SYMBOLS: dict[str, Symbol] = {
    **_table(
        "ord",
        "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ "
        "mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ "
        "omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω infty ∞ partial ∂ "
        "nabla ∇ emptyset ∅ varnothing ∅ forall ∀ exists ∃ neg ¬ lnot ¬ top ⊤ bot ⊥ ell ℓ Re ℜ Im ℑ hbar ℏ prime ′ "
        "dagger † vdots ⋮ ddots ⋱ ldots … dots … cdots ⋯ dotsc … dotsb ⋯ square □ checkmark ✓ angle ∠ "
        "% % # # _ _ & & $ $ vert | Vert ‖ | ‖ backslash \\",
    ),
    **_table(
        "bin",
        "times × cdot ⋅ div ÷ pm ± mp ∓ cup ∪ cap ∩ setminus ∖ land ∧ wedge ∧ lor ∨ vee ∨ odot ⊙ oplus ⊕ otimes ⊗ "
        "ominus ⊖ ast ∗ circ ∘ star ⋆ bullet ∙ bmod mod",
    ),
    **_table(
        "rel",
        "ge ≥ geq ≥ le ≤ leq ≤ ne ≠ neq ≠ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝ ll ≪ gg ≫ lt < gt > in ∈ "
        "notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ to → rightarrow → longrightarrow ⟶ leftarrow ← gets ← "
        "leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ iff ⇔ implies ⇒ mapsto ↦ uparrow ↑ downarrow ↓ "
        "mid ∣ parallel ∥ perp ⟂ Perp ⫫ coloneqq ≔ triangleq ≜ doteq ≐ models ⊨ vdash ⊢",
    ),
    **_table("open", "{ { lbrace { lvert | lVert ‖ langle ⟨ lfloor ⌊ lceil ⌈ lbrack ["),
    **_table("close", "} } rbrace } rvert | rVert ‖ rangle ⟩ rfloor ⌋ rceil ⌉ rbrack ]"),
    **_table("punct", "colon :"),
    **_table("big", "sum ∑ prod ∏ int ∫ iint ∬ oint ∮ bigcup ⋃ bigcap ⋂ coprod ∐ bigoplus ⨁ bigotimes ⨂"),
}
FUNCTIONS = {
    **dict.fromkeys(
        [
            "log",
            "ln",
            "lg",
            "exp",
            "sin",
            "cos",
            "tan",
            "tanh",
            "sinh",
            "cosh",
            "cot",
            "csc",
            "sec",
            "coth",
            "arcsin",
            "arccos",
            "arctan",
            "deg",
            "dim",
            "ker",
            "arg",
            "hom",
        ],
        False,
    ),
    **dict.fromkeys(
        ["max", "min", "sup", "inf", "lim", "det", "Pr", "gcd", "argmax", "argmin", "limsup", "liminf"], True
    ),
}
_PRINTED = {"argmax": "arg max", "argmin": "arg min", "limsup": "lim sup", "liminf": "lim inf"}
STYLES = {
    "mathbf": "bold upright", "boldsymbol": "bold", "bm": "bold", "mathrm": "upright", "mathit": "italic", "mathcal": "cal",
    "mathbb": "bb", "mathsf": "sans", "mathtt": "mono", "mathfrak": "frak", "mathscr": "cal", "mathnormal": "",
}  # fmt: skip
ACCENTS = {
    "hat": "hat", "widehat": "hat", "tilde": "tilde", "widetilde": "tilde", "bar": "macron", "vec": "arrow", "dot": "dot",
    "ddot": "dot.double", "overline": "overline", "underline": "underline", "underbrace": "underbrace",
    "overbrace": "overbrace", "check": "caron", "breve": "breve", "cancel": "cancel",
}  # fmt: skip
TEXTS = {
    "text": "", "textrm": "", "textnormal": "", "mbox": "", "textbf": "bold", "textit": "italic", "texttt": "mono",
}  # fmt: skip
OPERATORS = {"operatorname": "op", "operatorname*": "limits"}
SPACES = {
    ",": 1 / 6,
    ":": 2 / 9,
    ">": 2 / 9,
    ";": 5 / 18,
    "!": -1 / 6,
    " ": 1 / 3,
    "quad": 1,
    "qquad": 2,
    "enspace": 0.5,
}
SILENT = {"displaystyle", "textstyle", "scriptstyle", "nonumber", "mathstrut", "strut"}
PLACED = {"\\limits": "limits", "\\nolimits": "scripts"}  # where the scripts of what stands before go
SIZES = {
    f"{size}{side}": (height, role)
    for size, height in (("big", 1.2), ("Big", 1.8), ("bigg", 2.4), ("Bigg", 3.0))
    for side, role in (("", "ord"), ("l", "open"), ("r", "close"), ("m", "rel"))
}
GRIDS = {
    "pmatrix": "(", "bmatrix": "[", "vmatrix": "|", "Vmatrix": "‖", "Bmatrix": "{", "matrix": "", "smallmatrix": "",
    "cases": "", "aligned": "", "array": "",
}  # fmt: skip
_CHARACTERS: dict[str, Node] = {
    "+": Symbol("+", "bin"), "-": Symbol("−", "bin"), "*": Symbol("∗", "bin"), "=": Symbol("=", "rel"),
    "<": Symbol("<", "rel"), ">": Symbol(">", "rel"), ":": Symbol(":", "rel"), "(": Symbol("(", "open"),
    "[": Symbol("[", "open"), ")": Symbol(")", "close"), "]": Symbol("]", "close"), ",": Symbol(",", "punct"),
    ";": Symbol(";", "punct"), "/": Symbol("/"), "|": Symbol("|"), "!": Symbol("!", "close"), "?": Symbol("?", "close"),
    ".": Symbol("."), "~": Space(1 / 3), "@": Symbol("@"), '"': Symbol("″"), "`": Symbol("‘"),
}  # fmt: skip
KNOWN = {
    *SYMBOLS,
    *FUNCTIONS,
    *STYLES,
    *ACCENTS,
    *TEXTS,
    *OPERATORS,
    *SIZES,
    "limits",
    "nolimits",
    "not",
    "pmod",
    "frac",
    "dfrac",
    "tfrac",
    "binom",
    "sqrt",
    "left",
    "right",
    "begin",
}

_TOKEN = re.compile(r"\\operatorname\*|\\[A-Za-z]+|\\.|\d+(?:\{,\}\d+)*(?:\.\d+)?|\s+|.", re.DOTALL)
_INDEPENDENT = re.compile(r"\\perp\s*(?:\\!\s*)+\\perp")


@cache
def parse(tex: str) -> tuple[Node, ...]:
    """The tree of a formula, in LaTeX without its dollars. Raises MathsError."""
    tokens = _TOKEN.findall(_INDEPENDENT.sub(r"\\Perp ", tex))
    reader = _Reader(tokens)
    children = reader.until(frozenset())
    if reader.rest:
        raise MathsError(f"{reader.rest[-1]} without its beginning")
    return children


class _Reader:
    """One reading, by recursive descent. `rest` is what is still unread, backwards."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.rest = list(reversed(tokens))
        self.depth = 0
        self.commands: dict[str, Callable[[], Node | None]] = {
            "frac": self.fraction,
            "dfrac": lambda: Styled("display", self.fraction()),
            "tfrac": lambda: Styled("inline", self.fraction()),
            "binom": lambda: Fenced("(", Fraction(self.argument(), self.argument(), line=False), ")"),
            "sqrt": self.root,
            "left": self.fenced,
            "begin": self.grid,
            "not": self.negated,
            "pmod": lambda: Group((Space(1), _CHARACTERS["("], Words("mod "), self.argument(), _CHARACTERS[")"])),
            "mathop": self.argument,
            "mathbin": self.argument,
            "mathrel": self.argument,
            "mathord": self.argument,
        }

    def until(self, stops: frozenset[str]) -> tuple[Node, ...]:
        """Nodes up to one of the stops, which is left unread."""
        children: list[Node] = []
        while self.rest and self.rest[-1] not in stops and self.rest[-1] not in _STOPS:
            if (node := self.item(children)) is not None:
                children.append(node)
        return tuple(child for child in children if child != _NOTHING)

    def item(self, before: list[Node]) -> Node | None:
        token = self.rest[-1]
        if token in ("_", "^", "'"):
            base = before.pop() if before else Group(())
            return self.scripts(base)
        if token in PLACED:
            if not before or isinstance(before[-1], Scripts | Styled):
                raise MathsError(f"{token} belongs straight after an operator")
            self.rest.pop()
            return Styled(PLACED[token], before.pop())
        return self.atom()

    def skip(self) -> None:
        while self.rest and self.rest[-1].isspace():
            self.rest.pop()

    def atom(self) -> Node | None:
        self.depth += 1
        if self.depth > DEPTH:
            raise MathsError("nested too deeply")
        node = self.read(self.rest.pop())
        self.depth -= 1
        return node

    def read(self, token: str) -> Node | None:
        if token.isspace():
            return None
        if token == "{":
            return self.group()
        if token.startswith("\\"):
            return self.command(token[1:])
        if token[0].isdigit():
            return Symbol(token.replace("{,}", ","))
        if token in _CHARACTERS:
            return _CHARACTERS[token]
        if token in ("#", "$", "%", "&", "\\"):
            raise MathsError(f"a bare {token}")
        if not token.isprintable():
            raise MathsError(f"U+{ord(token):04X} cannot stand in a formula")
        return Symbol(token)

    def group(self) -> Node:
        children = self.until(frozenset())
        self.expect("}")
        return children[0] if len(children) == 1 else Group(children)

    def expect(self, token: str) -> None:
        self.skip()
        if not self.rest or self.rest[-1] != token:
            raise MathsError(f"missing {token}")
        self.rest.pop()

    def argument(self) -> Node:
        self.skip()
        if not self.rest or self.rest[-1] in _STOPS:
            raise MathsError("a command without its argument")
        token = self.rest[-1]
        if len(token) > 1 and token.isdigit():  # \frac12 is one half
            self.rest[-1:] = reversed(token)
        return self.atom() or _NOTHING

    def scripts(self, base: Node) -> Node:
        sub: Node | None = None
        sup: list[Node] = []
        while True:
            self.skip()
            token = self.rest[-1] if self.rest else ""
            if token == "'":
                self.rest.pop()
                sup.append(SYMBOLS["prime"])
            elif token == "_" and sub is None:
                self.rest.pop()
                sub = self.argument()
            elif token == "^" and not [s for s in sup if s != SYMBOLS["prime"]]:
                self.rest.pop()
                sup.append(self.argument())
            elif token in ("_", "^"):
                raise MathsError("a double subscript or superscript")
            else:
                return Scripts(base, sub, (sup[0] if len(sup) == 1 else Group(tuple(sup))) if sup else None)

    def command(self, name: str) -> Node | None:
        if name in SYMBOLS:
            return SYMBOLS[name]
        if name in FUNCTIONS:
            return Symbol(_PRINTED.get(name, name), "limits" if FUNCTIONS[name] else "op")
        if name in SPACES:
            return Space(SPACES[name])
        if name in STYLES:
            return self.styled(STYLES[name])
        if name in ACCENTS:
            return self.accent(ACCENTS[name])
        if name in TEXTS:
            words = self.words()
            return Styled(TEXTS[name], words) if TEXTS[name] else words
        if name in OPERATORS:
            return self.operator(OPERATORS[name])
        if name in SIZES:
            height, role = SIZES[name]
            return Sized(self.delimiter(), role, height)
        if name in SILENT:
            return _NOTHING
        if name in self.commands:
            return self.commands[name]()
        close = difflib.get_close_matches(name, KNOWN, n=1)
        raise MathsError(f"unknown command \\{name}" + (f", did you mean \\{close[0]}?" if close else ""))

    def styled(self, style: str) -> Node:
        body = self.argument()
        letters = _letters(body)
        if style == "upright" and letters is not None and len(letters) > 1:
            return Words(letters)  # \mathrm{JSD} is one word
        return Styled(style, body) if style else body

    def accent(self, name: str) -> Node:
        body = self.argument()
        self.skip()
        if name.endswith("brace") and self.rest and self.rest[-1] in ("_", "^"):
            self.rest.pop()
            return Accent(name, body, self.argument())
        return Accent(name, body)

    def words(self) -> Node:
        self.expect("{")
        return Words(_plain_text(self.raw()))

    def operator(self, role: str) -> Node:
        self.expect("{")
        found = _plain_text(re.sub(r"\\[,;: ]\s*", " ", self.raw())).strip()
        if not found:
            raise MathsError("an operator without a name")
        return Symbol(found, role)

    def raw(self) -> str:
        """The source up to the closing brace."""
        taken, depth = "", 0
        while self.rest:
            token = self.rest.pop()
            depth += {"{": 1, "}": -1}.get(token, 0)
            if depth < 0:
                return taken
            taken += token
        raise MathsError("missing }")

    def fraction(self) -> Node:
        return Fraction(self.argument(), self.argument())

    def root(self) -> Node:
        self.skip()
        if self.rest and self.rest[-1] == "[":
            self.rest.pop()
            degree = Group(self.until(frozenset("]")))
            self.expect("]")
            return Root(self.argument(), degree)
        return Root(self.argument())

    def fenced(self) -> Node:
        left = self.delimiter()
        body = Group(self.until(frozenset()))
        if not self.rest or self.rest.pop() != "\\right":
            raise MathsError("\\left without \\right")
        return Fenced(left, body, self.delimiter())

    def delimiter(self) -> str:
        self.skip()
        token = self.rest.pop() if self.rest else ""
        if token == ".":
            return ""
        if token.startswith("\\") and token[1:] in SYMBOLS:
            return SYMBOLS[token[1:]].text
        if token and token in "()[]|/<>":
            return {"<": "⟨", ">": "⟩"}.get(token, token)
        raise MathsError(f"{token or 'nothing'} is no delimiter")

    def grid(self) -> Node:
        self.expect("{")
        name = self.raw()
        if name not in GRIDS:
            raise MathsError(f"unknown environment {name}")
        if name == "array":
            self.expect("{")
            self.raw()
        rows, cells = list[tuple[Node, ...]](), list[Node]()
        while True:
            cells.append(Group(self.until(frozenset(("&", "\\\\", "\\end")))))
            token = self.rest.pop() if self.rest else ""
            if token == "&":
                continue
            rows.append(tuple(cells))
            cells = []
            if token == "\\\\":
                continue
            if token != "\\end":
                raise MathsError(f"\\begin{{{name}}} without \\end{{{name}}}")
            self.expect("{")
            if self.raw() != name:
                raise MathsError(f"\\begin{{{name}}} without \\end{{{name}}}")
            last_is_empty = len(rows) > 1 and rows[-1] == (Group(()),)
            return Grid(name, tuple(rows[:-1] if last_is_empty else rows))

    def negated(self) -> Node:
        """The sign with a stroke: its own character where there is one, else struck through."""
        body = self.argument()
        if isinstance(body, Symbol):
            composed = unicodedata.normalize("NFC", body.text + _STROKE)
            if len(composed) == 1:
                return Symbol(composed, body.role)
        return Accent("not", body)


_NOTHING = Group(())
_STROKE = "\u0338"
_STOPS = frozenset(("}", "\\right", "&", "\\\\", "\\end"))


def _letters(node: Node) -> str | None:
    if isinstance(node, Group):
        parts = [_letters(child) for child in node.children]
        return "".join(p for p in parts if p is not None) if parts and None not in parts else None
    return node.text if isinstance(node, Symbol) and node.text.isalnum() and node.role == "ord" else None


def _plain_text(raw: str) -> str:
    """The text of a \\text{…}: escapes undone, braces and formulas refused."""
    found = re.sub(r"\\([%#_&$ ])", r"\1", raw).replace("``", "“").replace("''", "”").replace("~", "\u00a0")
    found = re.sub(r"\\([{}])", r"\1", found) if not re.search(r"(?<!\\)[{}]", found) else found
    if "\\" in found or re.search(r"(?<!\\)\$", raw) or re.search(r"(?<!\\)[{}]", raw):
        raise MathsError(f"{raw!r} is not plain text")
    if hidden := next((c for c in found if not c.isprintable() and not c.isspace()), None):
        raise MathsError(f"U+{ord(hidden):04X} cannot stand in a formula")
    return unicodedata.normalize("NFC", found)


# ------------------------------------------------------------------ Typst


@cache
def typst(tex: str) -> str:
    """The inside of Typst's dollars. Raises MathsError."""
    return _typst(parse(tex))


def _typst(children: Sequence[Node]) -> str:
    pieces = [piece for child in children if (piece := _TYPST[type(child)](child))]
    text = ""
    for piece in pieces:
        # a space beside quoted words would print
        text += piece if not text or text.endswith('"') or piece.startswith('"') else f" {piece}"
    return text


def _one(node: Node | None) -> str:
    return _typst((node,)) if node is not None else ""


def _full(node: Node | None) -> str:
    """An argument of a Typst function, which may not be left empty."""
    return _one(node) or _EMPTY


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _symbol(node: Symbol) -> str:
    if node.role == "limits":
        return f"op({_string(node.text)}, limits: #true)"
    if node.role == "op":
        return f"op({_string(node.text)})"
    if node.text == "mod":
        return 'class("binary", "mod")'
    if node == SYMBOLS["colon"]:
        return 'class("punctuation", \\:)'
    if node.text in "|‖":  # a bar is neither a relation nor a side until it is said to be
        return f'class("{_SIDES.get(node.role, "normal")}", {_BARS[node.text]})'
    if "," in node.text[1:]:
        return _string(node.text)  # a number's thousands: no space after its comma
    if node.text in _PAIRED:
        return f"\\{node.text}"
    if node.text.isalnum() or ord(node.text[0]) > 127 or node.text[0].isdigit() or node.text in "+=<>!?":
        return node.text
    return f"\\{node.text}"


_PAIRED = frozenset("⟨⟩⌊⌋⌈⌉")  # Typst would look for the other one, and stretch both
_SIDES = {"open": "opening", "close": "closing"}
_CLASSES = {**_SIDES, "ord": "normal", "rel": "relation"}
_BARS = {"|": "bar.v", "‖": "bar.v.double"}


def _scripts(node: Scripts) -> str:
    sub = f", b: {_full(node.sub)}" if node.sub is not None else ""
    sup = f", t: {_full(node.sup)}" if node.sup is not None else ""
    if isinstance(node.base, Symbol) and len(node.base.text) == 1 and node.base.text.isalnum():
        below = f"_({_full(node.sub)})" if sub else ""
        above = f"^({_full(node.sup)})" if sup else ""
        return f"{node.base.text}{below}{above}"
    return f"attach({_full(node.base)}{sub}{sup})"


_EMPTY = '""'


def _styled(node: Styled) -> str:
    body = _full(node.body)
    for name in reversed(node.style.split()):
        body = f"{name}({body})"
    return body


def _accent(node: Accent) -> str:
    note = f", {_full(node.note)}" if node.note is not None else ""
    if node.name == "not":  # a stroke as steep as that of ≠
        return f'class("relation", cancel({_full(node.body)}, angle: #27deg, length: #120%))'
    return f"{node.name}({_full(node.body)}{note})"


def _fraction(node: Fraction) -> str:
    above, below = _full(node.above), _full(node.below)
    return f"frac({above}, {below})" if node.line else f"mat(delim: #none, {above}; {below})"


def _fenced(node: Fenced) -> str:
    return f"lr({_delimiter(node.left)} {_one(node.body)} {_delimiter(node.right)})"


def _delimiter(text: str) -> str:
    return _BARS.get(text, _symbol(Symbol(text))) if text else ""


def _sized(node: Sized) -> str:
    if not node.text:
        return ""
    return f'class("{_CLASSES[node.role]}", lr(size: #{node.height}em, {_delimiter(node.text)}))'


def _grid(node: Grid) -> str:
    if node.name == "aligned":
        return " \\ ".join(" & ".join(map(_one, row)) for row in node.rows)
    if node.name == "cases":
        return f"cases({', '.join(' & quad '.join(map(_cell, row)) for row in node.rows)})"
    delimiter = f'"{GRIDS[node.name]}"' if GRIDS[node.name] else "#none"
    cell = _one if node.name == "smallmatrix" else _cell
    return f"mat(delim: {delimiter}, {'; '.join(', '.join(map(cell, row)) for row in node.rows)})"


def _cell(node: Node) -> str:
    """A cell in the size of the line: within a line, Typst would make it as small as a script."""
    text = _one(node)
    return f"inline({text})" if text else ""


def _root(node: Root) -> str:
    return f"root({_full(node.degree)}, {_full(node.body)})" if node.degree else f"sqrt({_full(node.body)})"


_TYPST: dict[type, Callable[..., str]] = {
    Symbol: _symbol,
    Words: lambda n: _string(n.text),
    Space: lambda n: f"#h({n.width:.4g}em)",
    Group: lambda n: _typst(n.children),
    Scripts: _scripts,
    Fraction: _fraction,
    Root: _root,
    Styled: _styled,
    Accent: _accent,
    Fenced: _fenced,
    Sized: _sized,
    Grid: _grid,
}

# ------------------------------------------------------------------ one line of Unicode

_SUB = dict(zip("0123456789+−=()aeoxhklmnpstijruv", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ", strict=True))
_SUP = dict(  # no T: a raised one would read as a transpose
    zip(
        "0123456789+−=()′∗abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRUVW",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾′*ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵁⱽᵂ",
        strict=True,
    )
)
_COMBINING = {
    "hat": "\u0302", "tilde": "\u0303", "macron": "\u0304", "arrow": "\u20d7", "dot": "\u0307", "dot.double": "\u0308",
    "overline": "\u0305", "underline": "\u0332", "cancel": "\u0338", "not": "\u0338", "caron": "\u030c", "breve": "\u0306",
}  # fmt: skip
_BLACKBOARD = dict(zip("CNPQRZE", "ℂℕℙℚℝℤ𝔼", strict=True))
_PLAIN_SIGNS = {"∣": "|", "⟂": "⊥", "∗": "*", "ϕ": "φ"}


@cache
def plain(tex: str) -> str:
    """The formula as one line of Unicode: p(x₁ | z₁). Raises MathsError."""
    return " ".join(_plain(parse(tex)).split())


def _plain(children: Sequence[Node]) -> str:
    text, role, thin = "", "open", False
    for child in children:
        piece = _PLAIN[type(child)](child)
        if isinstance(child, Space) or not piece:
            text, thin = text + piece, thin or (isinstance(child, Space) and child.width > 0)
            continue
        now = _role(child)
        if now == "bin" and role in ("open", "bin", "rel", "punct", "op"):
            now = "sign"  # not an operation
        spaced = _spaced(role, now, piece) or (thin and text != "" and piece[0].isalpha())
        text += " " + piece if spaced else piece
        role, thin = "open" if now == "sign" else now, False
    return text


def _spaced(before: str, now: str, piece: str) -> bool:
    if before == "open" or now in ("close", "punct"):
        return False
    if {before, now} & {"rel", "bin"} or before == "punct":
        return True
    if before == "op":
        return now not in ("open", "fence")
    if before in ("frac", "root"):
        return piece != "/"  # 1/2 x, not 1/2x; √2 x, not √2x
    return now in ("op", "frac") or (now == "root" and not piece.startswith("√"))


def _role(node: Node) -> str:
    match node:
        case Symbol():
            return {"limits": "op", "big": "op"}.get(node.role, node.role)
        case Scripts():
            return _role(node.base)
        case Styled() | Accent():
            return _role(node.body)
        case Fenced():
            return "fence"
        case Sized():
            return node.role
        case Fraction():
            return "frac"
        case Root():
            return "root"
        case Group() if len(node.children) == 1:
            return _role(node.children[0])
    return "ord"


def _flat(node: Node) -> str:
    return _plain((node,))


def _wrapped(node: Node) -> str:
    text = _flat(node)
    return text if _single(node) or len(text) <= 1 else f"({text})"


def _single(node: Node) -> bool:
    """Whether a script, or a fraction's line, can only mean the whole of it."""
    if isinstance(node, Styled):
        return _single(node.body)
    if isinstance(node, Grid):
        return node.name not in _BARE
    return isinstance(node, Symbol | Scripts | Words | Fenced | Accent)


def _plain_scripts(node: Scripts) -> str:
    text = _wrapped(node.base) if not isinstance(node.base, Group) or node.base.children else ""
    for script, table, mark in ((node.sub, _SUB, "_"), (node.sup, _SUP, "^")):
        if script is not None:
            inner = (
                _flat(script).replace(" ", "")
                if all(c in table for c in _flat(script).replace(" ", ""))
                else _flat(script)
            )
            small = "".join(table[c] for c in inner) if all(c in table for c in inner) else ""
            text += small or (f"{mark}{inner}" if len(inner) == 1 else f"{mark}({inner})")
    return text


def _plain_fraction(node: Fraction) -> str:
    if not node.line:
        return f"{_flat(node.above)} choose {_flat(node.below)}"
    return f"{_wrapped(node.above)}/{_wrapped(node.below)}"


def _plain_styled(node: Styled) -> str:
    text = _flat(node.body)
    return "".join(_BLACKBOARD.get(c, c) for c in text) if node.style == "bb" else text


def _plain_accent(node: Accent) -> str:
    if node.name in _COMBINING:
        text = _flat(node.body)
        return unicodedata.normalize("NFC", "".join(c + _COMBINING[node.name] for c in text))
    return _wrapped(node.body) + (f" ({_flat(node.note)})" if node.note is not None else "")


def _plain_grid(node: Grid) -> str:
    body = "; ".join(", ".join(filter(None, map(_flat, row))) for row in node.rows)
    left = GRIDS[node.name]
    if node.name in _BARE:
        return body
    return f"{left}{body}{ {'(': ')', '[': ']', '{': '}'}.get(left, left) }"


_BARE = frozenset(("cases", "aligned", "array", "matrix", "smallmatrix"))


def _plain_root(node: Root) -> str:
    degree = "".join(_SUP.get(c, c) for c in _flat(node.degree)) if node.degree else ""
    return f"{degree}√{_wrapped(node.body)}"


_PLAIN: dict[type, Callable[..., str]] = {
    Symbol: lambda n: _PLAIN_SIGNS.get(n.text, n.text),
    Words: lambda n: n.text,
    Space: lambda n: " " if n.width > 0.2 else "",
    Group: lambda n: _plain(n.children),
    Scripts: _plain_scripts,
    Fraction: _plain_fraction,
    Root: _plain_root,
    Styled: _plain_styled,
    Accent: _plain_accent,
    Fenced: lambda n: f"{n.left}{_flat(n.body).strip()}{n.right}",
    Sized: lambda n: n.text,
    Grid: _plain_grid,
}
