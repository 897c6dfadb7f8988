"""How large the file for the print shop is, and what it takes to make it: a class of candidates, built and printed.

.venv/bin/python bench/print_file.py --candidates 1000
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BOUND = 60_000.0  # bytes a candidate: a tenth of the three PDFs of each, of 200 kB


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--candidates", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--exam", default="deep-learning")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), wanted.exam, wanted.candidates, wanted.jobs)


def measure(folder: Path, exam: str, candidates: int, jobs: int) -> None:
    """Build, print, and tell what each took."""
    rows = "".join(f"s{number:05},Person {number}\n" for number in range(candidates))
    (folder / "class.csv").write_text(f"id,name\n{rows}", encoding="utf-8")
    built = timed(folder, "build", exam, "--roster", "class.csv", "--seed", "1", "--jobs", str(jobs))
    print(f"build: {built:.1f} s, {1000 * built / candidates:.0f} ms a candidate")
    pdfs = sum(path.stat().st_size for path in folder.rglob("*.pdf"))
    print(f"its PDFs: {pdfs / 1e6:.1f} MB, {pdfs / candidates / 1e3:.0f} kB a candidate")
    printed = timed(folder, "print", exam, "--jobs", str(jobs))
    print(f"print: {printed:.1f} s, {1000 * printed / candidates:.0f} ms a candidate")
    for path in sorted(folder.rglob("print/*.pdf")):
        each = path.stat().st_size / candidates
        verdict = "kept" if each <= BOUND else "missed"
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, {each / 1e3:.1f} kB a candidate; bound {verdict}")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"memory of the largest process: {most:.0f} MB")


def timed(folder: Path, *arguments: str) -> float:
    """The seconds that a command takes."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "exampaper", *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
