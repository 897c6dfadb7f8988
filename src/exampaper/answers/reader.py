"""What a student types → a tree, by recursive descent over a small grammar. Nothing is ever executed.

See Aho, Lam, Sethi and Ullman, Compilers, 2nd ed., section 4.4.1, for the method.

    sum      = product { ("+" | "-") product }
    product  = signed { ("*" | "/") signed | power }          a factor may follow another directly: 2x, 3(x + 1)
    signed   = ["-" | "+"] power
    power    = postfix [ "^" signed ]
    postfix  = atom { superscript | "!" | "%" }
    atom     = number | letter | function atom | "(" sum ")" | "|" sum "|" | "{" sum "}" after a LaTeX command

What could be read in two ways (1/2x, e^2x) is refused. Length, depth, nodes, digits and exponents are limited here,
before anything is computed.
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
"""Most characters of a typed answer."""

DEPTH = 30
"""Most brackets, signs and exponents within one another."""

NODES = 200
"""Most nodes of a tree."""

OPENING = ("(", "[", "{")
CLOSING = (")", "]", "}")
JOINING = ("U", "or", "and", "union")
"""Words between two sets that mean ∪."""


@dataclass(frozen=True, slots=True)
class Token:
    """A number, word or character of the text.

    kind: number, word, command (a word after a backslash), superscript, or the character itself. spaced: whether there
    is white space before it.
    """

    kind: str
    text: str
    spaced: bool
    number: Number | None = None


def read_expression(text: str, letters: Iterable[str] = ()) -> Expression:
    """One number or formula.

    letters: the names of the variables that may occur in it. Raises Unreadable.
    """
    reader = _Reader(text, letters, decimal_comma=True)
    return reader.all_of(reader.sum)


def read_collection(text: str, letters: Iterable[str] = ()) -> Typed:
    """Numbers or formulas in any brackets: a tuple, set, interval, matrix, or several of them joined by ∪.

    A comma separates items unless semicolons do: then it is a decimal comma. letters: the names of the variables that
    may occur. Raises Unreadable.
    """
    reader = _Reader(text, letters, decimal_comma=";" in text)
    return reader.all_of(reader.union)


class _Reader:
    """A recursive-descent parser for one text: a method for each rule of the grammar, each of which raises Unreadable.

    tokens: those not read yet, the next one last. longest: the length of the longest name. runs: whether runs of
    letters are names side by side, as far as that was asked.
    """

    def __init__(self, text: str, letters: Iterable[str], decimal_comma: bool) -> None:
        self.letters = {_plain_name(letter): letter for letter in letters}
        self.names = {*self.letters, *FUNCTIONS, *CONSTANTS}
        self.longest = max(map(len, self.names))
        self.runs = {"": True}
        self.tokens = self.tokenise(_normal(text), decimal_comma)
        self.tokens.reverse()
        self.depth = self.nodes = 0

    def all_of(self, rule: Callable[[], T]) -> T:
        """What a rule reads, which must be all of the text."""
        if not self.tokens:
            raise Unreadable("type an answer")
        tree = rule()
        if self.tokens:
            raise Unreadable(_surplus(self.tokens[-1]))
        return tree

    # -------------------------------------------------------------- tokens

    def tokenise(self, text: str, decimal_comma: bool) -> list[Token]:
        """All tokens. Between the brackets of max(1, 5) a comma separates arguments, whatever it does elsewhere."""
        tokens: list[Token] = []
        decimal_commas = [decimal_comma]  # outside of any bracket, then within each that is open
        at = 0
        while at < len(text):
            if text[at].isspace():
                at += 1
                continue
            token, at = self.token_at(text, at, decimal_commas[-1])
            if token.kind in OPENING:
                has_arguments = bool(tokens) and FUNCTIONS.get(tokens[-1].text, 1) > 1
                decimal_commas.append(decimal_commas[-1] and not has_arguments)
            elif token.kind in CLOSING and len(decimal_commas) > 1:
                decimal_commas.pop()
            tokens.append(token)
        return tokens

    def token_at(self, text: str, at: int, decimal_comma: bool) -> tuple[Token, int]:
        """The token that begins at a position, and the position behind it."""
        spaced = at > 0 and text[at - 1].isspace()
        number = numeral(text, at, decimal_comma=decimal_comma)
        if number:
            value, end = number
            return Token("number", text[at:end], spaced, value), end
        if text.startswith("**", at):
            return Token("^", "**", spaced), at + 2
        word = self.word_at(text, at)
        if word:
            kind = "command" if word.startswith("\\") else "word"
            return Token(kind, word.removeprefix("\\"), spaced), at + len(word)
        character = text[at]
        if character in SUPERSCRIPTS:
            return Token("superscript", character, spaced), at + 1
        if character in _SINGLE:
            return Token(character, character, spaced), at + 1
        raise Unreadable(f"{character} is not understood here")

    def word_at(self, text: str, at: int) -> str:
        """The word that begins here, with its index only if a letter of the answer has it: x1 and x_1. Else ""."""
        indexed = _INDEXED.match(text, at)
        if indexed and _plain_name(indexed[0]) in self.letters:
            return indexed[0]
        bare = _WORD.match(text, at)
        return bare[0] if bare else ""

    def is_next(self, *kinds: str) -> bool:
        """Whether the next token is of one of these kinds."""
        return bool(self.tokens) and self.tokens[-1].kind in kinds

    def take(self, *kinds: str) -> Token | None:
        """The next token, which is read, if it is of one of these kinds."""
        return self.tokens.pop() if self.is_next(*kinds) else None

    def expect(self, kind: str) -> None:
        if not self.take(kind):
            place = f"before {self.tokens[-1].text}" if self.tokens else "at the end"
            raise Unreadable(f"missing {kind} {place}")

    def counted(self, node: Expression) -> Expression:
        """The node itself; refused where there are too many of them."""
        self.nodes += 1
        if self.nodes > NODES:
            raise Unreadable("this is too long")
        return node

    # -------------------------------------------------------------- collections

    def union(self) -> Typed:
        parts, less = [self.item()], list[Typed]()
        while True:
            if self.joins():
                parts.append(self.item())
            elif self.take("\\"):
                less.append(self.item())
            else:
                break
        return Union(tuple(parts), tuple(less)) if len(parts) > 1 or less else parts[0]

    def joins(self) -> bool:
        """Whether ∪ or a word for it is next, which is read."""
        if self.is_next("word") and self.tokens[-1].text in JOINING:
            self.tokens.pop()
            return True
        return self.take("∪") is not None

    def item(self) -> Typed:
        """A number, formula or collection; at the outermost level, a collection needs no brackets."""
        members = self.members()
        return members[0] if len(members) == 1 else Collection("", tuple(members), "")

    def members(self) -> list[Typed]:
        members = [self.member()]
        while self.take(",", ";"):
            members.append(self.member())
        return members

    def member(self) -> Typed:
        return self.bracketed() if self.opens_collection() else self.sum()

    def opens_collection(self) -> bool:
        """Whether a bracket is next that no formula has, or one with several items in it."""
        if self.is_next("[", "{", "]"):
            return True
        depth = 0
        for token in reversed(self.tokens):
            depth += (token.kind in OPENING) - (token.kind in CLOSING)
            if depth <= 0:
                return False
            if depth == 1 and token.kind in (",", ";"):
                return True
        return False

    def bracketed(self) -> Typed:
        self.deeper()
        opened = self.tokens.pop().kind
        items = [] if self.is_next(*CLOSING) else self.members()
        closed = self.take(*CLOSING, "[")
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
        while operator := self.take("+", "-"):
            total = self.counted(Operation(operator.kind, total, self.product()))
        self.depth -= 1
        return total

    def product(self) -> Expression:
        value = self.signed()
        is_quotient = False
        while True:
            if operator := self.take("*", "/"):
                value = self.counted(Operation(operator.kind, value, self.signed()))
                is_quotient = operator.kind == "/"
            elif self.begins_factor():
                value = self.juxtaposed(value, is_quotient)
            else:
                return value

    def juxtaposed(self, value: Expression, is_quotient: bool) -> Expression:
        """A product without an operator: 2x. Refused for 2 3, and for 1/2x, which can be read in two ways.

        is_quotient: whether `value` is one.
        """
        after = self.tokens[-1]
        if after.kind == "number" and (isinstance(value, Number) or not after.spaced):
            raise Unreadable(f"an operator is missing before {after.text}")
        if is_quotient and after.kind == "(":
            raise Unreadable("a quotient before ( can be read in two ways: write * and use brackets")
        if is_quotient and not after.spaced:
            raise Unreadable(f"a quotient before {after.text} can be read in two ways: use brackets, as in (1/2)*x")
        return self.counted(Operation("*", value, self.power()))

    def begins_factor(self) -> bool:
        return self.is_next("number", "word", "command", "(")

    def signed(self) -> Expression:
        sign = self.take("-", "+")
        if sign is None:
            return self.power()
        self.deeper()
        value = self.signed()
        self.depth -= 1
        return self.counted(Negative(value)) if sign.kind == "-" else value

    def power(self) -> Expression:
        base = self.postfix()
        if not self.take("^"):
            return base
        self.deeper()
        is_bracketed = self.is_next("{", "(")
        exponent = self.exponent()
        self.depth -= 1
        is_unclear = not is_bracketed and (isinstance(base, Number) or base == Letter("e"))  # e^2x, but not x^2y
        if is_unclear and self.is_next("word", "number") and not self.tokens[-1].spaced:
            word = self.tokens[-1].text
            raise Unreadable(f"the exponent before {word} can be read in two ways: use brackets, as in e^(2*{word})")
        return self.counted(Operation("^", base, exponent))

    def exponent(self) -> Expression:
        if self.is_next("{"):
            return self.braces()
        if self.take("-"):
            return self.counted(Negative(self.power()))
        self.take("+")
        return self.power()

    def postfix(self) -> Expression:
        value = self.atom()
        while True:
            if self.is_next("superscript"):
                value = self.counted(Operation("^", value, self.superscript()))
            elif self.take("!"):
                value = self.counted(Call("factorial", (value,)))
            elif self.take("%"):
                value = self.counted(Operation("/", value, _integer("100")))
            else:
                return value

    def superscript(self) -> Expression:
        digits = ""
        while token := self.take("superscript"):
            digits += SUPERSCRIPTS[token.text]
        if not re.fullmatch(r"[+-]?\d{1,4}", digits):
            raise Unreadable("this exponent is not understood")
        exponent = _integer(digits.lstrip("+-"))
        return Negative(exponent) if digits.startswith("-") else exponent

    def atom(self) -> Expression:
        if not self.tokens:
            raise Unreadable("something is missing at the end")
        token = self.tokens.pop()
        if token.kind == "number" and token.number is not None:
            return self.counted(token.number)
        if token.kind == "(":
            return self.sum_up_to(")")
        if token.kind == "|":
            return self.counted(Call("abs", (self.sum_up_to("|"),)))
        if token.kind in ("word", "command"):
            return self.word(token)
        raise Unreadable(f"{token.text} is not expected here")

    def sum_up_to(self, closing: str) -> Expression:
        value = self.sum()
        self.expect(closing)
        return value

    def word(self, token: Token) -> Expression:
        """A letter, a constant, a function with its arguments, or the first of several in a run such as xy."""
        name = _plain_name(token.text)
        if name in self.letters:
            return self.counted(Letter(self.letters[name]))
        if name in FUNCTIONS or name in SAME:
            return self.function(SAME.get(name, name))
        if name in CONSTANTS:
            return self.counted(Letter(CONSTANTS[name]))
        first = self.first_name(name) if token.kind == "word" else ""
        if first:
            rest_length = len(name) - len(first)
            self.tokens.append(Token("word", token.text[-rest_length:], spaced=False))
            return self.word(Token("word", first, token.spaced))
        raise Unreadable(self.unknown(token.text))

    def first_name(self, run: str) -> str:
        """The longest name that a run of letters begins with so that names make up the rest: xy, pi r. Else ""."""
        for length in range(min(len(run) - 1, self.longest), 0, -1):
            if run[:length] in self.names and self.is_names(run[length:]):
                return run[:length]
        return ""

    def is_names(self, run: str) -> bool:
        """Whether a run of letters is names side by side.

        Each end of a run is looked at once, from the last letter on, so that a long run takes no time.
        """
        if run not in self.runs:
            for start in range(len(run) - 1, -1, -1):
                end = run[start:]
                lengths = range(1, min(len(end), self.longest) + 1)
                self.runs[end] = any(end[:length] in self.names and self.runs[end[length:]] for length in lengths)
        return self.runs[run]

    def unknown(self, word: str) -> str:
        letters = sorted({*self.letters.values()})
        close = difflib.get_close_matches(word, [*letters, *FUNCTIONS], n=1)
        if close:
            return f"unknown name {word}: did you mean {close[0]}?"
        remedy = f"use {', '.join(letters)}" if letters else "a number is asked for"
        return f"unknown name {word}: {remedy}"

    def function(self, name: str) -> Expression:
        """A call of a function whose name is read already."""
        if name == "frac":
            return self.counted(Operation("/", self.braces(), self.braces()))
        base = self.logarithm_base() if name == "log" else None
        if base is not None:
            return self.counted(Call("log", (self.argument(name), base)))
        exponent = self.exponent_of(name)
        takes_several = FUNCTIONS.get(name, 1) > 1 or name == "log"
        arguments = self.arguments(name) if takes_several else (self.argument(name),)
        call = self.counted(Call(name, arguments))
        return call if exponent is None else self.counted(Operation("^", call, exponent))

    def logarithm_base(self) -> Expression | None:
        """The 2 of log_2(x); None where no base is next."""
        if not self.take("_"):
            return None
        return self.braces() if self.is_next("{") else self.atom()

    def exponent_of(self, name: str) -> Expression | None:
        """The 2 of sin^2(x); None where no exponent is next. Refused for sin^-1, which may be the inverse."""
        if self.is_next("superscript"):
            token = self.tokens.pop()
            return _integer(SUPERSCRIPTS[token.text].strip("+-") or "0")
        if not self.take("^"):
            return None
        exponent = self.exponent()
        if isinstance(exponent, Negative):
            raise Unreadable(f"{name}^-1 can be read in two ways: write arc{name} or 1/{name}(x)")
        return exponent

    def arguments(self, name: str) -> tuple[Expression, ...]:
        """The arguments of a function that takes several."""
        if self.take("("):
            arguments = [self.sum()]
            while self.take(",", ";"):
                arguments.append(self.sum())
            self.expect(")")
        else:
            arguments = [self.argument(name)]
        if len(arguments) < FUNCTIONS[name]:
            raise Unreadable(f"{name} needs {FUNCTIONS[name]} arguments")
        return tuple(arguments)

    def argument(self, name: str) -> Expression:
        """The only argument: in brackets, or what follows up to the next operator, as in sin x, sin 2x, ln x^2."""
        if self.is_next("{"):
            return self.braces()
        if self.take("("):
            return self.sum_up_to(")")
        if not self.begins_factor() and not self.is_next("|"):
            raise Unreadable(f"{name} of what? write {name}(x)")
        self.deeper()
        value = self.power()
        self.depth -= 1
        while self.is_next("word") and _plain_name(self.tokens[-1].text) in self.letters:
            value = self.counted(Operation("*", value, self.power()))
        if self.is_next("("):
            raise Unreadable(f"what belongs to {name} can be read in two ways: use brackets, as in {name}(x)")
        return value

    def braces(self) -> Expression:
        self.expect("{")
        return self.sum_up_to("}")


def _surplus(token: Token) -> str:
    """What is wrong with a token behind the end of what can be read."""
    if token.kind in CLOSING:
        return f"{token.text} closes nothing"
    if token.kind == ",":
        return "a comma is not expected here: is one number asked for?"
    return f"{token.text} is not expected here"


_ALPHA = r"\\?[^\W\d_⁰¹²³⁴-⁹₀-₉]+"
_WORD = re.compile(_ALPHA + "'*")
_INDEXED = re.compile(_ALPHA + r"(?:_\{\w+\}|_?\w+)'*")
_SINGLE = frozenset("+-*/^()[]{}|,;!%∪\\=<>_")


def _plain_name(name: str) -> str:
    r"""A letter's name in one spelling: \alpha, alpha and α; x_{1}, x_1 and x1."""
    bare = name.removeprefix("\\").replace("{", "").replace("}", "").replace("_", "")
    return "".join(GREEK.get(sign, sign) for sign in unicodedata.normalize("NFC", bare))


def _integer(digits: str) -> Number:
    return Number(Fraction(int(digits)), 0)


def _normal(text: str) -> str:
    """A text with one spelling of characters and of the few LaTeX commands that people type. Raises Unreadable."""
    if len(text) > LENGTH:
        raise Unreadable(f"this is longer than {LENGTH} characters")
    plain = unicodedata.normalize("NFC", text).strip().strip("$")
    plain = LATEX_COMMAND.sub(lambda command: LATEX[command[0]], plain)
    plain = "".join(SIGNS.get(character, character) for character in plain)
    for character in plain:
        if not character.isprintable() and not character.isspace():
            raise Unreadable(f"the character U+{ord(character):04X} is not understood")
    return plain
