"""A server in a thread of this process, as the command line makes it, and requests to it over a socket."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from exampaper.questions.wanted import Wanted


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Served:
    """Where a server listens. folder: of its bank."""

    port: int
    folder: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def ask(self, method: str, target: str, body: bytes | None = None, **headers: str) -> Reply:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request(method, target, body, headers)
            response = connection.getresponse()
            return Reply(response.status, dict(response.getheaders()), response.read())

    def post(self, target: str, values: object) -> Reply:
        return self.ask("POST", target, json.dumps(values).encode(), **{"Content-Type": "application/json"})

    def draw(self, id: str, seed: int = 1) -> Any:
        return self.ask("GET", f"/question/{id}?seed={seed}").json

    def raw(self, content: bytes, seconds: float = 20) -> bytes:
        """What comes back for some bytes, until the server closes the connection or says no more."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            connection.sendall(content)
            received = b""
            while piece := connection.recv(65536):
                received += piece
            return received


def about(id: str, drawn: Any, part: int = 0, **more: Any) -> dict[str, Any]:
    """A request about a part of what was drawn."""
    return {"id": id, "seed": drawn["seed"], "version": drawn["version"], "part": part, **more}


@contextmanager
def served(folder: Path, wanted: Wanted | None = None, is_preview: bool = False, **limits: Any) -> Iterator[Served]:
    """A server of a bank while the body runs."""
    from exampaper.serve import run

    listener = run.listening("127.0.0.1", 0)
    practice = run.practice_of((folder,), wanted or Wanted(), "Practice", 2, is_preview, **limits)
    server = run.server(practice, "127.0.0.1")
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listener])))
    thread.start()
    try:
        here = Served(listener.getsockname()[1], folder)
        assert here.ask("GET", "/").status == 200
        yield here
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
