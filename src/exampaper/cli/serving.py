"""What commands that serve a page have in common."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exampaper.cli.shared import load_bank, note, note_broken
from exampaper.counting import counted
from exampaper.faults import fault

if TYPE_CHECKING:
    from exampaper.questions.wanted import Wanted

LOOPBACK = "127.0.0.1"

HostOption = Annotated[str, typer.Option("--host", help="The address to serve at: this machine alone, unless told.")]
PortOption = Annotated[int | None, typer.Option("--port", min=0, max=65535, help="8765, or a free one.")]

NEEDED = ("starlette", "uvicorn")


def see_extra() -> None:
    """Raises Faulty where what serves is not installed."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise fault(f"{' and '.join(missing)} not installed", remedy="pip install 'exampaper[serve]'")


def serve_practice(wanted: Wanted, bank: list[Path] | None, host: str, port: int | None, jobs: int) -> None:
    """Serve questions until Ctrl-C. Raises Faulty."""
    see_extra()
    from exampaper.questions.wanted import select
    from exampaper.serve.run import address, listening, practice_of, serve

    questions = load_bank(bank)
    note_broken(questions)
    chosen = select(questions, wanted)
    topics = dict.fromkeys(question.topic for question in chosen)
    listener = listening(host, port)
    _note_others(host)
    print(f"{counted(len(chosen), 'question')}: {address(listener)}", flush=True)
    note("Ctrl-C ends")
    serve(practice_of(questions.folders, wanted, f"Practice: {', '.join(topics)}", jobs), listener)


def serve_preview(id: str, folders: Iterable[Path], host: str, port: int | None) -> None:
    """Serve one question, with its answers, until Ctrl-C. Raises Faulty."""
    see_extra()
    from exampaper.questions.wanted import Wanted
    from exampaper.serve.run import address, listening, practice_of, serve

    listener = listening(host, port)
    _note_others(host)
    print(f"{id}: {address(listener)}", flush=True)
    note("the page changes whenever the question is saved; Ctrl-C ends")
    serve(practice_of(tuple(folders), Wanted(names=(id,)), f"Preview: {id}", 1, is_preview=True), listener)


def _note_others(host: str) -> None:
    from exampaper.serve.run import is_loopback

    if not is_loopback(host):
        note(f"everybody who reaches {host} can open it, and nothing is encrypted")
