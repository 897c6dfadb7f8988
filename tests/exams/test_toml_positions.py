"""Every key of a TOML text has its line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from exampaper.exams.toml_positions import KeyPath, line_numbers

NASTY = "ab\"'\\#[]{}=,. \té"
KEYS = st.text(st.sampled_from(NASTY), max_size=4)
STRINGS = st.text(st.sampled_from(NASTY + "\n"), max_size=8)
SCALARS = st.sampled_from(["1", "-2.5e3", "true", "inf", "1979-05-27 07:32:00", "1979-05-27", "0x1F", "07:32:00"])


def quoted(text: str) -> str:
    inside = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{inside}"'


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A TOML string in one of its four forms."""
    text = draw(STRINGS)
    forms = [quoted(text), '"""' + quoted(text)[1:-1].replace("\\n", "\n") + '\\\n   """', '"""x\\\n  y"""""']
    if "'" not in text:
        forms += ["'''" + text + "'''", "'''" + text + "'''''", "'" + text.replace("\n", "") + "'"]
    return draw(st.sampled_from(forms))


class Writer:
    """Writes TOML in a random style, and notes on which line each path first came to stand."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw, self.text, self.lines = draw, "", dict[KeyPath, int]()

    def note(self, path: KeyPath) -> None:
        self.lines.setdefault(path, self.text.count("\n") + 1)

    def key(self, here: KeyPath) -> KeyPath:
        """A key that nothing here has yet, perhaps dotted."""
        path = here
        for _ in range(self.draw(st.integers(1, 2))):
            name = f"{self.draw(KEYS)}{len(self.lines)}"
            path = (*path, name)
            self.note(path)
            self.text += ("" if path[:-1] == here else " . ") + quoted(name)
        return path

    def entry(self, here: KeyPath, depth: int) -> None:
        path = self.key(here)
        self.text += " = "
        self.value(path, depth)

    def value(self, path: KeyPath, depth: int) -> None:
        kind = self.draw(st.sampled_from(["scalar", "text", "array", "table"] if depth else ["scalar", "text"]))
        if kind == "array":
            self.array(path, depth - 1)
        elif kind == "table":
            self.table(path, depth - 1)
        else:
            self.text += self.draw(SCALARS if kind == "scalar" else texts())

    def array(self, path: KeyPath, depth: int) -> None:
        self.text += "["
        for number in range(self.draw(st.integers(0, 3))):
            self.text += self.draw(st.sampled_from(["", "\n", ' # ] "\n\n']))
            self.note((*path, number))
            self.value((*path, number), depth)
            self.text += self.draw(st.sampled_from([",", "\n,", " , # '\n"]))
        self.text += "]"

    def table(self, path: KeyPath, depth: int) -> None:
        self.text += "{"
        for number in range(self.draw(st.integers(0, 2))):
            self.text += ", " if number else " "
            self.entry(path, depth)
        self.text += " }"

    def body(self, here: KeyPath) -> None:
        for _ in range(self.draw(st.integers(0, 3))):
            self.entry(here, 2)
            self.text += self.draw(st.sampled_from(["\n", "  # = [x]\n", "\n\n"]))

    def header(self, number: int) -> None:
        """A table, or some tables of an array, each perhaps with a table inside."""
        name = f"t{number}"
        if self.draw(st.booleans()):
            self.note((name,))
            self.note((name, "in"))
            self.text += f"[ {name} . 'in' ]\n"
            self.body((name, "in"))
            return
        for item in range(self.draw(st.integers(1, 2))):
            self.note((name,))
            self.note((name, item))
            self.text += f"[[{name}]] # more\n"
            self.body((name, item))
            for inner in range(self.draw(st.integers(0, 2))):
                self.note((name, item, "i"))
                self.note((name, item, "i", inner))
                self.text += f"[[{name}.i]]\n"
                self.body((name, item, "i", inner))


@st.composite
def documents(draw: st.DrawFn) -> Writer:
    writer = Writer(draw)
    writer.body(())
    for number in range(draw(st.integers(0, 3))):
        writer.header(number)
    return writer


def paths(value: Any, here: KeyPath = ()) -> Iterator[KeyPath]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in items:
        yield (*here, step)
        yield from paths(item, (*here, step))


@given(documents())
def test_every_path_has_its_line(made: Writer) -> None:
    found = line_numbers(made.text)
    assert set(found) == set(paths(tomllib.loads(made.text)))
    assert found == made.lines
    assert line_numbers(made.text.replace("\n", "\r\n")) == found
