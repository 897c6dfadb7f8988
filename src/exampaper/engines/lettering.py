"""A text by itself: which of its characters no font has, and its outlines, for an engine that lacks its script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree

from exampaper.engines import typst
from exampaper.engines.fonts import NONE, Fonts, listed
from exampaper.faults import Faulty, fault
from exampaper.scripts import leftward
from exampaper.writers import UnknownCharacter

SIZE = 10  # points: a unit of the outlines is a tenth of the font size
WIDEST = 34  # a text that is wider, in font sizes, is set in lines

_COMMON = re.compile(r"[ -~À-ſ]*")  # what any font of Latin letters has
_NOT_MEANT = {"Co", "Cn", "Cs"}  # private, unassigned: a font that has one means something of its own


# ------------------------------------------------------------------ what can be set


@lru_cache(maxsize=8192)
def missing(text: str, fonts: Fonts = NONE) -> str:
    """The characters of a text that no font has; empty where it can be set."""
    if _COMMON.fullmatch(text) or _settable(text, fonts):
        return ""
    lacking = [character for character in dict.fromkeys(text) if not _settable(character, fonts)]
    if not lacking:  # each can be set by itself, but not together
        lacking = [character for character in text if not character.isascii()]
    return "".join(lacking)


@lru_cache(maxsize=8192)
def _settable(text: str, fonts: Fonts) -> bool:
    if not _NOT_MEANT.isdisjoint(map(unicodedata.category, text)):
        return False
    try:
        typst.pdf(f'#set document(title: "a text")\n{_alone(text, fonts)}\n#said', fonts)
    except (Faulty, UnknownCharacter):
        return False
    return True


def _alone(text: str, fonts: Fonts) -> str:
    """Typst that defines the text as `said`, and how it is set."""
    direction = "rtl" if leftward(text) else "ltr"
    escaped = "".join(f"\\u{{{ord(character):x}}}" for character in text)
    style = f"font: {listed(fonts)}, fallback: false, dir: {direction}, ligatures: false, hyphenate: false"
    return f'#set text({style})\n#let said = text("{escaped}")'


def legible(text: str, fonts: Fonts = NONE) -> str:
    """The text, with the code points of what no font has."""
    lacking = missing(text, fonts)
    shown = ""
    for character in text:
        shown += f"[U+{ord(character):04X}]" if character in lacking else character
    return shown


# ------------------------------------------------------------------ outlines


@dataclass(frozen=True, slots=True)
class Outline:
    """A text as a drawing in PDF's operators; its first line stands on the origin.

    Lengths in tenths of the font size. width, depth: how far it goes to the right and below its first line.
    """

    width: float
    depth: float
    path: str


@lru_cache(maxsize=1024)
def outline(text: str, fonts: Fonts = NONE) -> Outline:
    """The outlines of a text. Raises UnknownCharacter, and Faulty for a font of pictures."""
    if lacking := missing(text, fonts):
        raise UnknownCharacter(lacking[0], "Typst")
    drawn = ElementTree.fromstring(typst.svg(_PAGE + _alone(text, fonts) + _LINES, fonts))
    if next(drawn.iter(f"{_SVG}image"), None) is not None:
        raise fault("a font draws with pictures, which LaTeX cannot set", remedy="name a font of outlines")
    _, _, width, height = map(float, drawn.attrib["viewBox"].split())
    shapes: dict[str, ElementTree.Element] = {}
    for symbol in drawn.iter(f"{_SVG}symbol"):
        shapes[symbol.attrib["id"]] = symbol
    path = " ".join(_drawn(drawn, (1, 0, 0, -1, 0, 0), shapes))
    return Outline(width, height if height > 1 else 0, f"{path} f" if path else "")


_PAGE = f"#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#set text(size: {SIZE}pt)\n"
_LINES = f"""
#set text(top-edge: "baseline", bottom-edge: "baseline")
#set par(leading: 1.25em)
#context block(width: calc.min(measure(said).width, {WIDEST * SIZE}pt), said)
"""
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"

Matrix = tuple[float, float, float, float, float, float]


def _drawn(node: ElementTree.Element, at: Matrix, shapes: dict[str, ElementTree.Element]) -> Iterator[str]:
    """The paths below a node of an SVG. at: where its coordinates lie."""
    for child in node:
        place = _times(at, _transform(child.attrib.get("transform", "")))
        if child.tag == f"{_SVG}path":
            yield from _operators(child.attrib["d"], place)
        elif child.tag == f"{_SVG}use":
            moved = (1.0, 0.0, 0.0, 1.0, float(child.get("x", 0)), float(child.get("y", 0)))
            yield from _drawn(shapes[child.attrib[_HREF][1:]], _times(place, moved), shapes)
        elif child.tag == f"{_SVG}g":
            yield from _drawn(child, place, shapes)


def _transform(attribute: str) -> Matrix:
    """What an SVG's attribute `transform` says."""
    name, _, arguments = attribute.partition("(")
    match name, _numbers(arguments):
        case "", _:
            return 1, 0, 0, 1, 0, 0
        case "matrix", [a, b, c, d, e, f]:
            return a, b, c, d, e, f
        case "scale", [x, y]:
            return x, 0, 0, y, 0, 0
        case "translate", [x, y]:
            return 1, 0, 0, 1, x, y
    raise ValueError(f"an SVG's transform: {attribute}")


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f


_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
_STEP = re.compile(r"([A-Za-z])([^A-Za-z]*)")  # Typst writes no exponents here


def _operators(path: str, at: Matrix) -> Iterator[str]:
    """An SVG's path in PDF's operators."""
    here = start = 0j
    for name, arguments in _STEP.findall(path):
        points = _points(name, arguments, here)
        here = points[-1] if points else start
        start = here if name in "Mm" else start
        operator = "m" if name in "Mm" else {0: "h", 1: "l", 3: "c"}[len(points)]
        yield " ".join([*(_point(point, at) for point in points), operator])


def _points(name: str, arguments: str, here: complex) -> list[complex]:
    """Where a step of a path leads from here: a point for a line, three for a cubic curve, none to close it."""
    base = here if name.islower() else 0j
    numbers = _numbers(arguments)
    match name.upper(), numbers:
        case "H", [x]:
            return [complex(base.real + x, here.imag)]
        case "V", [y]:
            return [complex(here.real, base.imag + y)]
        case "M" | "L" | "C" | "Q" | "Z", _:
            points = [base + complex(x, y) for x, y in zip(numbers[0::2], numbers[1::2], strict=True)]
            return _cubic(here, *points) if name in "Qq" else points
    raise ValueError(f"an SVG's path: {name}{arguments}")


def _numbers(arguments: str) -> list[float]:
    return list(map(float, _NUMBER.findall(arguments)))


def _cubic(here: complex, bend: complex, end: complex) -> list[complex]:
    """A quadratic curve as a cubic one."""
    return [here + (bend - here) * 2 / 3, end + (bend - end) * 2 / 3, end]


def _point(point: complex, at: Matrix) -> str:
    a, b, c, d, e, f = at
    x, y = a * point.real + c * point.imag + e, b * point.real + d * point.imag + f
    return f"{_short(x)} {_short(y)}"


def _short(number: float) -> str:
    return f"{round(number, 3) + 0:g}"
