"""The process behind `runs`: reads a program from each line, forks, runs it in the fork, and writes what it printed.

A file of its own, started with nothing of exampaper, so that programs see a bare Python.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any

LINES = 1_000_000
SECONDS = 5  # of the processor
WAITING = 60  # seconds, for a program that sleeps
MEMORY = 1 << 30  # bytes
OUTPUT = 1_000_000  # characters
NAME = "program"

FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
    "os.kill",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "ctypes.",
    "shutil.",
    "webbrowser.",
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

Answer = dict[str, str]
TOO_LONG = f"the program does not end within {LINES:,} lines"


def main() -> None:
    """One answer a line, until there are no more questions."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for line in sys.stdin:
            question = json.loads(line)
            _load(question["program"])
            print(json.dumps(in_a_process_of_its_own(question)), flush=True)
        os.chdir("/")


def _load(program: str) -> None:
    """NumPy is imported once and for all forks, since that takes a tenth of a second."""
    if "numpy" in program:
        with contextlib.suppress(Exception):
            import numpy  # noqa: F401


def in_a_process_of_its_own(question: Answer) -> Answer:
    """The answer to a question (program, typed): what the program printed, and how it failed if it did."""
    if not hasattr(os, "fork"):
        return _in_a_new_one(question)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _answered(question, lambda answer: _write(writing, json.dumps(answer)))
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(child, 0)
    return json.loads(answer) if answer else {"printed": "", "error": _ended(os.waitstatus_to_exitcode(status))}


def _in_a_new_one(question: Answer) -> Answer:
    """Where there is no fork: another worker, for this program alone."""
    command = [sys.executable, "-s", "-P", "-B", __file__, "once"]
    try:
        done = subprocess.run(
            command, input=json.dumps(question), capture_output=True, encoding="utf-8", timeout=WAITING, check=False
        )
    except subprocess.TimeoutExpired:
        return {"printed": "", "error": "the program does not end"}
    return json.loads(done.stdout) if done.stdout else {"printed": "", "error": _ended(done.returncode)}


def _ended(code: int) -> str:
    """What to say of a process that ended without an answer."""
    if code < 0:
        return f"the program was stopped by signal {-code}: too much time or memory"
    return "the program ended early"


def _write(pipe: int, text: str) -> None:
    left = text.encode()
    while left:
        left = left[os.write(pipe, left) :]


class Enough(BaseException):
    """More was printed than is kept."""


class Printed(io.StringIO):
    """What a program prints, as far as it is kept."""

    def write(self, text: str) -> int:
        if self.tell() + len(text) > OUTPUT:
            raise Enough
        return super().write(text)


def _answered(question: Answer, tell: Callable[[Answer], None]) -> None:
    """Run the program, tell the answer, and end this process, whatever the program has left behind in it."""
    printed = Printed()

    def end(error: str) -> None:
        tell({"printed": printed.getvalue(), "error": error})
        os._exit(0)

    sys.argv = [""]
    sys.stdin, sys.stdout, sys.stderr = io.StringIO(question["typed"]), printed, io.StringIO()
    try:
        code = compile(question["program"], NAME, "exec")
    except (SyntaxError, ValueError) as error:
        end(f"line {getattr(error, 'lineno', '?')}: {type(error).__name__}: {getattr(error, 'msg', error)}")
    _limit()
    sys.settrace(_counting(lambda: end(TOO_LONG)))
    failure = _run(code)
    sys.settrace(None)
    end(failure)


def _run(code: CodeType) -> str:
    """Run a program, and say how it failed; an empty text where it did not. The trace function ends with it."""
    try:
        exec(code, {"__name__": "__main__", "__builtins__": __builtins__})
    except SystemExit as left:
        sys.settrace(None)
        return "" if left.code in (None, 0) else f"the program exits with {left.code!r}"
    except Enough:
        sys.settrace(None)
        return f"the program prints more than {OUTPUT:,} characters"
    except BaseException as error:
        sys.settrace(None)
        return f"line {_line(error)}: {type(error).__name__}: {error}".removesuffix(": ")
    return ""


def _limit() -> None:
    """What the system keeps a program from, where it can; and what Python does."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource
        import signal

        signal.alarm(WAITING)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.addaudithook(_refuse)


def _refuse(event: str, details: tuple[Any, ...]) -> None:
    """An audit hook: raises PermissionError for what a printed program has no business with."""
    writes = event == "open" and isinstance(details[2], int) and bool(details[2] & WRITING)
    if writes or event.startswith(FORBIDDEN):
        raise PermissionError(f"a printed program does without {event}")


def _counting(end: Callable[[], None]) -> Callable[[FrameType, str, Any], Any]:
    """A trace function that counts the lines of the program, not those of libraries."""
    left = LINES

    def line(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal left
        left -= event == "line"
        if left < 0:
            end()
        return line

    return lambda frame, event, argument: line if frame.f_code.co_filename == NAME else None


def _line(error: BaseException) -> int | str:
    """The last line of the program that an error went through."""
    found, trace = "?", error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == NAME:
            found = str(trace.tb_lineno)
        trace = trace.tb_next
    return found


if __name__ == "__main__":
    if sys.argv[1:] == ["once"]:
        told = sys.stdout
        _answered(json.loads(sys.stdin.read()), lambda answer: print(json.dumps(answer), file=told, flush=True))
    main()
