"""The command line, called in this process: its start and its workers are what most of its time goes to."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from exampaper.__main__ import main
from exampaper.papers import provenance, render

EXAMPAPER = str(Path(sys.executable).with_name("exampaper"))
HANGS = 3600  # seconds, after which something is stuck, however busy the machine


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def run(*arguments: object, cwd: Path) -> Done:
    """What a command prints, and how it ends."""
    out, err = io.StringIO(), io.StringIO()
    for known in (render.cached_bank, provenance.templates):
        known.cache_clear()  # a process of its own would read the files afresh
    with chdir(cwd), _given(*map(str, arguments)), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
            code: object = 0
        except SystemExit as end:
            code = end.code
    return Done(code if isinstance(code, int) else int(code is not None), out.getvalue(), err.getvalue())


@contextmanager
def _given(*arguments: str) -> Iterator[None]:
    """Its arguments; and signals are handled as before when it has ended."""
    before = sys.argv, {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    sys.argv = ["exampaper", *arguments]
    try:
        yield
    finally:
        sys.argv = before[0]
        for number, handler in before[1].items():
            signal.signal(number, handler)


def start(*arguments: object, cwd: Path, env: Mapping[str, str] | None = None) -> Done:
    """The same as the installed command, in a process of its own."""
    environment = {**os.environ, **(env or {})}
    command = [EXAMPAPER, *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=HANGS, check=False, env=environment)
    return Done(done.returncode, done.stdout, done.stderr)


def begin(*arguments: object, cwd: Path) -> subprocess.Popen[str]:
    """The installed command, to be interrupted: it hears Ctrl-C, also where the tests run in the background."""
    return subprocess.Popen(
        [EXAMPAPER, *map(str, arguments)],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
