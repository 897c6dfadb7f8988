"""The draws of a question again, in another process and another folder: `python -m exampaper.check.again …`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from exampaper.check.rules.drawing import digests
from exampaper.faults import Faulty
from exampaper.questions.bank import load_question


def main(arguments: list[str]) -> None:
    """FILE, BANK, DRAWS, SEED as the worker has them, and OUT, in whose folder it works."""
    path, folder, draws, seed, out = arguments
    file, bank, written = Path(path).absolute(), Path(folder).absolute(), Path(out).absolute()
    os.chdir(written.parent)
    try:
        told = digests(load_question(file, bank), int(seed), int(draws))
    except Faulty:  # the worker tells it
        told = {}
    written.write_text(json.dumps({"digests": told}), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
