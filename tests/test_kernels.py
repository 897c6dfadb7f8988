"""Whatever kernel NumPy's BLAS chooses on a machine, the same is kept and shown: floats differ in their last digits."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import numpy
import pytest

from tests.command import start
from tests.conftest import ROOT

KERNELS = {"x86_64": ("Haswell", "Nehalem"), "amd64": ("Haswell", "Nehalem"), "aarch64": ("NEOVERSEN1", "ARMV8")}
HERE = KERNELS.get(platform.machine().lower(), ())


def is_openblas() -> bool:
    blas = numpy.show_config(mode="dicts").get("Build Dependencies", {}).get("blas", {})
    return "openblas" in str(blas.get("name", "")).lower()


pytestmark = pytest.mark.skipif(not (HERE and is_openblas()), reason="no BLAS here whose kernel can be chosen")

SHOWN = """
import json, sys
from exampaper.questions.bank import Bank
from exampaper.show import as_json
bank = Bank.load(sys.argv[1])
for question in bank.values():
    for seed in range(20):
        print(json.dumps(as_json(question.variant(seed))))
"""


def test_the_kernels_are_chosen() -> None:
    """Else the other tests prove nothing: the two must differ somewhere."""
    product = "import numpy; a = numpy.arange(1, 401).reshape(20, 20) ** -.5; print((a @ a @ a).tobytes().hex())"
    assert len({_printed(kernel, product) for kernel in HERE}) == 2


def test_a_variant_is_shown_the_same() -> None:
    one, other = (_printed(kernel, SHOWN, str(ROOT / "bank")).splitlines() for kernel in HERE)
    for line, same in zip(one, other, strict=True):
        assert json.loads(line) == json.loads(same)


def test_a_manifest_says_the_same(tmp_path: Path) -> None:
    made = []
    for kernel in HERE:
        command = ("build", "deep-learning", "--versions", "3", "--format", "typ", "--output", kernel)
        assert start(*command, cwd=tmp_path, env={"OPENBLAS_CORETYPE": kernel}).returncode == 0
        folder = tmp_path / kernel
        made.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()})
    assert made[0] == made[1]


def _printed(kernel: str, program: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "OPENBLAS_CORETYPE": kernel},
    )
    return done.stdout
