"""What a student types → a tree, by recursive descent over a small grammar. Nothing is ever executed.

    sum      = product { ("+" | "-") product }
    product  = signed { ("*" | "/") signed | power }          a factor may follow another without a sign: 2x, 3(x + 1)
    signed   = ["-" | "+"] power
    power    = postfix [ "^" signed ]
    postfix  = atom { superscript | "!" | "%" }
    atom     = number | letter | function atom | "(" sum ")" | "|" sum "|" | "{" sum "}" after a LaTeX command

What could be read in two ways (1/2x, e^2x) is refused with both readings. Length, depth, nodes, digits and exponents
are limited here, before anything is computed.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from exampaper.answers.numerals import numeral
from exampaper.answers.tree import (
    Call,
    Collection,
    Expression,
    Letter,
    Negative,
    Number,
    Operation,
    Typed,
    Union,
    Unreadable,
)
from exampaper.answers.vocabulary import (
    CONSTANTS,
    FUNCTIONS,
    GREEK,
    LATEX,
    LATEX_COMMAND,
    SAME,
    SIGNS,
    SUPERSCRIPTS,
)

T = TypeVar("T")

LENGTH = 400
DEPTH = 30
NODES = 200


@dataclass(frozen=True, slots=True)
class Token:
    """kind: number, word, command (a word after a backslash) or the sign itself. spaced: white space stands before."""

    kind: str
    text: str
    spaced: bool
    number: Number | None = None


def read_expression(text: str, letters: Iterable[str] = ()) -> Expression:
    """One number or formula. letters: the names that may stand in it. Raises Unreadable."""
    reader = _Reader(text, letters, decimal_comma=True)
    return reader.whole(reader.sum)


def read_collection(text: str, letters: Iterable[str] = ()) -> Typed:
    """Numbers or formulas in any brackets: a tuple, set, interval, matrix, or several of them joined by ∪.

    A comma parts items, unless semicolons do: then it is a decimal comma. Raises Unreadable.
    """
    reader = _Reader(text, letters, decimal_comma=";" in text)
    return reader.whole(reader.union)


class _Reader:
    """One reading. `rest` holds the unread tokens, backwards."""

    def __init__(self, text: str, letters: Iterable[str], decimal_comma: bool) -> None:
        self.letters = {_plain_name(letter): letter for letter in letters}
        self.words = sorted({*self.letters, *FUNCTIONS, *CONSTANTS}, key=len, reverse=True)
        self.decimal_comma = decimal_comma
        self.rest = list(reversed(self.tokens(_normal(text))))
        self.depth = self.nodes = 0

    def whole(self, part: Callable[[], T]) -> T:
        if not self.rest:
            raise Unreadable("nothing is typed")
        made = part()
        if self.rest:
            raise Unreadable(self.surplus())
        return made

    def surplus(self) -> str:
        token = self.rest[-1]
        if token.kind in (")", "]", "}"):
            return f"{token.text} closes nothing"
        if token.kind == ",":
            return "a comma cannot stand here: is one number asked for?"
        return f"{token.text} cannot stand here"

    # -------------------------------------------------------------- tokens

    def tokens(self, text: str) -> list[Token]:
        """All tokens. Between the brackets of max(1, 5) a comma parts arguments, whatever it does elsewhere."""
        found: list[Token] = []
        commas = [self.decimal_comma]
        at = 0
        while at < len(text):
            if text[at].isspace():
                at += 1
                continue
            token, at = self.token(text, at, commas[-1])
            if token.kind in ("(", "[", "{"):
                several = bool(found) and FUNCTIONS.get(found[-1].text, 1) > 1
                commas.append(commas[-1] and not several)
            elif token.kind in (")", "]", "}") and len(commas) > 1:
                commas.pop()
            found.append(token)
        return found

    def token(self, text: str, at: int, decimal_comma: bool) -> tuple[Token, int]:
        spaced = at > 0 and text[at - 1].isspace()
        if made := numeral(text, at, decimal_comma=decimal_comma):
            return Token("number", text[at : made[1]], spaced, made[0]), made[1]
        if text.startswith("**", at):
            return Token("^", "**", spaced), at + 2
        if word := self.spelled(text, at):
            kind = "command" if word.startswith("\\") else "word"
            return Token(kind, word.removeprefix("\\"), spaced), at + len(word)
        if text[at] in _SINGLE or text[at] in SUPERSCRIPTS:
            kind = "superscript" if text[at] in SUPERSCRIPTS else text[at]
            return Token(kind, text[at], spaced), at + 1
        raise Unreadable(f"{text[at]} is not understood here")

    def spelled(self, text: str, at: int) -> str:
        """The word that begins here: with its digits or index, if a letter of the field has them, as x1 and x_1."""
        indexed = _INDEXED.match(text, at)
        if indexed and _plain_name(indexed[0]) in self.letters:
            return indexed[0]
        bare = _WORD.match(text, at)
        return bare[0] if bare else ""

    def next(self, *kinds: str) -> Token | None:
        """The next token, if it is of one of these kinds: it is read then."""
        return self.rest.pop() if self.rest and self.rest[-1].kind in kinds else None

    def expect(self, kind: str) -> None:
        if not self.next(kind):
            found = f"before {self.rest[-1].text}" if self.rest else "at the end"
            raise Unreadable(f"missing {kind} {found}")

    def made(self, node: Expression) -> Expression:
        self.nodes += 1
        if self.nodes > NODES:
            raise Unreadable("this is too long")
        return node

    # -------------------------------------------------------------- collections

    def union(self) -> Typed:
        parts, less = [self.item()], list[Typed]()
        while sign := self.joint():
            (parts if sign == "∪" else less).append(self.item())
        return Union(tuple(parts), tuple(less)) if len(parts) > 1 or less else parts[0]

    def joint(self) -> str:
        if self.next("∪"):
            return "∪"
        if self.next("\\"):
            return "\\"
        if self.rest and self.rest[-1].kind == "word" and self.rest[-1].text in ("U", "or", "and", "union"):
            self.rest.pop()
            return "∪"
        return ""

    def item(self) -> Typed:
        """A collection without brackets at the outermost level, else whatever begins here."""
        first = self.member()
        if not self.rest or self.rest[-1].kind not in (",", ";"):
            return first
        return Collection("", (first, *self.more()), "")

    def more(self) -> list[Typed]:
        items: list[Typed] = []
        while self.next(",", ";"):
            items.append(self.member())
        return items

    def member(self) -> Typed:
        opening = self.rest[-1].kind if self.rest else ""
        if opening in ("[", "{", "(", "]") and self.is_collection():
            return self.bracketed()
        return self.sum()

    def is_collection(self) -> bool:
        """Whether the bracket that opens here holds several items, or is one that no formula has."""
        if self.rest[-1].kind in ("[", "{", "]"):
            return True
        depth = 0
        for token in reversed(self.rest):
            depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(token.kind, 0)
            if depth == 1 and token.kind in (",", ";"):
                return True
            if depth <= 0:
                return False
        return False

    def bracketed(self) -> Typed:
        self.deeper()
        opened = self.rest.pop().kind
        items: list[Typed] = []
        if not (self.rest and self.rest[-1].kind in (")", "]", "}")):
            items = [self.member(), *self.more()]
        closed = self.next(")", "]", "}", "[")
        if closed is None:
            raise Unreadable(f"{opened} is not closed")
        self.depth -= 1
        self.nodes += len(items)
        return Collection(opened, tuple(items), closed.kind)

    # -------------------------------------------------------------- expressions

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEPTH:
            raise Unreadable("brackets are nested too deeply")

    def sum(self) -> Expression:
        self.deeper()
        total = self.product()
        while sign := self.next("+", "-"):
            total = self.made(Operation(sign.kind, total, self.product()))
        self.depth -= 1
        return total

    def product(self) -> Expression:
        value = self.signed()
        divided = False
        while self.rest:
            if sign := self.next("*", "/"):
                value = self.made(Operation(sign.kind, value, self.signed()))
                divided = sign.kind == "/"
            elif self.begins_factor():
                value = self.side_by_side(value, divided)
            else:
                break
        return value

    def side_by_side(self, value: Expression, divided: bool) -> Expression:
        """A factor that follows without a sign. Raises Unreadable for 2 3, and for 1/2x, which is read in two ways."""
        after = self.rest[-1]
        if after.kind == "number" and (isinstance(value, Number) or not after.spaced):
            raise Unreadable(f"a sign is missing before {after.text}")
        if divided and not after.spaced and after.kind != "(":
            raise Unreadable(f"a quotient before {after.text} can be read in two ways: use brackets, as in (1/2)*x")
        if divided and after.kind == "(":
            raise Unreadable("a quotient before ( can be read in two ways: write a sign * and brackets")
        right = self.power()
        return self.made(Operation("*", value, right))

    def begins_factor(self) -> bool:
        return bool(self.rest) and self.rest[-1].kind in ("number", "word", "command", "(")

    def signed(self) -> Expression:
        if self.next("-"):
            self.deeper()
            value = self.made(Negative(self.signed()))
            self.depth -= 1
            return value
        if self.next("+"):
            self.deeper()
            value = self.signed()
            self.depth -= 1
            return value
        return self.power()

    def power(self) -> Expression:
        base = self.postfix()
        if not self.next("^"):
            return base
        self.deeper()
        braced = bool(self.rest) and self.rest[-1].kind in ("{", "(")
        exponent = self.braces() if self.rest and self.rest[-1].kind == "{" else self.signed_power()
        self.depth -= 1
        unclear = not braced and (isinstance(base, Number) or base == Letter("e"))
        if unclear and self.rest and self.rest[-1].kind in ("word", "number") and not self.rest[-1].spaced:
            word = self.rest[-1].text
            raise Unreadable(f"the exponent before {word} can be read in two ways: use brackets, as in e^(2*{word})")
        return self.made(Operation("^", base, exponent))

    def signed_power(self) -> Expression:
        if self.next("-"):
            return self.made(Negative(self.power()))
        self.next("+")
        return self.power()

    def postfix(self) -> Expression:
        value = self.atom()
        while self.rest:
            if self.rest[-1].kind == "superscript":
                digits = ""
                while token := self.next("superscript"):
                    digits += SUPERSCRIPTS[token.text]
                if not re.fullmatch(r"[+-]?\d{1,4}", digits):
                    raise Unreadable("this exponent is not understood")
                exponent: Expression = Number(abs(_whole(digits)), 0)
                exponent = Negative(exponent) if digits.startswith("-") else exponent
                value = self.made(Operation("^", value, exponent))
            elif self.next("!"):
                value = self.made(Call("factorial", (value,)))
            elif self.next("%"):
                value = self.made(Operation("/", value, Number(_whole("100"), 0)))
            else:
                break
        return value

    def atom(self) -> Expression:
        if not self.rest:
            raise Unreadable("something is missing at the end")
        token = self.rest.pop()
        if token.kind == "number" and token.number is not None:
            return self.made(token.number)
        if token.kind == "(":
            value = self.sum()
            self.expect(")")
            return value
        if token.kind == "|":
            value = self.sum()
            self.expect("|")
            return self.made(Call("abs", (value,)))
        if token.kind in ("word", "command"):
            return self.word(token)
        raise Unreadable(f"{token.text} cannot stand here")

    def word(self, token: Token) -> Expression:
        name = _plain_name(token.text)
        if name in self.letters:
            return self.made(Letter(self.letters[name]))
        if name in FUNCTIONS or name in SAME:
            return self.function(SAME.get(name, name))
        if name in CONSTANTS:
            return self.made(Letter(CONSTANTS[name]))
        if token.kind == "word" and (first := self.longest(name)):
            remainder = token.text[len(token.text) - (len(name) - len(first)) :]
            self.rest.append(Token("word", remainder, spaced=False))
            return self.word(Token("word", first, token.spaced))
        raise Unreadable(self.unknown(token.text))

    def longest(self, run: str) -> str:
        """The longest known word that a run of letters begins with, so that the rest is known as well: xy, 2pi r."""
        for word in self.words:
            if run.startswith(word) and len(word) < len(run) and self.splits(run[len(word) :]):
                return word
        return ""

    def splits(self, run: str) -> bool:
        known = {*self.letters, *CONSTANTS, *FUNCTIONS}
        reached = {0}
        for end in range(1, len(run) + 1):
            if any(start in reached and run[start:end] in known for start in range(end)):
                reached.add(end)
        return len(run) in reached

    def unknown(self, word: str) -> str:
        known = sorted({*self.letters.values()})
        close = difflib.get_close_matches(word, [*known, *FUNCTIONS], n=1)
        if close:
            return f"unknown name {word}: did you mean {close[0]}?"
        return f"unknown name {word}: " + (f"use {', '.join(known)}" if known else "a number is asked for")

    def function(self, name: str) -> Expression:
        if name == "frac":
            return self.made(Operation("/", self.braces(), self.braces()))
        if name == "log" and (base := self.base()):
            return self.made(Call("log", (self.argument(name), base)))
        raised = self.exponent_of(name)
        given = self.arguments(name) if FUNCTIONS.get(name, 1) > 1 or name == "log" else (self.argument(name),)
        call: Expression = self.made(Call(name, given))
        return self.made(Operation("^", call, raised)) if raised is not None else call

    def base(self) -> Expression | None:
        """log_2(x): the base of a logarithm."""
        if not self.next("_"):
            return None
        return self.braces() if self.rest and self.rest[-1].kind == "{" else self.atom()

    def exponent_of(self, name: str) -> Expression | None:
        """sin^2(x) is a square; sin^-1 may be an inverse, and is refused."""
        if self.rest and self.rest[-1].kind == "superscript":
            token = self.rest.pop()
            return Number(_whole(SUPERSCRIPTS[token.text].strip("+-") or "0"), 0)
        if not self.next("^"):
            return None
        exponent = self.braces() if self.rest and self.rest[-1].kind == "{" else self.signed_power()
        if isinstance(exponent, Negative):
            raise Unreadable(f"{name}^-1 can be read in two ways: write arc{name} or 1/{name}(x)")
        return exponent

    def arguments(self, name: str) -> tuple[Expression, ...]:
        if not self.next("("):
            given = [self.argument(name)]
            return self.enough(name, given)
        given = [self.sum()]
        while self.next(",", ";"):
            given.append(self.sum())
        self.expect(")")
        return self.enough(name, given)

    def enough(self, name: str, given: list[Expression]) -> tuple[Expression, ...]:
        if len(given) < FUNCTIONS[name]:
            raise Unreadable(f"{name} needs {FUNCTIONS[name]} arguments")
        return tuple(given)

    def argument(self, name: str) -> Expression:
        """In brackets, or what follows up to the next sign: sin x, sin 2x, ln x^2."""
        if self.rest and self.rest[-1].kind == "{":
            return self.braces()
        if self.next("("):
            value = self.sum()
            self.expect(")")
            return value
        if not self.begins_factor() and not (self.rest and self.rest[-1].kind == "|"):
            raise Unreadable(f"{name} of what? write {name}(x)")
        value = self.power()
        while self.rest and self.rest[-1].kind == "word" and _plain_name(self.rest[-1].text) in self.letters:
            value = self.made(Operation("*", value, self.power()))
        if self.rest and self.rest[-1].kind == "(":
            raise Unreadable(f"what belongs to {name} can be read in two ways: use brackets, as in {name}(x)")
        return value

    def braces(self) -> Expression:
        self.expect("{")
        value = self.sum()
        self.expect("}")
        return value


_ALPHA = r"\\?[^\W\d_⁰¹²³⁴-⁹₀-₉]+"
_WORD = re.compile(_ALPHA + "'*")
_INDEXED = re.compile(_ALPHA + r"(?:_\{\w+\}|_?\w+)'*")
_SINGLE = frozenset("+-*/^()[]{}|,;!%∪\\=<>_")


def _plain_name(name: str) -> str:
    r"""A letter's name in one spelling: \alpha, alpha and α; x_{1}, x_1 and x1."""
    bare = name.removeprefix("\\").replace("{", "").replace("}", "").replace("_", "")
    return "".join(GREEK.get(sign, sign) for sign in unicodedata.normalize("NFC", bare))


def _whole(digits: str) -> Fraction:
    return Fraction(int(digits))


def _normal(text: str) -> str:
    """One spelling of signs, white space and the few LaTeX commands that people type. Raises Unreadable."""
    if len(text) > LENGTH:
        raise Unreadable(f"this is longer than {LENGTH} characters")
    plain = unicodedata.normalize("NFC", text).strip().strip("$")
    plain = LATEX_COMMAND.sub(lambda found: LATEX[found[0]], plain)
    plain = "".join(SIGNS.get(sign, sign) for sign in plain)
    if hidden := next((sign for sign in plain if not (sign.isprintable() or sign.isspace())), None):
        raise Unreadable(f"the character U+{ord(hidden):04X} is not understood")
    return plain
