"""exam.toml → Exam. Every fault of a file is told in one run, with its line and a remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from exampaper.exams.exam import FULL, QUESTION, SLUG, Exam, Pick, Section, Surroundings, tuples
from exampaper.exams.toml_lines import Path as Keys
from exampaper.exams.toml_lines import lines, nearest_line
from exampaper.faults import Fault, Faulty, Place, fault, nearest
from exampaper.figures.images import KINDS, image
from exampaper.nodes import Image


def load(path: Path) -> Exam:
    """The exam of a file. Raises Faulty with every fault."""
    try:
        return parse(path.read_bytes().decode("utf-8-sig"), path)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise fault("not UTF-8 text", path, line, "save it as UTF-8") from None
    except OSError as error:
        remedy = "exampaper new exam FILE.toml begins one"
        raise fault(f"cannot be read: {error.strerror}", path, remedy=remedy) from None


def parse(text: str, path: Path) -> Exam:
    """The exam of a text. Raises Faulty with every fault; of malformed TOML, the first is known."""
    text = text.removeprefix("\ufeff")
    data = _toml(text, path)
    known = lines(text)
    pictures = _pictures(text, path)
    try:
        exam = Exam.model_validate(tuples(data), context=Surroundings(pictures))
    except ValidationError as error:
        faults = [_fault(e, known, path, text) for e in error.errors() if not _follows(e)]
        raise Faulty(*sorted(faults, key=lambda f: f.place.line or 0)) from None
    exam._file, exam._lines, exam._pictures = path, known, pictures
    return exam


_PICTURE = re.compile(r"!\[[^\]]*\]\(([^()\s]+)\)")


def _pictures(text: str, path: Path) -> dict[str, Image]:
    """The pictures beside the file that its texts name. Raises Faulty for one that cannot be printed."""
    names = dict.fromkeys(name for name in _PICTURE.findall(text) if "/" not in name and "\\" not in name)
    files = {name: path.parent / name for name in names}
    return {name: image(file) for name, file in files.items() if file.suffix.lower() in KINDS and file.is_file()}


def _toml(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.rstrip().count("\n") + 1  # at the end of the document
        message = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise fault(f"not TOML: {message}", path, line, _syntax_remedy(message)) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, thousands of brackets
        message = "not TOML that can be read: too long a number or too deep a list"
        raise fault(message, path, remedy="an exam needs neither: take it out") from None


SYNTAX = {
    "Cannot overwrite": "write each key once",
    "Cannot declare": "write each table once; [[sections]] begins a section",
    "Illegal character": "close the text with a quote on its line",
    "Unclosed array": "close the list with ], and put commas between its items",
    "Unclosed inline table": 'write { topic = "rnn", count = 2 }, with commas between',
    "Unescaped '\\'": "write texts with a backslash between single quotes",
    "Unterminated string": "close the text with the quotes it began with",
    "Expected '='": 'write key = value, with a text between quotes: title = "Deep Learning"',
}


def _syntax_remedy(message: str) -> str:
    found = (remedy for start, remedy in SYNTAX.items() if message.startswith(start))
    return next(found, 'texts stand between quotes, lists in brackets: picks = ["rnn/statements"]')


# ------------------------------------------------------------------ telling what is wrong


def _follows(error: ErrorDetails) -> bool:
    """Whether it only follows from faults told already: a list is "too short" when its items are faulty."""
    return error["type"] == "too_short" and bool(error["input"])


def _fault(error: ErrorDetails, known: Mapping[Keys, int], path: Path, text: str) -> Fault:
    loc = error["loc"]
    name = next((step for step in reversed(loc) if isinstance(step, str)), "")
    place = Place(path, _line(error, nearest_line(known, loc), text))
    if error["type"] == "extra_forbidden":
        return Fault(f"unknown key {name!r}", place, _key_remedy(name, loc[:-1]))
    if error["type"] == "missing":
        example = '["topic/name"]' if name == "picks" else '"…"'
        remedy = "begin a section with [[sections]]" if name == "sections" else f"add {name} = {example}"
        return Fault(f"{name} is missing", place, remedy)
    message, remedy = _told(error, name)
    return Fault(message, place, remedy)


def _line(error: ErrorDetails, first: int, text: str) -> int:
    """The line of a fault in a value that begins on a line: where its words stand, if it has some."""
    words = str(error.get("ctx", {}).get("words", "")).split("\n")[0].strip()
    value = text.split("\n")[first - 1 :][: 1 + str(error["input"]).count("\n") + 1]
    return next((first + at for at, line in enumerate(value) if words and words in line), first)


def _key_remedy(name: str, inside: Keys) -> str:
    """For a key that is known elsewhere, where it belongs; else the nearest one."""
    model = Pick if "picks" in inside else Section if "sections" in inside else Exam
    if model is Section and name in Pick.model_fields:
        return f'{name} belongs in a pick: picks = [{{ question = "topic/name", {name} = … }}]'
    if model is not Exam and name in Exam.model_fields:
        return f"{name} belongs above the first [[sections]]"
    if model is Exam and name == "picks":
        return "picks belong below a [[sections]]"
    return nearest(name, model.model_fields)


REMEDIES = {
    "string_type": ("is not a text", "put it between quotes"),
    "int_type": ("is not a whole number", "write a whole number, without quotes"),
    "int_from_float": ("is not a whole number", "write a whole number"),
    "bool_type": ("is neither true nor false", "write true or false, without quotes"),
    "tuple_type": ("is not a list", "put it in brackets, with commas between"),
    "greater_than_equal": ("is below 1", "give at least 1"),
    "too_short": ("is empty", "give at least one"),
}
PATTERNS = {
    SLUG: ("{name} is {given!r}", "use small letters, digits and hyphens only, at most 64"),
    QUESTION: (
        "{given!r} is no question's id",
        'write "topic/name"; for any of a topic, {{ topic = "{given}" }}',
    ),
    FULL: ("{name} is empty", "write a text"),
}


def _told(error: ErrorDetails, name: str) -> tuple[str, str]:
    """What is wrong with a value, and the remedy."""
    kind, context, given = error["type"], error.get("ctx", {}), error["input"]
    if kind == "exam":
        of_pick = name == "picks"  # a pick as a whole, and no key of it
        return (error["msg"] if of_pick else f"{name} {error['msg']}"), context["remedy"]
    if kind == "string_pattern_mismatch":
        message, remedy = PATTERNS[context["pattern"]]
        return message.format(name=name, given=given), remedy.format(given=given)
    if kind == "literal_error":
        return f"{name} is {given!r}", nearest(str(given).lower(), ("a4", "us-letter"))
    if name == "sections":
        return "sections are not written as sections", "begin each with [[sections]], in double brackets"
    if name == "picks" and kind not in ("tuple_type", "too_short"):
        return f"{given!r} is no pick", 'write "topic/name" or { topic = "…", count = 2 }'
    message, remedy = REMEDIES.get(kind, (error["msg"], "see exam.schema.json for what can stand here"))
    return f"{name} {message}", remedy
