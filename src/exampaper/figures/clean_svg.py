"""SVG from outside, written anew with nothing but what draws: no scripts, no styles of a page, nothing from elsewhere.

What could change the look if it were left out is refused by name; what programs note for themselves is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from markupsafe import escape

from exampaper.figures.bitmaps import BadPicture

SVG, XLINK, XML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"
ELEMENTS, DEPTH, USES = 20_000, 60, 4_000
"""Limits: how many elements, how deep within one another, and how many that repeat others."""

_DRAWING = re.compile(
    "svg|g|path|rect|circle|ellipse|line|polyline|polygon|text|tspan|defs|symbol|use|linearGradient|radialGradient|stop|"
    "clipPath|marker|pattern|style"
)
_NOTED = {"title", "desc", "metadata"}  # left out, with what is in them
_REFUSED = {
    "script": "a script",
    "foreignObject": "a piece of another language (foreignObject)",
    "image": "a picture within the picture",
    "a": "a link",
    "textPath": "text along a path",
    "filter": "a filter",
    "mask": "a mask",
    "switch": "alternatives (switch)",
    "animate": "an animation",
    "animateTransform": "an animation",
    "animateMotion": "an animation",
    "set": "an animation",
}
_PLAIN = "save it as “plain SVG”, with text turned into paths"

_ATTRIBUTES = re.compile(
    """id|class|d|x|y|x1|y1|x2|y2|cx|cy|r|rx|ry|fx|fy|width|height|points|transform|viewBox|preserveAspectRatio|dx|dy
    |rotate|fill|fill-opacity|fill-rule|stroke|stroke-(?:width|opacity|linecap|linejoin|miterlimit|dasharray|dashoffset)
    |opacity|color|display|visibility|clip-path|clip-rule|clipPathUnits|font-(?:family|size|style|weight)|text-anchor
    |letter-spacing|word-spacing|dominant-baseline|baseline-shift|textLength|lengthAdjust|offset|stop-color|stop-opacity
    |gradientUnits|gradientTransform|spreadMethod|patternUnits|patternContentUnits|patternTransform
    |marker-(?:start|mid|end)|markerWidth|markerHeight|markerUnits|refX|refY|orient|overflow|vector-effect|paint-order
    |style|type|version""",
    re.VERBOSE,
)
_OWN_PLACE = re.compile(r"url\(\s*[\"']?#[\w.:-]+[\"']?\s*\)")
_POINTS = {"": 0.75, "px": 0.75, "pt": 1.0, "pc": 12.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4}


def svg(content: bytes) -> tuple[bytes, float, float]:
    """The clean picture, its width and its height in points. Raises BadPicture."""
    reader = _Reader()
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        raise BadPicture(f"is no well-formed SVG file (line {error.lineno})", "save it again") from None
    return reader.done()


class _Reader:
    """One reading: what is clean is written as it comes."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []  # of the open elements
        self.hidden = 0  # how deep within what is left out
        self.count = self.uses = 0
        self.using: set[str] = set()  # ids of what holds a use
        self.used: set[str] = set()
        self.size = (0.0, 0.0)
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._entity
        self.parser.SkippedEntityHandler = self._entity
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _doctype(self, _name: str, _system: str | None, _public: str | None, declares: bool) -> None:
        if declares:  # a bare name of the document type is what many programs write; it is not looked at
            self._entity()

    def _entity(self, *_: object) -> None:
        raise BadPicture("declares or names entities", "take what begins with <!DOCTYPE or <!ENTITY out of it")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        self.count += 1
        if self.count > ELEMENTS or len(self.open) >= DEPTH:
            raise BadPicture(f"has more than {ELEMENTS} elements, or {DEPTH} within one another", "make it simpler")
        if not self.open and (space, tag) != (SVG, "svg"):
            raise BadPicture("is no SVG file", "save it as SVG, or give it the ending of what it is")
        if self.hidden or space != SVG or tag in _NOTED:
            self.hidden += 1
            return
        if tag in _REFUSED:
            raise BadPicture(f"holds {_REFUSED[tag]}", _PLAIN)
        if not _DRAWING.fullmatch(tag):
            raise BadPicture(f"holds the element {tag!r}", _PLAIN)
        kept = dict(_kept(attributes))
        self._check_use(tag, kept)
        if not self.open:
            self.size, head = _size(attributes)
            kept |= head | {"xmlns": SVG, "xmlns:xlink": XLINK}
        self.open.append(tag)
        self.ids.append(kept.get("id", ""))
        written = "".join(f" {key}='{escape(value)}'" for key, value in kept.items())
        self.written.append(f"<{tag}{written}>")

    def _check_use(self, tag: str, kept: dict[str, str]) -> None:
        """Refuse what repeats pieces that repeat others: such a picture grows beyond any bound."""
        if tag == "use":
            self.uses += 1
            self.using.update(filter(None, self.ids))
            self.used.add(kept.get("xlink:href", "")[1:])
        if self.uses > USES or self.using & self.used:
            raise BadPicture("repeats pieces that repeat others", _PLAIN)

    def _end(self, name: str) -> None:
        if self.hidden:
            self.hidden -= 1
            return
        self.ids.pop()
        self.written.append(f"</{self.open.pop()}>")

    def _text(self, text: str) -> None:
        if self.hidden or not self.open:
            return
        if self.open[-1] == "style":
            _check_style(text)
            self.written.append(str(escape(text)).replace("&#34;", '"').replace("&#39;", "'").replace("&gt;", ">"))
        elif self.open[-1] in ("text", "tspan"):
            self.written.append(str(escape(text)))

    def done(self) -> tuple[bytes, float, float]:
        return "".join(self.written).encode(), *self.size


def _kept(attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What is kept of an element's attributes. Raises BadPicture for what acts, or comes from elsewhere."""
    for name, value in attributes.items():
        space, _, key = name.rpartition(" ")
        if not space and key.lower().startswith("on"):
            raise BadPicture(f"acts on events ({key})", _PLAIN)
        if key == "href" and space in ("", XLINK):
            if not re.fullmatch(r"#[\w.:-]+", value):
                raise BadPicture(f"refers to something outside: {value[:40]!r}", _PLAIN)
            yield "xlink:href", value
        elif (space, key) == (XML, "space"):
            yield "xml:space", value
        elif not space and _ATTRIBUTES.fullmatch(key):
            _check_style(value)
            yield key, value


def _check_style(value: str) -> None:
    """See that nothing in a style comes from elsewhere, or acts."""
    rest = _OWN_PLACE.sub("", value)
    if re.search(r"url\s*\(|@|expression|javascript:|\\", rest, re.IGNORECASE):
        raise BadPicture(f"refers to something outside: {value.strip()[:40]!r}", _PLAIN)


def _size(attributes: dict[str, str]) -> tuple[tuple[float, float], dict[str, str]]:
    """Width and height in points, and the attributes of the root that say so.

    What is missing follows from the viewBox, whose units are CSS pixels where nothing else says how large they are.
    """
    box = list(map(float, re.findall(r"-?\d*\.?\d+(?:e-?\d+)?", attributes.get("viewBox", ""))))
    wide, high = _length(attributes.get("width", "")), _length(attributes.get("height", ""))
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        wide = wide or (high * box[2] / box[3] if high else 0.75 * box[2])
        high = high or wide * box[3] / box[2]
    if not (0 < wide < 1e5 and 0 < high < 1e5):
        raise BadPicture("has no size", "give its <svg> a width and a height, or a viewBox")
    head = {"width": f"{wide:.4g}pt", "height": f"{high:.4g}pt"}
    if len(box) != 4:  # so that it can be scaled
        head["viewBox"] = f"0 0 {wide / 0.75:.6g} {high / 0.75:.6g}"
    return (wide, high), head


def _length(text: str) -> float:
    """A length in points; 0 for one that is relative, or none."""
    match = re.fullmatch(r"\s*(\d*\.?\d+)\s*([a-z]{0,2})\s*", text)
    return float(match[1]) * _POINTS[match[2]] if match and match[2] in _POINTS else 0.0
