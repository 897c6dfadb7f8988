"""Typst compiles what it is given, and reads, fetches and changes nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

import pytest

from exampaper.engines import typst
from exampaper.engines.fonts import NONE
from exampaper.engines.typst import pdf
from exampaper.faults import Faulty
from tests import pages

STYLE = '#set document(title: "T")\n#let loud(body) = strong(body)\n#show: body => body\n'


def test_files_beside_a_source_are_read() -> None:
    main = '#import "style.typ": *\n#set document(title: "T")\n#loud[a word]'
    assert "a word" in pages.text(pdf(main, NONE, {"style.typ": b"#let loud(body) = strong(body)"}))


def test_a_fault_is_told_in_the_compilers_words() -> None:
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
