"""exam.toml → Exam. Every fault of a file is reported in one run, with its line and a remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from exampaper.exams.exam import Exam, Pick, Section, tuples
from exampaper.exams.setting import Arrangements, Back, Front, Pages
from exampaper.exams.texts import FULL, QUESTION, SLUG, Strict, Surroundings
from exampaper.exams.toml_positions import KeyPath, line_numbers, nearest_line
from exampaper.faults import Fault, Faulty, Place, fault, nearest
from exampaper.figures.images import KINDS, image
from exampaper.nodes import Image
from exampaper.packaged import packaged
from exampaper.text import TextError
from exampaper.text import parse as parse_text


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


def find_exam(name: str) -> Path:
    """The exam file of a path, or the packaged one of a name. Raises Faulty for a name that is neither."""
    path = Path(name)
    if path.is_file() or path.name != name:
        return path
    inside = packaged("exams") / f"{name}.toml"
    if inside.exists():
        return inside
    if path.suffix:
        return path
    names = sorted(example.stem for example in packaged("exams").glob("*.toml"))
    raise fault(f"no exam {name!r}", remedy=f"give an exam file, or a packaged one: {', '.join(names)}")


def parse(text: str, path: Path) -> Exam:
    """The exam of a text. Raises Faulty with every fault; of malformed TOML, the first is known."""
    text = text.removeprefix("\ufeff")
    data = _toml(text, path)
    lines = line_numbers(text)
    texts = _texts(data, path)
    pictures = _pictures("\n".join([text, *texts.values()]), path) | _logo(data, path)
    try:
        exam = Exam.model_validate(tuples(data), context=Surroundings(pictures, texts))
    except ValidationError as error:
        faults = [_fault(details, lines, path, text) for details in error.errors() if not _follows(details)]
        raise Faulty(*sorted(faults, key=lambda fault: fault.place.line or 0)) from None
    exam._file, exam._lines, exam._pictures, exam._texts = path, lines, pictures, texts
    _read_sheet(exam, path)
    return exam


def _named(data: Mapping[str, Any], table: str, key: str) -> str:
    """The name of a file beside the exam that a key of a table gives; empty for anything else."""
    found = data.get(table)
    name = found.get(key, "") if isinstance(found, dict) else ""
    return name if isinstance(name, str) and name and Path(name).name == name else ""


def _texts(data: Mapping[str, Any], path: Path) -> dict[str, str]:
    """The texts beside the file that it prints."""
    name = _named(data, "back", "sheet")
    try:
        return {name: (path.parent / name).read_text(encoding="utf-8-sig")} if name else {}
    except (OSError, UnicodeDecodeError):  # told with its line, as a name that cannot be read
        return {}


def _logo(data: Mapping[str, Any], path: Path) -> dict[str, Image]:
    name = _named(data, "front", "logo")
    file = path.parent / name
    return {name: image(file)} if name and file.suffix.lower() in KINDS and file.is_file() else {}


def _read_sheet(exam: Exam, path: Path) -> None:
    """Raises Faulty for a sheet that cannot be read, with the line in its own file."""
    name = exam.back.sheet
    if name not in exam._texts:
        return
    try:
        parse_text(exam._texts[name], exam._pictures)
    except TextError as error:
        first = (error.words or "").split("\n")[0].strip()
        lines = exam._texts[name].split("\n")
        line = next((number for number, each in enumerate(lines, 1) if first and first in each), 1)
        raise fault(f"cannot be read: {error}", path.parent / name, line, error.remedy or "it is Markdown") from None


_PICTURE = re.compile(r"!\[[^\]]*\]\(([^()\s]+)\)")


def _pictures(text: str, path: Path) -> dict[str, Image]:
    """The pictures beside the file that its texts name. Raises Faulty for one that cannot be printed."""
    pictures: dict[str, Image] = {}
    for name in _PICTURE.findall(text):
        file = path.parent / name
        is_beside = "/" not in name and "\\" not in name
        if is_beside and name not in pictures and file.suffix.lower() in KINDS and file.is_file():
            pictures[name] = image(file)
    return pictures


def _toml(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        position = re.search(r"at line (\d+)", str(error))
        line = int(position[1]) if position else text.rstrip().count("\n") + 1  # at the end of the document
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
    """The remedy for a message of tomllib, whose errors have no codes."""
    for start, remedy in SYNTAX.items():
        if message.startswith(start):
            return remedy
    return 'texts are written between quotes, lists in brackets: picks = ["rnn/statements"]'


# ------------------------------------------------------------------ errors of validation → faults


def _follows(error: ErrorDetails) -> bool:
    """Whether it only follows from faults already reported: a list is "too short" when its items are faulty."""
    return error["type"] == "too_short" and bool(error["input"])


def _fault(error: ErrorDetails, lines: Mapping[KeyPath, int], path: Path, text: str) -> Fault:
    location = error["loc"]
    keys = [step for step in location if isinstance(step, str)]
    key = keys[-1] if keys else ""
    place = Place(path, _line(error, nearest_line(lines, location), text))
    if error["type"] == "extra_forbidden":
        return Fault(f"unknown key {key!r}", place, _key_remedy(key, location[:-1]))
    if error["type"] == "missing":
        example = '["topic/name"]' if key == "picks" else '"…"'
        remedy = "begin a section with [[sections]]" if key == "sections" else f"add {key} = {example}"
        return Fault(f"{key} is missing", place, remedy)
    message, remedy = _message_and_remedy(error, key)
    return Fault(message, place, remedy)


def _line(error: ErrorDetails, first: int, text: str) -> int:
    """The line of a fault in a value that begins on the line `first`: where its words stand, if it has some."""
    words = str(error.get("ctx", {}).get("words", "")).split("\n")[0].strip()
    if not words:
        return first
    length = 2 + str(error["input"]).count("\n")
    for number, line in enumerate(text.split("\n")[first - 1 :][:length], first):
        if words in line:
            return number
    return first


TABLES: dict[str | int, type[Strict]] = {
    "pages": Pages,
    "front": Front,
    "back": Back,
    "arrangements": Arrangements,
}
"""The tables of an exam beside its sections, by their keys."""


def _key_remedy(key: str, inside: KeyPath) -> str:
    """For a key that is known elsewhere, where it belongs; else the nearest one."""
    table = next((TABLES[step] for step in inside if step in TABLES), None)
    if table is not None:
        return nearest(key, table.model_fields)
    model = Pick if "picks" in inside else Section if "sections" in inside else Exam
    if model is Section and key in Pick.model_fields:
        return f'{key} belongs in a pick: picks = [{{ question = "topic/name", {key} = … }}]'
    if model is not Exam and key in Exam.model_fields:
        return f"{key} belongs above the first [[sections]]"
    for name, table in TABLES.items():
        if key in table.model_fields and key not in model.model_fields:
            return f"{key} belongs in a table of its own: {name} = {{ {key} = … }}"
    if model is Exam and key in Section.model_fields:
        return f"{key} belong{'' if key == 'picks' else 's'} below a [[sections]]"
    return nearest(key, model.model_fields)


REMEDIES = {
    "string_type": ("is not a text", "put it between quotes"),
    "int_type": ("is not a whole number", "write a whole number, without quotes"),
    "int_from_float": ("is not a whole number", "write a whole number"),
    "bool_type": ("is neither true nor false", "write true or false, without quotes"),
    "tuple_type": ("is not a list", "put it in brackets, with commas between"),
    "greater_than_equal": ("is below {ge:g}", "give at least {ge:g}"),
    "less_than_equal": ("is above {le:g}", "give at most {le:g}"),
    "float_type": ("is not a number", "write a number, without quotes"),
    "model_type": ("is not a table", "write it in braces: {{ key = value }}"),
    "too_short": ("is empty", "give at least one"),
}
PATTERNS = {
    SLUG: ("{key} is {value!r}", "use small letters, digits and hyphens only, at most 64"),
    QUESTION: (
        "{value!r} is not a valid question id",
        'write "topic/name"; for any of a topic, {{ topic = "{value}" }}',
    ),
    FULL: ("{key} is empty", "write a text"),
}


def _message_and_remedy(error: ErrorDetails, key: str) -> tuple[str, str]:
    """What is wrong with a value, and the remedy."""
    kind, context, value = error["type"], error.get("ctx", {}), error["input"]
    if kind == "exam":
        of_pick = key == "picks"  # a pick as a whole, and no key of it
        return (error["msg"] if of_pick else f"{key} {error['msg']}"), context["remedy"]
    if kind == "string_pattern_mismatch":
        message, remedy = PATTERNS[context["pattern"]]
        return message.format(key=key, value=value), remedy.format(value=value)
    if kind == "literal_error":
        known = tuple(re.findall(r"'([^']+)'", str(context.get("expected", ""))))
        return f"{key} is {value!r}", nearest(str(value).lower(), known)
    if key == "sections":
        return "sections are not written as sections", "begin each with [[sections]], in double brackets"
    if key == "picks" and kind not in ("tuple_type", "too_short"):
        return f"{value!r} is not a pick", 'write "topic/name" or { topic = "…", count = 2 }'
    message, remedy = REMEDIES.get(kind, ("{message}", "see exam.schema.json for what can stand here"))
    context = {**context, "message": error["msg"]}
    return f"{key} {message.format(**context)}", remedy.format(**context)
