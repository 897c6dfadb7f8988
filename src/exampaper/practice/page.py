"""The practice page: one HTML file with its program, its look and all of its questions.

Keys, slips and answers are compressed and masked, so that they are not read at a glance nor found by a search. They are
no secret: whoever can program finds them. An exam never goes out this way.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from exampaper.faults import fault
from exampaper.files import write
from exampaper.languages import DEFAULT, Language, language
from exampaper.practice.exercise import Exercise
from exampaper.practice.packing import packed
from exampaper.practice.vocabulary import vocabulary

GENERATOR = '<meta name="generator" content="exampaper">'
"""By which a file is known as a practice page."""


def save(exercises: Sequence[Exercise], title: str, path: Path, lang: str = DEFAULT) -> None:
    """Write the page; over an earlier one, but over no other file. Raises Faulty."""
    if path.exists() and GENERATOR not in path.read_text(encoding="utf-8", errors="replace")[:2000]:
        raise fault("already exists, and is not a practice page", path, remedy="choose another name for the page")
    write(path, page(exercises, title, lang).encode())


def page(exercises: Sequence[Exercise], title: str, lang: str = DEFAULT) -> str:
    """The file, as text. exercises: in the order in which they are offered. lang: the language of its fixed words."""
    questions = []
    for exercise in exercises:
        count = len(exercise.variants)
        questions.append({**exercise.heading(), "count": count, "variants": hidden(exercise)})
    return _filled({"title": title, "questions": questions}, program("file"), "'none'", lang)


def served_page(headings: Sequence[Mapping[str, Any]], title: str, is_preview: bool, lang: str = DEFAULT) -> str:
    """The page of a server, which draws the variants and marks: nothing of an answer is in it.

    headings: of the questions, by `Exercise.heading`. is_preview: whether it is for an author. lang: the language of
    its fixed words.
    """
    data = {"title": title, "questions": list(headings), "serves": "preview" if is_preview else "practice"}
    return _filled(data, program("server"), "'self'", lang)


def _filled(data: Mapping[str, Any], program: str, connect: str, lang: str) -> str:
    """The page with its program and data. connect: where it may send requests to."""
    words = language(lang)
    said = _words_of_page(words)
    values = {
        **{key: escape(text) for key, text in said.items() if isinstance(text, str)},
        "lang": words.tag if words.code != DEFAULT else DEFAULT,
        "words": _embedded(said),
        "title": escape(data["title"]),
        "connect": connect,
        "style": _file("page.css"),
        "program": program,
        "vocabulary": _embedded(vocabulary()),
        "data": _embedded(data),
    }
    return re.sub(r"\{\{([\w-]+)\}\}", lambda match: values[match[1]], _file("page.html"))


FORMS = ("zero", "one", "two", "few", "many", "other")
"""The forms of a counted noun that a browser tells apart."""


def _words_of_page(words: Language) -> dict[str, Any]:
    """All that the page says by itself, as JSON values. A counted noun has every form that a browser may ask for."""
    said: dict[str, Any] = {"lang": words.code, "messages": _patterns(words)}
    said |= {name: words.words[key] for name, key in SHARED.items()}
    said["carried"] = words.say("carried-over", name="")
    for key, entry in words.words.items():
        place, _, name = key.partition(".")
        if place == "page":
            table, _, inner = name.partition(".")
            if inner:
                said.setdefault(table, {})[inner] = entry
            else:
                said[name] = entry
    for name, entry in said.items():
        if isinstance(entry, Mapping) and "other" in entry:
            said[name] = {form: entry.get(form, entry["other"]) for form in FORMS}
    return said


SHARED = {"mark": "mark", "answer": "answer", "errors": "common-errors"}
"""Words of papers that the page has, too, by their names there."""


def _patterns(words: Language) -> list[tuple[str, str]]:
    """What the marker says, as patterns with their translations, whose values are numbered."""
    found = []
    for english, own in words.messages.items():
        names = re.findall(r"\{(\w+)\}", english)
        pattern = re.sub(r"\\\{\w+\\\}", "(.+)", re.escape(english))
        for number, name in enumerate(names, 1):
            own = own.replace(f"{{{name}}}", f"{{{number}}}")
        found.append((f"^{pattern}$", own))
    return found


@cache
def program(source: Literal["file", "server"] = "file") -> str:
    """The marker and the page's program as one module: no other file is asked for.

    source: where variants, marks and answers come from. What only the other page needs is left out.
    """
    marker = _file("marker.js").replace("\nexport ", "\n")
    shown = re.sub(r'(?m)^import .* from "\./marker\.js";\n', "", _file("page.js"))
    other = "server" if source == "file" else "file"
    own = re.sub(rf"(?ms)^//# {other}\n.*?^//# end\n", "", shown)
    return _small(f"{marker}\n{own}")


_QUOTED = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`"""
    r"""|(?<=[=(,:!&|?{}\[])[ ]?/(?![/*])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\[\n])+/[a-z]*)"""
)
"""Strings, templates and regular expressions, as far as this program has them."""

_AROUND_SIGNS = re.compile(r" ?([=<>(){}\[\],;:?|&!*+/-]) ?")


def _small(program: str) -> str:
    """A program without indentation, remarks, and spaces around signs outside of what it quotes."""
    kept = []
    for line in map(str.strip, program.split("\n")):
        if line and not line.startswith("//"):
            kept.append(_smaller(line))
    return "\n".join(kept)


def _smaller(line: str) -> str:
    """A line without remarks, spaces around signs, and the last semicolon in braces.

    As it is where templates are nested, or the sign of one is doubled.
    """
    nested = line.count("`") > 2 and re.search(r"\$\{[^}]*`", line)
    if nested or line.count("`") % 2 or re.search(r"[+-] [+-]", line):
        return line
    code = re.sub(r"  // .*$| ?/\* .*? \*/ ?", "", line)
    pieces = _QUOTED.split(code)
    for at in range(0, len(pieces), 2):
        pieces[at] = _AROUND_SIGNS.sub(r"\1", pieces[at]).replace(";}", "}")
    return "".join(pieces)


def hidden(exercise: Exercise) -> str:
    """The variants of a question, compressed and masked, in base64."""
    return base64.b64encode(masked(packed(exercise.contents()), exercise.id)).decode()


def masked(content: bytes, name: str) -> bytes:
    """Each byte changed by a running number that begins with a name; twice gives the content again."""
    state = sum(name.encode()) % 251 + 1
    changed = bytearray(content)
    for place in range(len(changed)):
        state = state * 75 % 65537
        changed[place] ^= state & 255
    return bytes(changed)


def _embedded(values: object) -> str:
    """JSON that may stand in a script element."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _file(name: str) -> str:
    return resources.files("exampaper.practice").joinpath(name).read_text(encoding="utf-8")
