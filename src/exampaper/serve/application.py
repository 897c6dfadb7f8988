"""The requests that the page makes, over HTTP. Nothing of an answer is sent before it is asked for."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from exampaper.languages import shared
from exampaper.practice.page import served_page
from exampaper.questions.question import SEEDS
from exampaper.serve.workers import ENDED, TurnedAway, Workers

BODY = 64 * 1024
"""Most bytes of a request's body."""

TARGET = 1000
"""Most bytes of a request's path and query."""

HEAD = 16 * 1024
"""Most bytes of a request's headers."""

BODY_SECONDS = 5.0
"""In which a request's body must have come."""

HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
}


class Asked(BaseModel):
    """A request about one part of a variant."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    id: Annotated[str, Field(max_length=200)]
    seed: Annotated[int, Field(ge=0, lt=SEEDS)]
    version: Annotated[str, Field(max_length=2000)]
    part: Annotated[int, Field(ge=0, lt=50)]


Text = Annotated[str, Field(max_length=4000)]


class Typed(Asked):
    """What was typed into the fields of each part, in their order; null for a part where nothing was."""

    texts: Annotated[list[Annotated[list[Text], Field(max_length=50)] | None], Field(max_length=50)]


class HintAsked(Asked):
    """number: which of the hints, from 0."""

    number: Annotated[int, Field(ge=0, lt=100)]


Asking = TypeVar("Asking", bound=Asked)


@dataclass
class Practice:
    """What the server offers: the ids of its questions, as they were listed last."""

    workers: Workers
    title: str
    is_preview: bool
    ids: frozenset[str] = frozenset()
    _listing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def page(self, request: Request) -> Response:
        """The page, with the questions as they are on the disk now."""
        async with self._listing:  # once, however many ask
            listed = await self.workers.ask({"do": "list"})
        if "questions" not in listed:
            return _answered(listed)
        self.ids = frozenset(each["id"] for each in listed["questions"])
        lang = shared(each["lang"] for each in listed["questions"])
        return HTMLResponse(served_page(listed["questions"], self.title, self.is_preview, lang))

    async def draw(self, request: Request) -> Response:
        """A variant of a question: of a seed, or a fresh one."""
        id = f"{request.path_params['topic']}/{request.path_params['name']}"
        seed = _seed(request.query_params.get("seed"))
        if id not in self.ids or seed is None:
            return _refused(404, "no such question")
        return _answered(await self.workers.ask({"do": "draw", "id": id, "seed": seed}))

    async def version(self, request: Request) -> Response:
        """What changes whenever a question is saved."""
        id = f"{request.path_params['topic']}/{request.path_params['name']}"
        if id not in self.ids:
            return _refused(404, "no such question")
        return _answered(await self.workers.ask({"do": "version", "id": id}))

    async def mark(self, request: Request) -> Response:
        """The verdicts on what was typed into a part."""
        return await self._about(request, "mark", Typed)

    async def hint(self, request: Request) -> Response:
        """The next marking point."""
        return await self._about(request, "hint", HintAsked)

    async def answer(self, request: Request) -> Response:
        """The model answer and the marking points."""
        return await self._about(request, "answer", Asked)

    async def _about(self, request: Request, do: str, kind: type[Asking]) -> Response:
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return _refused(415, "send JSON")  # no form of another site does
        try:
            body = await asyncio.wait_for(request.body(), BODY_SECONDS)
            asked = kind.model_validate_json(body)
        except TimeoutError:
            return _refused(408, "the request did not come in time")
        except ValidationError:
            return _refused(400, "this is no request of the page")
        if asked.id not in self.ids:
            return _refused(404, "no such question")
        return _answered(await self.workers.ask({"do": do, **asked.model_dump()}))


def _seed(text: str | None) -> int | None:
    """A seed as it was asked for, or a fresh one; None for what is none."""
    if text is None:
        return secrets.randbelow(SEEDS)
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(SEEDS))):
        return None
    return int(text) if int(text) < SEEDS else None


def _answered(answer: dict[str, Any]) -> Response:
    if "missing" in answer:
        return _refused(404, answer["missing"])
    if ENDED in answer:
        faults = [{"where": "", "message": answer[ENDED], "remedy": "does draw or solve come to an end?", "see": ""}]
        return JSONResponse({"faults": faults}, 503)
    return JSONResponse(answer, 422 if "faults" in answer else 200)


def _refused(status: int, why: str) -> Response:
    return JSONResponse({"refused": why}, status)


# ------------------------------------------------------------------ limits


class TooLarge(Exception):
    """The body of a request is too large."""


class Guard:
    """Lets through what is small and for this server, and tells nothing of errors.

    hosts: the names by which it may be called; none for any. A page elsewhere that resolves its own name to this
    machine calls it by that name.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str] = frozenset()) -> None:
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        sent = _Sent(send)
        try:
            await (refusal or self._app)(scope, _at_most(receive), sent)
        except ClientDisconnect:
            return
        except Exception:  # told in no detail
            await sent.instead(_refused(500, "error"), scope, receive)

    def _refusal(self, scope: Scope) -> Response | None:
        if len(scope.get("raw_path", b"")) + len(scope["query_string"]) > TARGET:
            return _refused(414, "too long")
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        if sum(len(name) + len(value) for name, value in scope["headers"]) > HEAD:
            return _refused(431, "too large")
        length = headers.get(b"content-length", "0")
        if not length.isdigit() or int(length) > BODY:
            return _refused(413, "too large")
        host = headers.get(b"host", "").rpartition(":")[0] or headers.get(b"host", "")
        if self._hosts and host.lower() not in self._hosts:
            return _refused(421, "this server goes by another name")
        return None


class _Sent:
    """Sends on, with the headers that every response has, and remembers whether one has begun."""

    def __init__(self, send: Send) -> None:
        self._send, self._has_begun = send, False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._has_begun = True
            headers = MutableHeaders(scope=message)
            headers.update(HEADERS)
        await self._send(message)

    async def instead(self, response: Response, scope: Scope, receive: Receive) -> None:
        if not self._has_begun:
            await response(scope, receive, self)


def _at_most(receive: Receive) -> Receive:
    """A body that comes in pieces, without a length, is counted."""
    total = 0

    async def counted() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > BODY:
            raise TooLarge
        return message

    return counted


def application(practice: Practice, hosts: frozenset[str] = frozenset()) -> ASGIApp:
    """The server's application; its processes run while it does. hosts: the names that it goes by; none for any."""

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        await practice.workers.start()
        try:
            yield
        finally:
            await practice.workers.end()

    routes: list[tuple[str, Callable[[Request], Awaitable[Response]], str]] = [
        ("/", practice.page, "GET"),
        ("/question/{topic}/{name}", practice.draw, "GET"),
        ("/version/{topic}/{name}", practice.version, "GET"),
        ("/mark", practice.mark, "POST"),
        ("/hint", practice.hint, "POST"),
        ("/answer", practice.answer, "POST"),
    ]
    refusals = {
        TooLarge: lambda request, error: _refused(413, "too large"),
        TurnedAway: lambda request, error: _refused(503, "too busy: try again in a moment"),
        Exception: lambda request, error: _refused(500, "error"),
    }
    served = Starlette(
        routes=[Route(path, do, methods=[method]) for path, do, method in routes],
        exception_handlers=refusals,
        lifespan=running,
    )
    return Guard(served, hosts)
