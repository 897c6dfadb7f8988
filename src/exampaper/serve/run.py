"""Serves until it is interrupted."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from pathlib import Path
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from exampaper.faults import fault
from exampaper.questions.wanted import Wanted
from exampaper.serve.application import HEAD, Practice, application
from exampaper.serve.worker import settings
from exampaper.serve.workers import Workers

LOOPBACK, PORT = "127.0.0.1", 8765

HEAD_SECONDS = 10
"""In which the headers of a request must have come."""

CONNECTIONS = 1000
"""Most at the same time."""


class Impatient(H11Protocol):
    """Closes a connection whose request does not come: nobody holds one open for nothing."""

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        self._wait()
        super().data_received(data)

    def _wait(self) -> None:
        if self._waiting is None:
            self._waiting = self.loop.call_later(HEAD_SECONDS, self._hasten)

    def _hasten(self) -> None:
        self._waiting = None
        is_waiting = self.conn.their_state is h11.IDLE and (self.cycle is None or self.cycle.response_complete)
        if is_waiting and not self.transport.is_closing():
            self.transport.close()


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listening(host: str, port: int | None) -> socket.socket:
    """A socket at the named port; without a name the usual one, or any that is free. Raises Faulty."""
    ports = [PORT, 0] if port is None else [port]
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for at in ports:
        made = socket.socket(family)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((host, at))
            made.listen(CONNECTIONS)  # whoever comes early waits
            return made
        except OSError as error:
            made.close()
            reason = error.strerror or str(error)
    raise fault(f"{host}:{port}: {reason}", remedy="name another port with --port, or another address with --host")


def address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def server(practice: Practice, host: str) -> uvicorn.Server:
    """The server of an application. host: the address that it is bound to."""
    local = frozenset({"localhost", "127.0.0.1", "[::1]", host.lower()})
    config = uvicorn.Config(
        application(practice, local if is_loopback(host) else frozenset()),
        http=Impatient,
        ws="none",
        lifespan="on",
        log_level="error",
        access_log=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=2,
        h11_max_incomplete_event_size=HEAD,
    )
    return uvicorn.Server(config)


def practice_of(
    folders: tuple[Path, ...], wanted: Wanted, title: str, jobs: int, is_preview: bool = False, **limits: Any
) -> Practice:
    """What is served of a bank. limits: those of `Workers`."""
    return Practice(Workers(jobs, settings(folders, wanted, is_preview), **limits), title, is_preview)


def serve(practice: Practice, listener: socket.socket) -> None:
    """Serve at a socket until Ctrl-C."""
    host = listener.getsockname()[0]
    running = server(practice, host)
    try:
        running.run(sockets=[listener])
    except KeyboardInterrupt:
        return
