"""The practice page: one HTML file with its program, its look and all of its questions.

Keys, slips and answers are compressed and masked, so that they are not read at a glance nor found by a search. They are
no secret: whoever can program finds them. An exam never goes out this way.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Sequence
from html import escape
from importlib import resources
from pathlib import Path

from exampaper.faults import fault
from exampaper.files import write
from exampaper.practice.exercise import Exercise
from exampaper.practice.vocabulary import vocabulary

GENERATOR = '<meta name="generator" content="exampaper">'
"""By which a file is known as a practice page."""


def save(exercises: Sequence[Exercise], title: str, path: Path) -> None:
    """Write the page; over an earlier one, but over no other file. Raises Faulty."""
    if path.exists() and GENERATOR not in path.read_text(encoding="utf-8", errors="replace")[:2000]:
        raise fault("already exists, and is not a practice page", path, remedy="choose another name for the page")
    write(path, page(exercises, title).encode())


def page(exercises: Sequence[Exercise], title: str) -> str:
    """The file, as text. exercises: in the order in which they are offered."""
    questions = [{**exercise.heading(), "variants": packed(exercise)} for exercise in exercises]
    data = {"title": title, "questions": questions}
    values = {
        "title": escape(title),
        "style": _file("page.css"),
        "program": program(),
        "vocabulary": _embedded(vocabulary()),
        "data": _embedded(data),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda match: values[match[1]], _file("page.html"))


def program() -> str:
    """The marker and the page's program as one module: no other file is asked for."""
    marker = _file("marker.js").replace("\nexport ", "\n")
    shown = re.sub(r'(?m)^import .* from "\./marker\.js";\n', "", _file("page.js"))
    return _small(f"{marker}\n{shown}")


_QUOTING = re.compile(r"['\"`/\\]")
_AROUND_SIGNS = re.compile(r" ?([=<>(){}\[\],;:?|&!*]|=>) ?")


def _small(program: str) -> str:
    """A program without indentation, comment lines, and spaces around signs where a line quotes nothing."""
    kept = []
    for line in map(str.strip, program.split("\n")):
        if not line or line.startswith("//"):
            continue
        kept.append(line if _QUOTING.search(line) else _AROUND_SIGNS.sub(r"\1", line))
    return "\n".join(kept)


def packed(exercise: Exercise) -> str:
    """The variants of a question, compressed and masked, in base64."""
    text = json.dumps(exercise.contents(), ensure_ascii=False, separators=(",", ":"))
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    compressed = compressor.compress(text.encode()) + compressor.flush()
    return base64.b64encode(masked(compressed, exercise.id)).decode()


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
