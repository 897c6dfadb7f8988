"""The draws of a question again, in another process and another folder: `python -m exampaper.check.again …`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from exampaper.check.findings import Effort
from exampaper.check.rules.drawing import digests
from exampaper.check.steps import Meter, load
from exampaper.check.telling import Telling
from exampaper.faults import Faulty
from exampaper.limits import limit


def main(arguments: list[str]) -> None:
    """FILE, BANK, DRAWS, SEED, SECONDS as the worker has them, and OUT, in whose folder it works."""
    path, folder, draws, seed, seconds, out = arguments
    limit(int(seconds))
    file, bank, written = Path(path).absolute(), Path(folder).absolute(), Path(out).absolute()
    os.chdir(written.parent)
    try:
        told = digests(load(file, bank, Meter()), int(seed), Effort.of(int(draws)).repeated)
    except Faulty:  # the worker tells it
        told = {}
    Telling(written).tell({"digests": told}, complete=True)


if __name__ == "__main__":
    main(sys.argv[1:])
