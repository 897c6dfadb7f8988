"""LaTeX maths → a tree, by recursive descent.

The reader is strict: an unknown command is an error when a question loads, not a wrong symbol on a paper.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial

from exampaper.maths.characters import commanded, is_control
from exampaper.maths.commands import (
    ACCENTS,
    ARROWS,
    CHARACTERS,
    ENVIRONMENTS,
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
from exampaper.maths.instead import ENVIRONMENT_INSTEAD, advice
from exampaper.maths.shorthand import SHORTHAND
from exampaper.maths.tree import (
    Accent,
    Fenced,
    Fraction,
    Grid,
    Group,
    MathsError,
    Middle,
    Node,
    Root,
    Scripts,
    Sized,
    Space,
    Styled,
    Symbol,
    Words,
)

DEPTH = 60
"""Deepest nesting; no formula on paper comes near."""

SHORTHANDS = 500
"""Most commands of one formula that stand for others."""

_TOKEN = re.compile(r"\\operatorname\*|\\[A-Za-z]+|\\.|[0-9]+(?:\{,\}[0-9]+)*(?:\.[0-9]+)?|\s+|.", re.DOTALL)
_INDEPENDENT = re.compile(r"\\perp\s*(?:\\!\s*)+\\perp(?![A-Za-z])")


def parse(tex: str) -> tuple[Node, ...]:
    """The tree of a formula. tex: LaTeX without its dollars. Raises MathsError."""
    return read(tex)[0]


@cache
def read(tex: str) -> tuple[tuple[Node, ...], tuple[str | Words, ...]]:
    """The tree of a formula, and pieces of LaTeX that mean the same tree to TeX.

    tex: LaTeX without its dollars. The words among the pieces still have to be escaped. Raises MathsError.
    """
    for character in tex:
        if is_control(character):
            raise MathsError(f"the unprintable character U+{ord(character):04X}")
    reader = _Reader(_TOKEN.findall(_INDEPENDENT.sub(r"\\Perp", commanded(tex))))
    children = reader.until(frozenset())
    if reader.tokens:
        raise MathsError(f"{reader.tokens[-1]} without its beginning")
    return children, tuple(reader.written)


class _Reader:
    """A recursive-descent parser for one formula; each of its methods raises MathsError.

    tokens: those not read yet, the next one last. written: LaTeX for those that are, the same except for arguments
    that TeX takes only in braces, commands that its packages lack, and words, which are left to the writer.
    """

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens = list(reversed(tokens))
        self.written: list[str | Words] = []
        self.depth = 0
        self.shorthands = 0
        self.commands: dict[str, Callable[[], Node | None]] = {
            "frac": self.fraction,
            "dfrac": lambda: Styled("display", self.fraction()),
            "tfrac": lambda: Styled("inline", self.fraction()),
            "cfrac": lambda: Styled("display", self.fraction()),
            "binom": self.binomial,
            "dbinom": lambda: Styled("display", self.binomial()),
            "tbinom": lambda: Styled("inline", self.binomial()),
            "overset": lambda: self.stacked(above=True),
            "stackrel": lambda: self.stacked(above=True),
            "underset": lambda: self.stacked(above=False),
            "boxed": lambda: Styled("boxed", self.argument()),
            "phantom": lambda: Styled("phantom", self.argument()),
            "vphantom": self.vanished,
            "smash": self.argument,
            "substack": self.substack,
            "hspace": self.space,
            "mspace": self.space,
            "sqrt": self.root,
            "left": self.fenced,
            **{name: partial(self.labelled_arrow, arrow) for name, arrow in ARROWS.items()},
            "begin": self.grid,
            "not": self.negated,
            "pmod": lambda: Group((Space(1), CHARACTERS["("], Words("mod "), self.argument(), CHARACTERS[")"])),
            "mathop": self.argument,
            "mathbin": self.argument,
            "mathrel": self.argument,
            "mathord": self.argument,
            "mathopen": self.argument,
            "mathclose": self.argument,
            "mathpunct": self.argument,
            "mathinner": self.argument,
        }

    @property
    def next_token(self) -> str:
        """The next token, unread; "" at the end."""
        return self.tokens[-1] if self.tokens else ""

    def take(self) -> str:
        """The next token, which is read. There must be one."""
        token = self.tokens.pop()
        self.written.append(LATEX.get(token, token))
        return token

    def until(self, stops: frozenset[str]) -> tuple[Node, ...]:
        """The nodes up to one of the stops, which is left unread."""
        children: list[Node] = []
        all_stops = stops | _STOPS
        self.unfold()
        while self.tokens and self.tokens[-1] not in all_stops:
            node = self.item(children)
            self.unfold()
            if node is not None:
                children.append(node)
        return tuple(child for child in children if child != _NOTHING)

    def item(self, before: list[Node]) -> Node | None:
        """The next node; of those before it, it takes the last as its base where it is a script. None for a space."""
        token = self.tokens[-1]
        if token in ("_", "^", "'"):
            base = before.pop() if before else Group(())
            return self.scripts(base)
        if token in PLACED:
            if not before or isinstance(before[-1], Scripts | Styled):
                raise MathsError(f"{token} belongs straight after an operator")
            self.take()
            return Styled(PLACED[token], before.pop())
        return self.atom()

    def unfold(self, *, as_one: bool = False) -> None:
        """Put in the place of a command what it stands for; as_one: in braces, as an argument."""
        while self.next_token[:1] == "\\" and self.next_token[1:] in SHORTHAND:
            self.shorthands += 1
            if self.shorthands > SHORTHANDS:
                raise MathsError(f"more than {SHORTHANDS} commands that stand for others")
            meaning = self.meaning(self.tokens.pop()[1:])
            written = f"{{{meaning}}}" if as_one else meaning
            self.tokens.extend(reversed(_TOKEN.findall(written)))

    def meaning(self, name: str) -> str:
        """What a shorthand stands for, with its arguments, which are taken."""
        shorthand = SHORTHAND[name]
        if shorthand.most and self.next_token == "*":
            self.tokens.pop()
        option = self.source("[", "]") if shorthand.most and self.next_token == "[" else ""
        given: list[str] = []
        while len(given) < shorthand.most:
            if len(given) >= shorthand.least and self.next_token != "{":
                break
            given.append(self.one_source(name))
        meaning = shorthand.write(option, *given)
        return f"{meaning} " if re.search(r"\\[A-Za-z]+$", meaning) else meaning

    def one_source(self, name: str) -> str:
        """The source of one argument, without its braces."""
        while self.next_token.isspace():
            self.tokens.pop()
        if self.next_token == "(":
            raise MathsError(rf"\{name} takes braces, \{name}{{…}}; for brackets write \left( … \right)")
        if not self.tokens or self.tokens[-1] in _STOPS:
            raise MathsError(f"\\{name} without its argument")
        return self.source("{", "}") if self.next_token == "{" else self.tokens.pop()

    def source(self, opening: str, closing: str) -> str:
        """The source between two brackets, of which the first is next."""
        taken, depth = "", 0
        while self.tokens:
            token = self.tokens.pop()
            depth += (token == opening) - (token == closing)
            if depth == 0:
                return taken[len(opening) :]
            taken += token
        raise MathsError(f"missing {closing}")

    def skip(self) -> None:
        while self.next_token.isspace():
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
            raise MathsError(_unknown_character(token))
        return Symbol(token)

    def group(self) -> Node:
        children = self.until(frozenset())
        self.expect("}")
        return children[0] if len(children) == 1 else Group(children)

    def expect(self, token: str) -> None:
        self.skip()
        if self.next_token != token:
            raise MathsError(f"missing {token}")
        self.take()

    def argument(self, digits: int = 1) -> Node:
        """What a command takes: one character, one command with its own arguments, or a group.

        digits: the most that a number without braces may have: two in \\frac12, which is one half.
        """
        self.skip()
        self.unfold(as_one=True)
        if not self.tokens or self.tokens[-1] in _STOPS:
            raise MathsError("a command without its argument")
        self.part_digits(digits)
        token, start = self.tokens[-1], len(self.written)
        node = self.atom() or _NOTHING
        if token.startswith("\\") and not _is_plain_symbol(token[1:]):
            self.written[start:] = "{", *self.written[start:], "}"
        return node

    def part_digits(self, digits: int) -> None:
        """Part the digits of a number, of which TeX takes one as an argument.

        Raises MathsError for a number of more digits than that, or with a sign: its author meant all of it.
        """
        token = self.tokens[-1]
        after = self.tokens[-2] if len(self.tokens) > 1 else ""
        if token in ("+", "-") and after[:1].isdigit():
            raise MathsError(_cut_number(token + after))
        if token[0].isdigit() and len(token) > 1:
            if not token.isdigit() or len(token) > digits:
                raise MathsError(_cut_number(token))
            self.tokens[-1:] = reversed(token)

    def scripts(self, base: Node) -> Node:
        """A base with the scripts that follow it: primes, then at most one superscript, and at most one subscript."""
        sub: Node | None = None
        sups: list[Node] = []
        prime = SYMBOLS["prime"]
        while True:
            self.skip()
            token = self.next_token
            only_primes = all(sup == prime for sup in sups)
            if token == "'" and only_primes:
                self.take()
                sups.append(prime)
            elif token == "_" and sub is None:
                self.take()
                sub = self.argument()
            elif token == "^" and only_primes:
                self.take()
                sups.append(self.argument())
            elif token in ("_", "^", "'"):
                raise MathsError("a double subscript or superscript")
            elif len(sups) > 1:
                return Scripts(base, sub, Group(tuple(sups)))
            else:
                return Scripts(base, sub, sups[0] if sups else None)

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
            return self.words(TEXTS[name])
        if name in OPERATORS:
            return self.operator(OPERATORS[name])
        if name in SIZES:
            return self.sized(*SIZES[name])
        if name in SILENT:
            return _NOTHING
        if name in self.commands:
            return self.commands[name]()
        told = advice(name)
        if told:
            raise MathsError(f"unknown command \\{name}: {told}")
        close = difflib.get_close_matches(name, _ALL, n=1)
        suggestion = f", did you mean \\{close[0]}?" if close else ""
        raise MathsError(f"unknown command \\{name}{suggestion}")

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
            if self.next_token in ("_", "^"):
                self.take()
                return Accent(name, body, self.argument())
        return Accent(name, body)

    def sized(self, height: float, role: str) -> Node:
        return Sized(self.delimiter(), role, height)

    def words(self, style: str) -> Node:
        """Words, with formulas between dollars among them."""
        self.expect("{")
        pieces = [self.plain_words(style)]
        while self.written[-1] == "$":
            pieces += [Group(self.until(frozenset("$"))), self.formula_end(), self.plain_words(style)]
        return pieces[0] if len(pieces) == 1 else Group(tuple(pieces))

    def plain_words(self, style: str) -> Node:
        """Words up to the closing brace, or to the beginning of a formula among them."""
        start = len(self.written)
        text, end = self.raw_words()
        words = Words(_plain_text(text))
        self.written[start:] = words, end
        if not text and end == "$":
            return _NOTHING
        return Styled(style, words) if style else words

    def formula_end(self) -> Node:
        self.expect("$")
        return _NOTHING

    def raw_words(self) -> tuple[str, str]:
        """The source of words, and what they end with: a brace, or a dollar. Both are read."""
        taken, depth = "", 0
        while self.tokens:
            token = self.take()
            depth += {"{": 1, "}": -1}.get(token, 0)
            if depth < 0 or (token == "$" and depth == 0):
                return taken, token
            taken += token
        raise MathsError(r"missing } of \text: within a line, write \text{if } x > 0 for \text{if $x > 0$}")

    def operator(self, role: str) -> Node:
        self.expect("{")
        name = re.sub(r"\\[,;: ]\s*", " ", self.raw()).strip()
        if not name:
            raise MathsError("an operator without a name")
        if not re.fullmatch(r"[A-Za-z0-9 .*-]+", name):
            raise MathsError(f"{name!r} cannot name an operator: use letters, digits, spaces and hyphens")
        return Symbol(name, role)

    def raw(self) -> str:
        """The source up to the closing brace, which is read as well."""
        taken, depth = "", 0
        while self.tokens:
            token = self.take()
            depth += {"{": 1, "}": -1}.get(token, 0)
            if depth < 0:
                return taken
            taken += token
        raise MathsError("missing }")

    def binomial(self) -> Node:
        return Fenced("(", replace(self.fraction(), line=False), ")")

    def stacked(self, *, above: bool) -> Node:
        """A base with something set above it, or below it."""
        mark, base = self.argument(), self.argument()
        if isinstance(base, Scripts) and isinstance(base.base, Styled) and base.base.style.startswith("limits"):
            if above and base.sup is None:
                return replace(base, sup=mark)
            if not above and base.sub is None:
                return replace(base, sub=mark)
        return Scripts(Styled("limits", base), None if above else mark, mark if above else None)

    def labelled_arrow(self, arrow: str) -> Node:
        below: Node | None = None
        if self.next_token == "[":
            self.take()
            below = Group(self.until(frozenset("]")))
            self.expect("]")
        above = self.argument()
        room = Space(_ROOM)
        padded = [None if label is None else Group((room, label, room)) for label in (below, above)]
        return Scripts(Styled("limits stretch", Symbol(arrow, "rel")), *padded)

    def vanished(self) -> Node:
        self.argument()
        return _NOTHING

    def substack(self) -> Node:
        """Lines one below the other, as below a sum."""
        self.expect("{")
        rows = self.rows("")
        self.expect("}")
        return Grid("smallmatrix", tuple(rows))

    def space(self) -> Node:
        if self.next_token == "*":
            self.take()
        self.expect("{")
        raw = self.raw()
        length = re.fullmatch(r"\s*(-?\d*\.?\d+)\s*(em|ex|mu|pt|mm|cm)\s*", raw)
        if not length:
            raise MathsError(f"{raw!r} is no length: write 1em or 5mm")
        return Space(float(length[1]) * _LENGTHS[length[2]])

    def fraction(self) -> Fraction:
        return Fraction(self.argument(digits=2), self.argument())

    def root(self) -> Node:
        self.skip()
        if self.next_token == "[":
            self.take()
            degree = Group(self.until(frozenset("]")))
            self.expect("]")
            return Root(self.argument(), degree)
        return Root(self.argument())

    def fenced(self) -> Node:
        left = self.delimiter()
        body = list(self.until(_MIDDLE))
        while self.next_token == "\\middle":
            self.take()
            body += [Middle(self.delimiter()), *self.until(_MIDDLE)]
        if not self.tokens or self.take() != "\\right":
            raise MathsError("\\left without \\right")
        return Fenced(left, Group(tuple(body)), self.delimiter())

    def delimiter(self) -> str:
        self.skip()
        token = self.take() if self.tokens else ""
        if token == ".":
            return ""
        if token.startswith("\\") and token[1:] in SYMBOLS:
            return SYMBOLS[token[1:]].text
        if token and token in "()[]|/<>":
            return {"<": "⟨", ">": "⟩"}.get(token, token)
        raise MathsError(f"{token or 'nothing'} is not a delimiter")

    def grid(self) -> Node:
        """An environment: a matrix, cases, aligned lines, or an equation, which adds nothing to its dollars."""
        start = len(self.written) - 1
        self.expect("{")
        typed = self.raw()
        name = ENVIRONMENTS.get(typed, typed)
        if name == "alignedat":  # TeX wants the number of columns, the others find them
            self.expect("{")
            self.raw()
            name = "aligned"
        self.written[start:] = [f"\\begin{{{name}}}"] if name else []
        if not name:
            return self.equation(typed)
        if name not in GRIDS:
            told = ENVIRONMENT_INSTEAD.get(name, "")
            raise MathsError(f"unknown environment {name}" + (f": {told}" if told else ""))
        columns = self.columns() if name == "array" else ""
        rules: list[int] = []
        rows = self.rows(columns, rules)
        self.end(typed, name)
        ends_with_break = len(rows) > 1 and rows[-1] == (_NOTHING,)
        return Grid(name, tuple(rows[:-1] if ends_with_break else rows), columns, tuple(rules))

    def equation(self, typed: str) -> Node:
        children = self.until(frozenset())
        self.end(typed, "")
        return children[0] if len(children) == 1 else Group(children)

    def end(self, typed: str, name: str) -> None:
        """The end of an environment. typed: its name as it was typed. name: as it is written; "" for not at all."""
        start = len(self.written)
        if not self.tokens or self.take() != "\\end":
            raise MathsError(f"\\begin{{{typed}}} without \\end{{{typed}}}")
        self.expect("{")
        if self.raw() != typed:
            raise MathsError(f"\\begin{{{typed}}} without \\end{{{typed}}}")
        self.written[start:] = [f"\\end{{{name}}}"] if name else []

    def rows(self, columns: str, rules: list[int] | None = None) -> list[tuple[Node, ...]]:
        """The rows of an environment, up to its end.

        columns: of an array; "" for any number. rules: takes the numbers of rows of an array that have a rule above.
        """
        rules = [] if rules is None else rules
        self.rule(columns, 0, rules)
        rows = [self.row(columns)]
        while self.next_token == "\\\\":
            self.take()
            if self.next_token == "[":
                raise MathsError("\\\\[…]: the distance between rows cannot be set; write \\\\ { }[ for a bracket")
            self.rule(columns, len(rows), rules)
            rows.append(self.row(columns))
        return rows

    def rule(self, columns: str, row: int, rules: list[int]) -> None:
        """Read a rule above a row of an array, where there is one."""
        self.skip()
        if columns and self.next_token == "\\hline":
            self.take()
            rules.append(row)

    def row(self, columns: str) -> tuple[Node, ...]:
        cells = [self.cell()]
        while self.next_token == "&":
            self.take()
            cells.append(self.cell())
        if columns and len(cells) > len(columns.replace("|", "")):
            raise MathsError(f"a row of {len(cells)} cells in an array of columns {columns}")
        return tuple(cells)

    def cell(self) -> Node:
        return Group(self.until(frozenset()))

    def columns(self) -> str:
        """The columns of an array: l, c or r each, and bars between them."""
        self.expect("{")
        columns = re.sub(r"\s", "", self.raw())
        if not re.fullmatch(r"\|?[lcr](\|?[lcr])*\|?", columns):
            raise MathsError(f"an array of columns {columns!r}: they are l, c or r, with single bars between them")
        return columns

    def negated(self) -> Node:
        """A symbol with a stroke: a character of its own where there is one, otherwise struck through."""
        body = self.argument()
        if isinstance(body, Symbol):
            composed = unicodedata.normalize("NFC", body.text + _STROKE)
            if len(composed) == 1:
                return Symbol(composed, body.role)
        return Accent("not", body)


_NOTHING = Group(())
_STROKE = "\u0338"
_STOPS = frozenset(("}", "\\right", "&", "\\\\", "\\end"))
_MIDDLE = frozenset(("\\middle",))
_ALL = [*sorted(KNOWN), *SHORTHAND]
_ROOM = 0.28
"""White space beside the label of an arrow, in em."""

_LENGTHS = {"em": 1.0, "ex": 0.43, "mu": 1 / 18, "pt": 1 / 11, "mm": 2.845 / 11, "cm": 28.45 / 11}
"""Lengths in em, of letters of 11 points."""


def _cut_number(number: str) -> str:
    return f"only the {number[0]} of {number} would be taken: write {{{number}}}"


def _is_plain_symbol(name: str) -> bool:
    """Whether TeX takes the command as an argument without braces: a symbol, not a macro or an operator."""
    return name in SYMBOLS and SYMBOLS[name].role in ("ord", "bin") and not name.startswith(_MACROS)


_MACROS = ("dots", "ldots", "cdots", "vdots", "ddots", "bmod")


def _unknown_character(character: str) -> str:
    codepoint = f"U+{ord(character):04X}"
    if not character.isprintable():
        return f"{codepoint} is not allowed in a formula"
    name = unicodedata.name(character, "")
    described = f"{codepoint}, {name}" if name else codepoint
    return f"{character} ({described}) is not allowed in a formula: write its LaTeX command, or words in \\text{{…}}"


def _letters(node: Node) -> str | None:
    """The letters and digits of a node that has nothing else; None for any other."""
    if isinstance(node, Symbol):
        return node.text if node.text.isalnum() and node.role == "ord" else None
    if not isinstance(node, Group) or not node.children:
        return None
    letters = ""
    for child in node.children:
        part = _letters(child)
        if part is None:
            return None
        letters += part
    return letters


def _plain_text(raw: str) -> str:
    """The text of a \\text{…} without escapes. Raises MathsError for braces, formulas and commands in it."""
    text = re.sub(r"\\([%#_&$ {}])", r"\1", raw).replace("``", "“").replace("''", "”").replace("~", "\u00a0")
    if "\\" in text or re.search(r"(?<!\\)[{}$]", raw):
        raise MathsError(f"{raw!r} is not plain text")
    for character in text:
        if not character.isprintable() and not character.isspace():
            raise MathsError(f"U+{ord(character):04X} is not allowed in a formula")
    return unicodedata.normalize("NFC", text)
