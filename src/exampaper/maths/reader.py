"""LaTeX maths → a tree, by recursive descent.

Strict: a command that is not known here is an error when a question loads, not a wrong sign on a paper.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from exampaper.maths.characters import commanded, is_control
from exampaper.maths.commands import (
    ACCENTS,
    CHARACTERS,
    FUNCTIONS,
    GRIDS,
    KNOWN,
    LATEX,
    OPERATORS,
    PLACED,
    PRINTED,
    SILENT,
    SIZES,
    SPACES,
    STYLES,
    SYMBOLS,
    TEXTS,
)
from exampaper.maths.tree import (
    Accent,
    Fenced,
    Fraction,
    Grid,
    Group,
    MathsError,
    Node,
    Root,
    Scripts,
    Sized,
    Space,
    Styled,
    Symbol,
    Words,
)

DEPTH = 60  # nesting beyond any formula on paper

_TOKEN = re.compile(r"\\operatorname\*|\\[A-Za-z]+|\\.|[0-9]+(?:\{,\}[0-9]+)*(?:\.[0-9]+)?|\s+|.", re.DOTALL)
_INDEPENDENT = re.compile(r"\\perp\s*(?:\\!\s*)+\\perp(?![A-Za-z])")


def parse(tex: str) -> tuple[Node, ...]:
    """The tree of a formula, in LaTeX without its dollars. Raises MathsError."""
    return read(tex)[0]


@cache
def read(tex: str) -> tuple[tuple[Node, ...], tuple[str | Words, ...]]:
    """The tree of a formula, and pieces of LaTeX that mean this tree to TeX as well. Raises MathsError."""
    if hidden := next(filter(is_control, tex), None):
        raise MathsError(f"the unprintable character U+{ord(hidden):04X}")
    tokens = _TOKEN.findall(_INDEPENDENT.sub(r"\\Perp", commanded(tex)))
    reader = _Reader(tokens)
    children = reader.until(frozenset())
    if reader.rest:
        raise MathsError(f"{reader.rest[-1]} without its beginning")
    return children, tuple(reader.written)


class _Reader:
    """One reading, by recursive descent. `rest` is what is still unread, backwards; `written` the LaTeX of the others.

    What is written is what was read, but for arguments that TeX takes in braces only, names that its packages lack,
    and texts, which are left to the writer.
    """

    def __init__(self, tokens: Sequence[str]) -> None:
        self.rest = list(reversed(tokens))
        self.written: list[str | Words] = []
        self.depth = 0
        self.commands: dict[str, Callable[[], Node | None]] = {
            "frac": self.fraction,
            "dfrac": lambda: Styled("display", self.fraction()),
            "tfrac": lambda: Styled("inline", self.fraction()),
            "binom": lambda: Fenced("(", replace(self.fraction(), line=False), ")"),
            "sqrt": self.root,
            "left": self.fenced,
            "begin": self.grid,
            "not": self.negated,
            "pmod": lambda: Group((Space(1), CHARACTERS["("], Words("mod "), self.argument(), CHARACTERS[")"])),
            "mathop": self.argument,
            "mathbin": self.argument,
            "mathrel": self.argument,
            "mathord": self.argument,
        }

    def take(self) -> str:
        """The next token."""
        token = self.rest.pop()
        self.written.append(LATEX.get(token, token))
        return token

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
            self.take()
            return Styled(PLACED[token], before.pop())
        return self.atom()

    def skip(self) -> None:
        while self.rest and self.rest[-1].isspace():
            self.take()

    def atom(self) -> Node | None:
        self.depth += 1
        if self.depth > DEPTH:
            raise MathsError("nested too deeply")
        node = self.read(self.take())
        self.depth -= 1
        return node

    def read(self, token: str) -> Node | None:
        if token.isspace():
            return None
        if token == "{":
            return self.group()
        if token.startswith("\\"):
            return self.command(token[1:])
        if token[0] in "0123456789":
            return Symbol(token.replace("{,}", ","))
        if token in CHARACTERS:
            return CHARACTERS[token]
        if token in ("#", "$", "%", "&", "\\"):
            raise MathsError(f"a bare {token}")
        if not token.isascii() or not token.isprintable():
            raise MathsError(_no_sign(token))
        return Symbol(token)

    def group(self) -> Node:
        children = self.until(frozenset())
        self.expect("}")
        return children[0] if len(children) == 1 else Group(children)

    def expect(self, token: str) -> None:
        self.skip()
        if not self.rest or self.rest[-1] != token:
            raise MathsError(f"missing {token}")
        self.take()

    def argument(self, digits: int = 1) -> Node:
        """What a command takes: one sign, one command with its own arguments, or a group.

        digits: of a number without braces, as many as there are arguments to come: \\frac12 is one half.
        """
        self.skip()
        if not self.rest or self.rest[-1] in _STOPS:
            raise MathsError("a command without its argument")
        self.see_whole(digits)
        token, start = self.rest[-1], len(self.written)
        node = self.atom() or _NOTHING
        if token.startswith("\\") and not _is_plain_sign(token[1:]):
            self.written[start:] = "{", *self.written[start:], "}"
        return node

    def see_whole(self, digits: int) -> None:
        """Raises MathsError for a number of which TeX would take the first sign only."""
        token, after = self.rest[-1], self.rest[-2] if len(self.rest) > 1 else ""
        signed = token in ("+", "-") and after[:1].isdigit()
        if signed or (token[0].isdigit() and len(token) > (digits if token.isdigit() else 1)):
            number = token + after if signed else token
            raise MathsError(f"only the {token[0]} of {number} would be taken: write {{{number}}}")
        if token[0].isdigit() and len(token) > 1:
            self.rest[-1:] = reversed(token)

    def scripts(self, base: Node) -> Node:
        sub: Node | None = None
        sup: list[Node] = []
        while True:
            self.skip()
            token = self.rest[-1] if self.rest else ""
            if token == "'" and all(s == SYMBOLS["prime"] for s in sup):
                self.take()
                sup.append(SYMBOLS["prime"])
            elif token == "_" and sub is None:
                self.take()
                sub = self.argument()
            elif token == "^" and not [s for s in sup if s != SYMBOLS["prime"]]:
                self.take()
                sup.append(self.argument())
            elif token in ("_", "^", "'"):
                raise MathsError("a double subscript or superscript")
            else:
                return Scripts(base, sub, (sup[0] if len(sup) == 1 else Group(tuple(sup))) if sup else None)

    def command(self, name: str) -> Node | None:
        if name in SYMBOLS:
            return SYMBOLS[name]
        if name in FUNCTIONS:
            return Symbol(PRINTED.get(name, name), "limits" if FUNCTIONS[name] else "op")
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
        if style in ("bb", "cal") and not re.fullmatch("[A-Z]+", letters or "A"):
            raise MathsError(f"{letters} has no form of this style: it is for capital letters")
        if style == "upright" and letters is not None and len(letters) > 1:
            return Words(letters)  # \mathrm{JSD} is one word
        return Styled(style, body) if style else body

    def accent(self, name: str) -> Node:
        body = self.argument()
        if name.endswith("brace"):
            self.skip()
            if self.rest and self.rest[-1] in ("_", "^"):
                self.take()
                return Accent(name, body, self.argument())
        return Accent(name, body)

    def words(self) -> Node:
        self.expect("{")
        start = len(self.written)
        words = Words(_plain_text(self.raw()))
        self.written[start:] = words, "}"
        return words

    def operator(self, role: str) -> Node:
        self.expect("{")
        found = re.sub(r"\\[,;: ]\s*", " ", self.raw()).strip()
        if not found:
            raise MathsError("an operator without a name")
        if not re.fullmatch(r"[A-Za-z0-9 .*-]+", found):
            raise MathsError(f"{found!r} is no name of an operator: it has letters, digits, spaces and hyphens")
        return Symbol(found, role)

    def raw(self) -> str:
        """The source up to the closing brace."""
        taken, depth = "", 0
        while self.rest:
            token = self.take()
            depth += {"{": 1, "}": -1}.get(token, 0)
            if depth < 0:
                return taken
            taken += token
        raise MathsError("missing }")

    def fraction(self) -> Fraction:
        return Fraction(self.argument(digits=2), self.argument())

    def root(self) -> Node:
        self.skip()
        if self.rest and self.rest[-1] == "[":
            self.take()
            degree = Group(self.until(frozenset("]")))
            self.expect("]")
            return Root(self.argument(), degree)
        return Root(self.argument())

    def fenced(self) -> Node:
        left = self.delimiter()
        body = Group(self.until(frozenset()))
        if not self.rest or self.take() != "\\right":
            raise MathsError("\\left without \\right")
        return Fenced(left, body, self.delimiter())

    def delimiter(self) -> str:
        self.skip()
        token = self.take() if self.rest else ""
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
        columns = self.columns() if name == "array" else ""
        rows, cells = list[tuple[Node, ...]](), list[Node]()
        while True:
            cells.append(Group(self.until(frozenset(("&", "\\\\", "\\end")))))
            token = self.take() if self.rest else ""
            if token == "&":
                continue
            rows.append(tuple(cells))
            cells = []
            if columns and len(rows[-1]) > len(columns.replace("|", "")):
                raise MathsError(f"a row of {len(rows[-1])} cells in an array of columns {columns}")
            if token == "\\\\":
                if self.rest and self.rest[-1] == "[":
                    raise MathsError(
                        "\\\\[…]: a row cannot tell its distance from the next, write \\\\ { }[ for a bracket"
                    )
                continue
            if token != "\\end":
                raise MathsError(f"\\begin{{{name}}} without \\end{{{name}}}")
            self.expect("{")
            if self.raw() != name:
                raise MathsError(f"\\begin{{{name}}} without \\end{{{name}}}")
            last_is_empty = len(rows) > 1 and rows[-1] == (Group(()),)
            return Grid(name, tuple(rows[:-1] if last_is_empty else rows), columns)

    def columns(self) -> str:
        """The columns of an array: l, c or r each, and bars between them."""
        self.expect("{")
        found = re.sub(r"\s", "", self.raw())
        if not re.fullmatch(r"\|?[lcr](\|?[lcr])*\|?", found):
            raise MathsError(f"an array of columns {found!r}: they are l, c or r, with single bars between them")
        return found

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


def _is_plain_sign(name: str) -> bool:
    """Whether TeX takes the command as an argument without braces: one that is a sign, and no macro or operator."""
    return name in SYMBOLS and SYMBOLS[name].role in ("ord", "bin") and not name.startswith(_MACROS)


_MACROS = ("dots", "ldots", "cdots", "vdots", "ddots", "bmod")


def _no_sign(character: str) -> str:
    name = unicodedata.name(character, "")
    told = f"{character} (U+{ord(character):04X}{', ' + name if name else ''})" if character.isprintable() else ""
    remedy = ": write its LaTeX command, or words in \\text{…}" if told else ""
    return f"{told or f'U+{ord(character):04X}'} cannot stand in a formula{remedy}"


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
