r"""An author's own commands in formulas: `\KL` for `D_{\mathrm{KL}}`, `\norm{x}` with #1 for what it takes.

They are replaced in the source, so that every target sees commands of LaTeX alone. What replaces one counts as one
thing: it stands in braces, unless it is a single command.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from exampaper.maths.commands import KNOWN, SPACES
from exampaper.maths.reader import parse
from exampaper.maths.shorthand import SHORTHAND
from exampaper.maths.tree import MathsError, Scripts

Macros = Mapping[str, str]
"""The LaTeX of each, by its name without a backslash."""

DEPTH = 20
"""How many may stand for each other, one within the other."""

_PLACE = re.compile(r"#([1-9])")


def see(name: str, macros: Macros) -> None:
    """Raises MathsError for a macro that cannot be meant: a bad name, a known command, or what is no formula."""
    if not re.fullmatch("[A-Za-z]+", name):
        raise MathsError("its name has letters alone")
    if name in KNOWN or name in SHORTHAND or name in SPACES:
        raise MathsError(rf"\{name} is a command already: choose another name")
    count = _arguments(macros[name])
    if {int(place) for place in _PLACE.findall(macros[name])} != set(range(1, count + 1)):
        raise MathsError(f"its arguments are #1 to #{count}, without a gap")
    try:
        parse(expanded(f"\\{name}" + "{x}" * count, macros))
    except MathsError as error:
        raise MathsError(f"in {macros[name]}: {error}") from None


def expanded(tex: str, macros: Macros) -> str:
    """A formula, or a piece of one, with macros replaced. Raises MathsError for one without its arguments."""
    return _expanded(tex, macros, 0) if macros else tex


def in_text(source: str, macros: Macros, formulas: Callable[[str], Iterable[str]]) -> str:
    """Markdown with the macros of its formulas replaced; code and words stay. formulas: finds those of a text."""
    marks = list(_pattern(macros).finditer(source)) if macros else []
    if not marks:
        return source
    labelled = source
    for number, mark in reversed(list(enumerate(marks))):
        labelled = labelled[: mark.start()] + chr(_FIRST + number) + labelled[mark.start() :]
    within = "".join(formulas(labelled))
    for number, mark in reversed(list(enumerate(marks))):  # those within an argument of another come before it
        if chr(_FIRST + number) in within:
            meaning, after = _meaning(source[mark.end() :], mark[1], macros, 0)
            source = source[: mark.start()] + meaning + after
    return source


_FIRST = 0xF0000  # of private characters, none of which is in a text


def _pattern(macros: Macros) -> re.Pattern[str]:
    return re.compile(rf"(?<!\\)\\({'|'.join(map(re.escape, macros))})(?![A-Za-z])")


def _arguments(body: str) -> int:
    return max(map(int, _PLACE.findall(body)), default=0)


def _expanded(tex: str, macros: Macros, depth: int) -> str:
    done, pattern = "", _pattern(macros)
    while mark := pattern.search(tex):
        meaning, after = _meaning(tex[mark.end() :], mark[1], macros, depth)
        done += tex[: mark.start()] + meaning
        tex = after
    return done + tex


def _meaning(after: str, name: str, macros: Macros, depth: int) -> tuple[str, str]:
    """What a macro stands for, and what comes after it and its arguments. after: what follows its name."""
    if depth > DEPTH:
        raise MathsError(rf"\{name} stands for itself")
    given: list[str] = []
    while len(given) < _arguments(macros[name]):
        argument, after = _argument(after, name)
        given.append(argument)
    body = _PLACE.sub(lambda place: given[int(place[1]) - 1], macros[name])
    meaning = _as_one(_expanded(body, macros, depth + 1))
    joins = re.search(r"\\[A-Za-z]+$", meaning) and after[:1].isalpha()
    return (f"{meaning} " if joins else meaning), after


def _argument(text: str, name: str) -> tuple[str, str]:
    """What a macro takes, without its braces, and what comes after that."""
    text = text.lstrip()
    if not text.startswith("{"):
        token = re.match(r"\\[A-Za-z]+|\\.|[^\s{}$&]", text)
        if not token:
            raise MathsError(rf"\{name} without its argument")
        if re.match(r"[-+]?\d\.?\d|[-+]\d", text):
            raise MathsError(rf"\{name} would take only the {token[0]} of a number: put it in braces")
        return token[0], text[token.end() :]
    depth = 0
    for brace in re.finditer(r"\\.|[{}]", text, re.DOTALL):
        depth += (brace[0] == "{") - (brace[0] == "}")
        if depth == 0:
            return text[1 : brace.start()], text[brace.end() :]
    raise MathsError(rf"missing }} of \{name}")


def _as_one(meaning: str) -> str:
    """The meaning of a macro in braces, unless it is one command, which is one thing already."""
    try:
        nodes = parse(meaning)
    except MathsError:  # told where it is printed
        return f"{{{meaning}}}"
    is_one = len(nodes) == 1 and not isinstance(nodes[0], Scripts) and meaning.strip().startswith("\\")
    return meaning.strip() if is_one else f"{{{meaning}}}"
