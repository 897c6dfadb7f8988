"""A source handed to Typst in pieces makes the PDF that it makes in one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

import pytest

from exampaper.engines import typst
from exampaper.engines.typst import _as_string, _pdf, pdf, pieces
from exampaper.exams.loader import load
from exampaper.faults import Faulty
from exampaper.papers.assemble import assemble_label
from exampaper.papers.documents import DOCUMENTS, Document, source
from exampaper.questions.bank import Bank
from tests import pages
from tests.conftest import ROOT
from tests.test_documents import HEADING
from tests.test_documents import paper as hostile

STYLE = '#set document(title: "T")\n#let loud(body) = strong(body)\n#show: body => body\n'


def in_one(source: str) -> bytes:
    return _pdf({"main.typ": source.encode()})


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("exam", ["seed", "deep-learning"])
def test_papers_are_the_same_bytes(bank: Bank, exam: str, document: Document) -> None:
    for key in (b"1", b"2"):
        text = source(assemble_label(load(ROOT / f"exams/{exam}.toml"), bank, key, "A"), document, "typst")
        assert pieces(text)["main.typ"].count(b'evaluated("') > 40
        assert _pdf(pieces(text)) == in_one(text)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_hostile_headings_are_the_same_bytes(bank: Bank, document: Document) -> None:
    text = source(hostile(bank, HEADING), document, "typst")
    assert _pdf(pieces(text)) == in_one(text)


BODIES = [
    '#loud[a]\n#loud[#loud[b] \\] \\" \\\\]',
    "#block({\n  [= Heading]\n  [- item]\n  loud[x]\n  loud(loud[y])\n})\n[plain]\n  [plain]\n  loud[plain]",
    "#loud[a] [b] #loud[c]\n// [#loud[d]\n#loud[/ e: f]\n",
    "#loud[#(1 + 2)#if true [yes] else [no]]\n[plain]",
    '#loud["#emph[é]" ~ // hidden\n]',
    "#loud[a] (\n  [plain],\n)\n#loud[b],\n  [plain]",
    "#emph[`[a]`]\n```\n#loud[b]\n[c]\n```",
    "/*\n#loud[b]\n*/",
    "#let loud(body) = [soft] + body\n#loud[b]",
    "#block({\n  let loud(body) = [soft] + body\n  loud[b]\n})",
    '#for loud in (emph, strong) [\n#loud[#loud("b")]\n]',
    "#block(\n  (1, 2).map(loud => [#loud]).join()\n)",
]


@pytest.mark.parametrize("body", BODIES)
def test_any_markup_is_the_same_text(body: str) -> None:
    text = STYLE + body
    assert pages.text(_pdf(pieces(text))) == pages.text(in_one(text))


def test_markup_that_leans_on_names_of_the_page_still_compiles() -> None:
    text = STYLE + "#let x = 3\n#loud[#x]"
    assert pdf(text) == in_one(text)


def test_a_source_of_another_shape_stays_whole() -> None:
    assert pieces("#let a = 1\nhello") == {"main.typ": b"#let a = 1\nhello"}


@pytest.mark.parametrize("line", ["", "a b", "f(a)[b]", "[a] and [b]", "[a]]", 'f("[", [a])', "])", "  blocks("])
def test_lines_that_are_no_single_piece_stay(line: str) -> None:
    assert _as_string(line) == line


def test_a_fault_is_told_as_of_the_whole_source() -> None:
    with pytest.raises(Faulty, match="unknown variable: nothing"):
        pdf(STYLE + "#loud[#nothing]")


PACKAGE = '#set document(title: "T")\n#import "\\u{40}preview/cetz:0.3.0": *'


def test_a_package_is_refused_however_it_is_spelt() -> None:
    with pytest.raises(Faulty, match="packages are not available"):
        pdf(PACKAGE)


def test_nothing_is_fetched_but_by_the_proxy_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[bytes] = []
    monkeypatch.setenv("NO_PROXY", "*")
    with _proxy(heard) as address:
        monkeypatch.setattr(typst, "CLOSED", address)
        with pytest.raises(Faulty, match="packages are not available"):
            pdf(PACKAGE)
    assert heard[0].startswith(b"CONNECT packages.typst.org:443")


@contextmanager
def _proxy(heard: list[bytes]) -> Iterator[str]:
    """The address of a proxy that takes down what it is asked, and hangs up."""

    class Listener(BaseRequestHandler):
        def handle(self) -> None:
            heard.append(self.request.recv(1000))

    with ThreadingTCPServer(("127.0.0.1", 0), Listener) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_the_environment_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    monkeypatch.delenv("http_proxy", raising=False)
    before = dict(os.environ)
    pdf(STYLE + "#loud[a]")
    assert dict(os.environ) == before
