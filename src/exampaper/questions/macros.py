"""Commands of the author's own in the formulas of a question, declared in its front matter or in a file beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from exampaper.faults import Fault, Faulty, Place, fault
from exampaper.maths import MathsError
from exampaper.maths.macros import Macros, see
from exampaper.questions.front_matter import Entries, FrontMatter

_NAMED = re.compile(r"macros:\s*[\"']?(_[\w.-]+\.yaml)[\"']?\s*$", re.MULTILINE)
_FORM = r"write lines such as R: '\mathbb{R}'; without the quotes, # begins a comment of YAML"


def declared(front: FrontMatter, entries: Entries, path: Path) -> Macros:
    """The macros of a question, by name. Raises Faulty, with a fault for each that cannot be meant."""
    if isinstance(front.macros, Mapping):
        found, places = front.macros, {name: entries.place(path, "macros", name) for name in front.macros}
    else:
        found = _shared(path, front.macros, entries.place(path, "macros"))
        places = dict.fromkeys(found, Place(path.with_name(front.macros)))
    faults = list(_faults(found, places))
    if faults:
        raise Faulty(*faults)
    return found


def file_of_macros(markdown: Path) -> list[Path]:
    """The file beside a question that its front matter takes macros from; none where there is none."""
    try:
        head = markdown.read_text(encoding="utf-8-sig").partition("\n---")[0]
    except (OSError, UnicodeDecodeError):
        return []
    named = _NAMED.search(head)
    path = markdown.with_name(named[1]) if named else None
    return [path] if path and path.is_file() else []


def _shared(question: Path, name: str, place: Place) -> dict[str, str]:
    """The macros of a file beside a question. Raises Faulty."""
    if not _NAMED.fullmatch(f"macros: {name}"):
        message = f"macros: {name!r} is no file of macros"
        raise fault(message, place.file, place.line, "its name begins with _ and ends in .yaml, as _macros.yaml")
    path = question.with_name(name)
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError:
        message = f"macros: there is no {path.name} beside the question"
        raise fault(message, place.file, place.line, "write it, or the macros themselves") from None
    except (yaml.YAMLError, ValueError) as error:
        raise fault(f"macros: {' '.join(str(error).split())}", path, None, _FORM) from None
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in [*found, *found.values()]):
        raise fault("macros: not a list of `NAME: LaTeX` lines", path, None, _FORM)
    return found


def _faults(macros: Macros, places: Mapping[str, Place]) -> Iterator[Fault]:
    for name in macros:
        try:
            see(name, macros)
        except MathsError as error:
            yield Fault(f"macros: {name}: {error}", places[name], _FORM)
