"""exampaper new: an exam file, a question or a language to begin with."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

_KINDS = "computed, choice (of a computed answer), statements, claims (computed statements), graph or open."
new = typer.Typer(help="Begin a new exam, question or language.", no_args_is_help=True)


@new.command("exam")
def new_exam(path: Annotated[Path, typer.Argument(help="The file to begin, ending in .toml.")]) -> None:
    """Begin an exam file from the packaged example, with its schema beside it."""
    from exampaper.skeletons import create_exam

    create_exam(path)
    print(f"{path} created; build it with: {shlex.join(['exampaper', 'build', str(path)])}")


@new.command("language")
def new_language(
    code: Annotated[str, typer.Argument(help="Its ISO code: it, or de-AT.")],
    like: Annotated[str, typer.Option("--like", help="The language whose words it begins with.")] = "en",
) -> None:
    """Begin a language: a file of all words that papers print by themselves, to translate."""
    from exampaper.skeletons import create_language

    path = create_language(code, like)
    print(f"{path} created; translate it, then say in an exam or a question: lang = {code!r}".replace("'", '"'))


@new.command("question")
def new_question(
    id: Annotated[str, typer.Argument(metavar="TOPIC/NAME", help="The new question's id.")],
    kind: Annotated[str, typer.Option("--kind", help=_KINDS)],
    bank: Annotated[Path, typer.Option("--bank", help="The bank to put it in.")] = Path("bank"),
) -> None:
    """Begin a question: a commented skeleton that passes `exampaper check` as it stands."""
    from exampaper.skeletons import create_question

    paths = create_question(id, kind, bank)
    print(f"{', '.join(map(str, paths))} created; check it with: exampaper check {id}")
