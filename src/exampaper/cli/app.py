"""The table of commands, and how any of them ends."""

from __future__ import annotations

import io
import os
import signal
import sys
from typing import Annotated

import typer

from exampaper import __version__
from exampaper.cli.build import build
from exampaper.cli.check import check
from exampaper.cli.copy import copy
from exampaper.cli.doctor import doctor
from exampaper.cli.explain import explain
from exampaper.cli.list import list_questions
from exampaper.cli.marks import marks
from exampaper.cli.new import new
from exampaper.cli.practice import practice
from exampaper.cli.preview import preview
from exampaper.cli.print import print_papers
from exampaper.cli.reprint import reprint
from exampaper.cli.show import show
from exampaper.faults import Faulty

app = typer.Typer(
    help="Exam papers for courses whose answers can be computed.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("build")(build)
app.command("practice")(practice)
app.command("preview")(preview)
app.command("list")(list_questions)
app.command("show")(show)
app.command("check")(check)
app.command("explain")(explain)
app.command("print")(print_papers)
app.command("reprint")(reprint)
app.command("marks")(marks)
app.command("doctor")(doctor)
app.add_typer(new, name="new")
app.command("copy")(copy)


@app.callback(invoke_without_command=True)
def version(show: Annotated[bool, typer.Option("--version", help="Show the version.")] = False) -> None:
    if show:
        print(f"exampaper {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line: faults become a few lines on stderr and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # whatever the machine's encoding: papers and JSON are UTF-8
            stream.reconfigure(encoding="utf-8", errors="replace")
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):  # as Ctrl-C: reported, and the workers end, too
            signal.signal(getattr(signal, name), signal.default_int_handler)
    try:
        app()
    except BrokenPipeError:  # whoever reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Faulty as error:
        for message in dict.fromkeys(map(str, error.faults)):
            print(f"error: {message}", file=sys.stderr)
        sys.exit(2)
