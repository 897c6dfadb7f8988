"""Images from outside: what is printed is clean, what is not is told with its remedy."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags
from PIL import Image as Pillow

from exampaper import figures
from exampaper.engines import typst as typst_engine
from exampaper.faults import Faulty
from exampaper.figures.bitmaps import BadPicture, jpeg, png
from exampaper.figures.clean_svg import svg
from exampaper.questions.bank import Bank
from tests.figures.test_plot import document, tagged

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20">%s</svg>'
BOX = b'<rect width="40" height="20"/>'


def bitmap(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    out = io.BytesIO()
    Pillow.radial_gradient("L").resize(size).convert(mode).save(out, kind, **options)
    return out.getvalue()


def photograph(turn: int) -> bytes:
    about = Pillow.Exif()
    about[ExifTags.Base.Orientation] = turn
    about[ExifTags.Base.ImageDescription] = "taken at home"
    return bitmap("JPEG", exif=about)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA"])
def test_png_of_any_kind_is_kept(mode: str) -> None:
    content = bitmap("PNG", mode)
    clean, wide, high = png(content)
    assert (wide, high) == (40, 30)
    shown, meant = (Pillow.open(io.BytesIO(each)).convert("RGBA").tobytes() for each in (clean, content))
    assert shown == meant


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"comment": b"taken at home"}])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_jpeg_is_kept_without_what_a_camera_noted(mode: str, options: dict[str, Any]) -> None:
    content = bitmap("JPEG", mode, **options)
    clean, wide, high = jpeg(content)
    assert (wide, high) == (40, 30)
    assert b"home" not in clean
    assert Pillow.open(io.BytesIO(clean)).tobytes() == Pillow.open(io.BytesIO(content)).tobytes()
    assert b"home" not in jpeg(photograph(1))[0]


def test_png_is_kept_without_its_remarks() -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", "taken at home")
    assert b"home" not in png(bitmap("PNG", pnginfo=info))[0]


@pytest.mark.parametrize(
    ("read", "content", "message"),
    [
        (png, b"GIF89a", "is no PNG file"),
        (png, bitmap("PNG")[:-12], "without its beginning or end"),
        (png, bitmap("PNG").replace(b"IDAT", b"IDAX", 1), "damaged"),
        (png, bitmap("PNG", "1", (5000, 3000)), "5000 × 3000 pixels"),
        (jpeg, b"\x89PNG", "is no JPEG file"),
        (jpeg, bitmap("JPEG")[:-9], "damaged"),
        (jpeg, bitmap("JPEG", "CMYK"), "CMYK"),
        (jpeg, photograph(6), "lies on its side"),
    ],
)
def test_bitmaps_that_cannot_be_printed_are_refused(
    read: Callable[[bytes], object], content: bytes, message: str
) -> None:
    with pytest.raises(BadPicture, match=message) as caught:
        read(content)
    assert caught.value.remedy


def test_a_png_that_unpacks_to_more_than_it_says_is_refused() -> None:
    """Or to a hundred megabytes, from a hundred kilobytes: it is read piece by piece."""
    import struct
    import zlib

    whole = bitmap("PNG", "L", (4, 4))
    head, packed = whole[8:33], zlib.compress(bytes(100_000_000))
    body = b"IDAT" + packed
    bomb = whole[:8] + head + struct.pack(">I", len(packed)) + body + struct.pack(">I", zlib.crc32(body)) + whole[-12:]
    with pytest.raises(BadPicture, match="damaged"):
        png(bomb)


HOSTILE = [
    (b"<script>alert(1)</script>", "a script"),
    (b'<g onload="alert(1)"/>', "acts on events"),
    (b"<foreignObject><p/></foreignObject>", "foreignObject"),
    (b'<image href="http://example.org/x.png"/>', "a picture within"),
    (b'<image href="data:image/png;base64,AA"/>', "a picture within"),
    (b'<a href="http://example.org"><rect/></a>', "a link"),
    (b'<use xlink:href="http://example.org/x.svg#a"/>', "something outside"),
    (b'<use href="file:///etc/passwd#a"/>', "something outside"),
    (b'<rect fill="url(http://example.org/#a)"/>', "something outside"),
    (b"<rect style=\"fill:url( '//example.org/x' )\"/>", "something outside"),
    (b"<style>@import 'http://example.org/x.css';</style>", "something outside"),
    (b"<style>rect{background:url(x.png)}</style>", "something outside"),
    (b"<style>rect{fill:u\\72l(x)}</style>", "something outside"),
    (b"<animate attributeName='href' to='javascript:alert(1)'/>", "an animation"),
    (b"<filter id='a'/>", "a filter"),
    (b"<blink/>", "'blink'"),
    (b"<g>" * 80 + b"</g>" * 80, "within one another"),
    (b"<g/>" * 20_001, "more than 20000 elements"),
    (b'<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "repeat others"),
]


@pytest.mark.parametrize(("inside", "message"), HOSTILE, ids=[message for _, message in HOSTILE])
def test_what_has_no_place_in_a_picture_is_refused(inside: bytes, message: str) -> None:
    with pytest.raises(BadPicture, match=re.escape(message)) as caught:
        svg(SVG % (BOX + inside))
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG % b"<text>&a;</text>", "entities"),
        (b'<!DOCTYPE svg SYSTEM "http://example.org/x.dtd">' + SVG % b"<text>&a;</text>", "entities"),
        (b"<svg", "well-formed"),
        (b"\x89PNG", "well-formed"),
        (b"<html/>", "is no SVG file"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "has no size"),
    ],
)
def test_what_is_no_picture_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(BadPicture, match=message):
        svg(content)


def test_what_draws_is_kept_and_what_programs_note_is_not() -> None:
    drawn = (
        b'<?xml-stylesheet href="x.css"?><!-- by me --><metadata><b xmlns="x">me</b></metadata><title>me</title>'
        b'<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient>'
        b'<path id="p" d="M0 0L1 1"/></defs>'
        b'<style>.a{stroke:black}</style><rect class="a" fill="url(#g)" data-by="me" style="opacity:.5"/>'
        b'<use xlink:href="#p"/><text x="1">a &lt; b</text>'
    )
    clean, wide, high = svg(SVG % drawn)
    assert (wide, high) == (30, 15)
    assert b"me" not in clean
    for kept in (b"url(#g)", b"xlink:href='#p'", b".a{stroke:black}", b"a &lt; b", b"opacity:.5", b"stop-color='#fff'"):
        assert kept in clean
    assert svg(clean)[0] == clean


def test_what_graphviz_writes_is_a_picture() -> None:
    import pygraphviz

    graph = pygraphviz.AGraph()
    graph.add_edge("a", "b")
    clean, _, _ = svg(graph.draw(prog="dot", format="svg"))
    assert clean.count(b"<ellipse") == 2


SEEDS = [(png, bitmap("PNG")), (jpeg, bitmap("JPEG")), (jpeg, photograph(1)), (svg, SVG % (BOX + b'<use href="#a"/>'))]


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(SEEDS), st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4), st.integers(0, 5)), max_size=4)
)
def test_a_damaged_file_is_told_and_never_breaks_anything(
    seed: tuple[Callable[[bytes], object], bytes], changes: list[tuple[float, bytes, int]]
) -> None:
    read, content = seed
    for share, put, gone in changes:
        at = int(share * len(content))
        content = content[:at] + put + content[at + gone :]
    with contextlib.suppress(BadPicture):
        read(content)


# ------------------------------------------------------------------ on the page


@pytest.mark.parametrize(
    ("name", "content"), [("a.png", bitmap("PNG")), ("a.jpg", bitmap("JPEG")), ("a.svg", SVG % BOX)]
)
def test_images_are_printed_with_their_description(name: str, content: bytes, tmp_path: Path) -> None:
    import pikepdf

    from exampaper.nodes import Figure

    (tmp_path / name).write_bytes(content)
    image = figures.image(tmp_path / name, width=5)
    assert image.size[0] == pytest.approx(5 * 72 / 2.54, abs=0.01)
    made = document([Figure(image, "What it shows.")])
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert list(tagged(pdf.Root.StructTreeRoot.K)) == [("What it shows.", True)]
    assert made == document([Figure(image, "What it shows.")])
    assert "data:image/" in figures.svg(image)


def test_an_image_is_no_wider_than_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(bitmap("PNG", "L", (3000, 900)))
    assert figures.image(tmp_path / "a.png").size == (400, 120)


def test_faults_name_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(SVG % b"<script/>")
    (tmp_path / "a.png").write_bytes(bytes(3_100_000))
    for name, message in (
        ("a.svg", "a script"),
        ("a.png", "3.1 MB"),
        ("a.gif", "not .gif"),
        ("b.png", "cannot be read"),
    ):
        with pytest.raises(Faulty, match=re.escape(message)) as caught:
            figures.image(tmp_path / name)
        assert str(tmp_path / name) in str(caught.value)


QUESTION = """\
---
title: A cell
kind: open
marks: 1
minutes: 1
difficulty: 1
space: 1
---
What is this?

![A round thing.](cell.png)

## Answer

A cell.

## Marking

- [1] A cell.
"""


def test_an_image_beside_a_question_is_its_own(tmp_path: Path) -> None:
    topic = tmp_path / "biology"
    topic.mkdir()
    (topic / "cell.md").write_text(QUESTION)
    with pytest.raises(Faulty, match=r"no figure cell\.png"):
        Bank.load(tmp_path)["biology/cell"].variant(1)
    (topic / "cell.png").write_bytes(bitmap("PNG"))
    question = Bank.load(tmp_path)["biology/cell"]
    digest = question.digest
    assert (
        "[A round thing.]" in str(question.variant(1)._repr_html_())
        or "A round thing." in question.variant(1)._repr_html_()
    )
    (topic / "cell.png").write_bytes(bitmap("PNG", "L"))
    assert Bank.load(tmp_path)["biology/cell"].digest != digest
    (topic / "cell.png").write_bytes(b"no picture")
    with pytest.raises(Faulty, match="is no PNG file"):
        Bank.load(tmp_path)


def test_an_image_needs_a_description(tmp_path: Path) -> None:
    topic = tmp_path / "biology"
    topic.mkdir()
    (topic / "cell.md").write_text(QUESTION.replace("A round thing.", ""))
    (topic / "cell.png").write_bytes(bitmap("PNG"))
    with pytest.raises(Faulty, match="has no description"):
        Bank.load(tmp_path)["biology/cell"].variant(1)


def test_an_svg_becomes_a_pdf_for_latex() -> None:
    made = typst_engine.picture_pdf(svg(SVG % BOX)[0])
    assert made.startswith(b"%PDF-1.4")
    assert made == typst_engine.picture_pdf(svg(SVG % BOX)[0])
