"""The statements of a question's file, each with its truth and its reason, and the definitions that they need.

    - [x] {bound/lower needs: evidence tests: gap} The objective is at most the log-evidence.
      > The reason.

Behind the id, in any order: `needs:` definitions, `tests:` and `reveals:` fine topics, by names between spaces;
`only: pins` for a statement that is never drawn.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from exampaper.faults import Fault, Faulty, Place, nearest
from exampaper.questions.hints import NO_HINTS, Hints
from exampaper.questions.lists import items, repeated, text_and_reason, unreadable
from exampaper.questions.sections import Section


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim, whether it is true, and why. Ids that agree before a slash never meet. line: 0 for a computed one.

    needs: the names of definitions. hints: what it gives away and tests. is_drawn: whether it may stand on a paper that
    does not pin it.
    """

    id: str
    text: str
    true: bool
    reason: str
    line: int = 0
    needs: tuple[str, ...] = ()
    hints: Hints = NO_HINTS
    is_drawn: bool = True

    @property
    def group(self) -> str:
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Definition:
    """A sentence of the question that is printed with the statements that need it."""

    name: str
    text: str
    line: int
    needs: tuple[str, ...] = ()


_STATEMENT = re.compile(r"- \[([ xX])\]\s+(?:\{([^}]*)\}\s*)?(.*)")
_DEFINITION = re.compile(r"- \{([^}]*)\}\s*(.*)")
_ID = re.compile(r"[a-z0-9_-]+(/[a-z0-9_-]+)?$")
_KEYS = {"statement": ("needs", "tests", "reveals", "only"), "definition": ("needs",)}


def statements(section: Section, path: Path) -> tuple[Statement, ...]:
    """The statements of a task list. Raises Faulty with every fault of the list."""
    faults: list[Fault] = []
    listed = [_statement(lines, start, path, faults) for start, lines in items(section, path)]
    for id, line, first in repeated([(statement.id, statement.line) for statement in listed]):
        faults.append(Fault(f"statement {id!r} appears twice", Place(path, line), f"also in line {first}"))
    if faults:
        raise Faulty(*faults)
    return tuple(listed)


def definitions(section: Section, path: Path) -> tuple[Definition, ...]:
    """The definitions of a list. Raises Faulty with every fault of the list."""
    faults: list[Fault] = []
    listed = []
    for start, lines in items(section, path):
        match = _DEFINITION.match(" ".join(map(str.strip, lines)))
        place = Place(path, start)
        if not match or not match[2]:
            faults.append(Fault("a definition without its name or its text", place, "write - {name} The sentence."))
            continue
        name, more = _head(match[1], "definition", place, faults)
        faults += unreadable((match[2],), place)
        listed.append(Definition(name, match[2], start, more.get("needs", ())))
    for name, line, first in repeated([(definition.name, definition.line) for definition in listed]):
        faults.append(Fault(f"definition {name!r} appears twice", Place(path, line), f"also in line {first}"))
    if faults:
        raise Faulty(*faults)
    return tuple(listed)


def unknown_needs(
    needing: Iterable[Statement | Definition], known: Mapping[str, Definition], path: Path
) -> Iterator[Fault]:
    """What is needed and defined nowhere."""
    for one in needing:
        for name in one.needs:
            if name not in known:
                yield Fault(f"no definition {name!r}", Place(path, one.line), nearest(name, known))


def needed(shown: Iterable[Statement], known: Mapping[str, Definition]) -> list[str]:
    """The texts of the definitions that statements need, and of those that these need, in the file's order."""
    wanted: set[str] = set()
    waiting = [name for statement in shown for name in statement.needs]
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting += known[name].needs
    return [definition.text for name, definition in known.items() if name in wanted]


def _statement(lines: list[str], start: int, path: Path, faults: list[Fault]) -> Statement:
    place = Place(path, start)
    whole, reason = text_and_reason(lines)
    head = _STATEMENT.match(whole)
    if not head:
        faults.append(Fault("a statement begins with - [x] or - [ ]", place))
        return Statement(f"line-{start}", "", False, "", start)
    mark, braces, text = head[1], head[2] or "", head[3].strip()
    name, more = _head(braces, "statement", place, faults)
    if not _ID.match(name):
        faults.append(Fault(f"statement without an id: {text[:50]!r}", place, "write - [x] {short-name} The claim."))
    if not reason:
        faults.append(Fault(f"statement {name or text[:40]!r} has no reason", place, "add a quote (> …) below it"))
    if more.get("only", ("pins",)) != ("pins",):
        faults.append(Fault(f"statement {name!r}: only: is for pins", place, "write only: pins, or take it out"))
    faults += unreadable((text, reason), place)
    hints = Hints(frozenset(more.get("reveals", ())), frozenset(more.get("tests", ())))
    needs, is_drawn = more.get("needs", ()), "only" not in more
    return Statement(name or f"line-{start}", text, mark != " ", reason, start, needs, hints, is_drawn)


def _head(braces: str, what: str, place: Place, faults: list[Fault]) -> tuple[str, dict[str, tuple[str, ...]]]:
    """What stands between braces: a name, and lists of names by their keys."""
    name, _, rest = braces.strip().partition(" ")
    more: dict[str, tuple[str, ...]] = {}
    key = ""
    for word in rest.split():
        if word.endswith(":"):
            key = word[:-1]
            if key not in _KEYS[what]:
                faults.append(Fault(f"a {what} has no {word}", place, nearest(key, _KEYS[what])))
            more.setdefault(key, ())
        elif key:
            more[key] = (*more[key], word)
        else:
            faults.append(Fault(f"{word!r} behind the id of a {what}", place, "write {id needs: name name}"))
    return name, more


def kept(known: Iterable[Statement], left_out: Collection[str]) -> list[Statement]:
    """The statements but for those of some ids or groups."""
    return [statement for statement in known if not {statement.id, statement.group} & set(left_out)]
