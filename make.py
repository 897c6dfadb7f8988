"""Set everything up in `.venv` and run: `python3 make.py exam` or `python3 make.py test`. Standard library only."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if sys.platform == "win32" else "bin")
LOCK = ROOT / "requirements.lock"
COMMANDS = {
    "exam": [["exampaper", "build", "exams/deep-learning.toml"], ["exampaper", "build", "exams/seed.toml"]],
    "test": [
        ["ruff", "check"],
        ["ruff", "format", "--check"],
        ["mypy"],
        ["exampaper", "check"],
        ["pytest"],
    ],
}


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 (whoever starts this may have an older one)
        print(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}", file=sys.stderr)
        return 2
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print(f"usage: python3 make.py {' | '.join(COMMANDS)}", file=sys.stderr)
        return 2
    try:
        set_up()
    except subprocess.CalledProcessError as error:
        print(
            f"setting up failed: {' '.join(map(str, error.cmd))}\nis the network there? run it again", file=sys.stderr
        )
        return 2
    for program, *rest in COMMANDS[arguments[0]]:
        print("$", program, *rest, flush=True)
        done = subprocess.run([BIN / program, *rest], cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0


def set_up() -> None:
    """The locked environment, made once and again whenever the lock or the project file changes."""
    wanted = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / "exampaper.stamp"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("setting up .venv (once; a minute or two)", flush=True)
    venv.create(VENV, with_pip=True, clear=True)  # one that was left half made is no good
    pip = [str(BIN / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-r", str(LOCK)], check=True, cwd=ROOT)
    subprocess.run([*pip, "--no-deps", "--editable", "."], check=True, cwd=ROOT)
    stamp.write_text(wanted)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
