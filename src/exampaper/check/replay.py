"""Repeats the draws of a question in another process and another folder: `python -m exampaper.check.replay …`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from exampaper.check.effort import Effort
from exampaper.check.progress import Progress
from exampaper.check.proofs.determinism import digests
from exampaper.check.steps import Meter, load
from exampaper.faults import Faulty
from exampaper.limits import limit


def main(arguments: list[str]) -> None:
    """FILE, BANK, DRAWS, SEED, SECONDS as the worker has them, and OUT, in whose folder it works."""
    path, folder, draws, seed, seconds, out = arguments
    limit(int(seconds))
    file, bank, result = Path(path).absolute(), Path(folder).absolute(), Path(out).absolute()
    os.chdir(result.parent)
    try:
        question = load(file, bank, Meter())
        by_seed = digests(question, int(seed), Effort.of(int(draws)).repeated)
    except Faulty:  # the worker reports it
        by_seed = {}
    Progress(result).tell({"digests": by_seed}, complete=True)


if __name__ == "__main__":
    main(sys.argv[1:])
