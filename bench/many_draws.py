"""Many more draws of each question than a check takes, each with its key proven and its page read back.

`python bench/many_draws.py --draws 10000 [ID …]` prints a line for each question.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from multiprocessing import Pool
from pathlib import Path

from exampaper.check.effort import Effort
from exampaper.check.registry import rules
from exampaper.check.sample import Sample
from exampaper.faults import Faulty
from exampaper.questions.bank import Bank

ROOT = Path(__file__).resolve().parents[1]
RULES = ("second-route", "read-back")


def proven(task: tuple[str, int]) -> str:
    """The line of a question: how many of its draws were made and proven, what was found, the time of the processor."""
    id, draws = task
    question = Bank.load(ROOT / "bank")[id]
    sample = Sample(question, Effort.of(1), {})
    found: list[str] = []
    start = time.process_time()
    for seed in range(draws):
        try:
            variant = question.variant(seed)
        except Faulty as error:
            found.append(f"seed {seed}: {error.faults[0].message}")
            continue
        for code in RULES:
            found += [f"seed {seed}: {finding.message}" for finding in rules()[code].findings(sample, variant)]
    seconds = time.process_time() - start
    told = "; ".join(found[:3]) or "nothing found"
    return f"{id:40} {draws:6} draws {1000 * seconds / draws:7.1f} ms a draw  {len(found)} findings: {told}"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", nargs="*")
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    wanted = options.questions or list(Bank.load(ROOT / "bank"))
    with Pool(options.jobs, maxtasksperchild=1) as pool:
        for told in pool.imap_unordered(proven, [(id, options.draws) for id in wanted]):
            print(told, flush=True)


if __name__ == "__main__":
    main()
