"""Parameters and answers of a question: declared in the front matter, or as classes in its Python file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, make_dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, get_type_hints

import yaml

from exampaper.answers.collection import Rows
from exampaper.answers.declaration import Declared, Undeclared, declared, of_annotation, one_of
from exampaper.answers.kind import AnswerType
from exampaper.draw import Rng
from exampaper.faults import Fault, Faulty, Place, fault, nearest
from exampaper.questions.draw_entries import Entry, Names, python, read_entry
from exampaper.questions.front_matter import ComputedFrontMatter
from exampaper.questions.question_file import QuestionFile
from exampaper.questions.values import Scope, plain, presented

TAKEN = {"true", "false", "none", "loop", "self", "params", "answers", "text", "rng", "marks", "choices", "choice"}
"""Names that mean something else, in a text or to a function."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The parameters' class, and how they are drawn. draw raises Rejected. forms: by name, the values of a list."""

    params: type
    draw: Callable[[Rng], Any]
    forms: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answering:
    """The answers' class, and the type of each field."""

    answers: type
    types: Mapping[str, AnswerType]


def functions_of(module: ModuleType | None) -> dict[str, Any]:
    """The names of the Python file, as its functions see them: no copy."""
    return vars(module) if module else {}


# ------------------------------------------------------------------ parameters


def drawing(file: QuestionFile, module: ModuleType | None, python_file: Path) -> Drawing:
    """Raises Faulty, with the line of the entry or of the class."""
    if file.draw is not None:
        return _declared_draw(file, module)
    if not hasattr(module, "Params") or not hasattr(module, "draw"):
        remedy = "write `draw:` in the front matter, or class Params and draw(rng) in the Python file"
        raise fault("nothing says what is drawn", file.path, 1, remedy)
    params = frozen(getattr(module, "Params"), python_file)  # noqa: B009 (a module has no such type)
    return Drawing(params, getattr(module, "draw"))  # noqa: B009


def _declared_draw(file: QuestionFile, module: ModuleType | None) -> Drawing:
    entries = tuple(_entries(file, module))
    kinds: list[tuple[str, Any]] = []
    for entry in entries:
        kinds += zip(entry.names, entry.kinds, strict=True)
    visible = [(name, _held(kind)) for name, kind in kinds if not name.startswith("_")]
    params = make_dataclass("Params", visible, frozen=True)
    conditions = list(_conditions(file, module, [name for name, _ in kinds]))

    def draw(rng: Rng) -> Any:
        scope: dict[str, Any] = {}
        for entry in entries:
            for name, value in entry.drawn(rng, scope).items():
                scope[name] = presented(value)
        for text, holds in conditions:
            if not holds(scope):
                rng.reject(f"where {text}")
        return params(**{name: _as_held(kind, scope[name]) for name, kind in kinds if not name.startswith("_")})

    forms = {entry.names[0]: entry.values for entry in entries if entry.values}
    return Drawing(params, draw, forms)


def _held(kind: Any) -> Any:
    """The type of a parameter, as JSON brings it back."""
    return Annotated[tuple[tuple[int | Decimal, ...], ...], Rows] if kind is Rows else kind


def _as_held(kind: Any, value: Any) -> Any:
    """The value of a parameter as it comes back from JSON: a matrix of whole fractions is one of whole numbers."""
    held = plain(value)
    return tuple(tuple(map(_whole, row)) for row in held) if kind is Rows else held


def _whole(item: Any) -> Any:
    """An item of a matrix. Raises TypeError for a fraction that is no whole number."""
    if not isinstance(item, Fraction):
        return item
    if item.denominator != 1:
        raise TypeError(f"{item} in Rows of whole numbers: annotate -> tuple[tuple[Fraction, ...], ...]")
    return item.numerator


def _entries(file: QuestionFile, module: ModuleType | None) -> Iterator[Entry]:
    known: list[str] = []
    assert file.draw is not None
    for key, node in file.draw.value:
        place = Place(file.path, key.start_mark.line + 2)
        entry = read_entry(str(key.value), node, known, functions_of(module), place)
        for name in entry.names:
            if name in TAKEN:
                raise fault(f"draw: {name} means something else here", place.file, place.line, "choose another name")
        known += entry.names
        yield entry


def _conditions(
    file: QuestionFile, module: ModuleType | None, known: Sequence[str], *, late: bool = False
) -> Iterator[tuple[str, Callable[[Names], Any]]]:
    """What `where` asks of parameters; late: what it asks of answers."""
    place = file.place("where")
    answers = [*file.front.answers] if isinstance(file.front, ComputedFrontMatter) else []

    def refuse(message: str, remedy: str) -> Exception:
        return Faulty(Fault(f"where: {message}", place, remedy))

    where = file.front.where
    for text in [where] if isinstance(where, str) else where:
        is_late = bool(set(re.findall(r"[A-Za-z_]\w*", text)) & set(answers))
        if text and is_late == late:
            yield text, python(text, [*known, *(answers if late else ())], functions_of(module), refuse)


def late_conditions(
    file: QuestionFile, module: ModuleType | None, params: Any, answers: Any
) -> Callable[[Any, Any], str]:
    """Which condition on answers does not hold; "" where all do."""
    known = [*params.__dataclass_fields__, *answers.__dataclass_fields__]
    conditions = list(_conditions(file, module, known, late=True))

    def broken(params: Any, answers: Any) -> str:
        scope = Scope(params, answers)
        for text, holds in conditions:
            if not holds(scope):
                return f"where {text}"
        return ""

    return broken


# ------------------------------------------------------------------ answers


def answering(file: QuestionFile, module: ModuleType | None, python_file: Path) -> Answering:
    """Raises Faulty, with the line of the entry or of the class."""
    if file.answers is not None:
        kinds: dict[str, Any] = {}
        types: dict[str, AnswerType] = {}
        for key, node in file.answers.value:
            entry = _declared(file, key, node)
            kinds[key.value], types[key.value] = entry.python, entry.type
        return Answering(make_dataclass("Answers", kinds.items(), frozen=True), types)
    if not hasattr(module, "Answers"):
        remedy = "write `answers:` in the front matter, or class Answers in the Python file"
        raise fault("nothing says what is answered", file.path, 1, remedy)
    answers = frozen(getattr(module, "Answers"), python_file)  # noqa: B009
    hints = get_type_hints(answers, include_extras=True)
    return Answering(answers, {field.name: of_annotation(hints[field.name]) for field in fields(answers)})


def _declared(file: QuestionFile, key: yaml.Node, node: yaml.Node) -> Declared:
    place = Place(file.path, key.start_mark.line + 2)
    name = str(key.value)
    if not name.isidentifier() or name in TAKEN:
        raise fault(f"answers: {name!r} cannot be a name here", place.file, place.line, "choose another name")
    try:
        if isinstance(node, yaml.SequenceNode):
            return one_of(tuple(str(item.value) for item in node.value))
        return declared(str(node.value))
    except Undeclared as error:
        raise fault(f"answers: {name}: {error}", place.file, place.line) from None


def asked_by_part(file: QuestionFile, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The answers that each part asks for: as `asks` says; else the last, or one each. Raises Faulty."""
    labels = file.labels
    asks = file.front.asks if isinstance(file.front, ComputedFrontMatter) else ""
    if asks:
        entries: Sequence[str] = [asks] if isinstance(asks, str) else asks
        for name in " ".join(entries).split():
            if name not in names:
                raise Faulty(Fault(f"asks: no answer {name!r}", file.place("asks"), nearest(name, names)))
        if len(entries) != len(labels):
            message = f"asks has {len(entries)} entries, the question {len(labels)} parts"
            raise Faulty(Fault(message, file.place("asks"), "give asks as a list, one entry a part"))
    elif len(labels) == 1:
        entries = names[-1:]
    elif len(labels) == len(names):
        entries = names
    else:
        entries = [""] * len(labels)
    return {label: tuple(entry.split()) for label, entry in zip(labels, entries, strict=True)}


def frozen(kind: type, path: Path) -> type:
    """The class, if it is a frozen dataclass of names that can be printed. Raises Faulty."""
    names = getattr(kind, "__dataclass_fields__", {})
    line = line_of(kind.__name__, path)
    if not getattr(getattr(kind, "__dataclass_params__", None), "frozen", False):
        remedy = "write @dataclass(frozen=True) above it: values are never changed"
        raise fault(f"{kind.__name__} is not a frozen dataclass", path, line, remedy)
    if taken := sorted(set(names) & {"true", "false", "none", "loop", "self"}):
        message = f"{kind.__name__}.{taken[0]} cannot be printed: the word means something else in a text"
        raise fault(message, path, line, "choose another name")
    return kind


def line_of(name: str, path: Path) -> int | None:
    """The line of a class of the Python file."""
    text = path.read_text(encoding="utf-8-sig")
    statement = re.search(rf"^class {name}\b", text, re.MULTILINE)
    return text.count("\n", 0, statement.start()) + 1 if statement else None
