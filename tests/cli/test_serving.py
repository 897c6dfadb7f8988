"""exampaper practice --serve and preview, as a user runs them."""

from __future__ import annotations

import importlib.util
import re
import signal
import socket
import urllib.request
from pathlib import Path

import pytest

from tests.command import begin, run


def test_the_extra_is_named_where_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    for arguments in (["practice", "--serve"], ["preview", "rnn/statements"]):
        done = run(*arguments, cwd=tmp_path)
        assert done.returncode == 2
        assert "starlette and uvicorn not installed\n  pip install 'exampaper[serve]'" in done.stderr


def test_bad_usage_is_told(tmp_path: Path) -> None:
    pytest.importorskip("uvicorn")
    done = run("practice", "--serve", "--html", "page.html", cwd=tmp_path)
    assert (done.returncode, "both --serve and --html" in done.stderr) == (2, True)
    done = run("preview", "rnn/statement", cwd=tmp_path)
    assert (done.returncode, "did you mean 'rnn/statements'?" in done.stderr) == (2, True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("practice", "--serve", "--port", port, cwd=tmp_path)
    assert done.returncode == 2
    assert "name another port with --port" in done.stderr


def test_it_serves_on_loopback_until_it_is_interrupted(tmp_path: Path) -> None:
    pytest.importorskip("uvicorn")
    process = begin("practice", "rnn", "--serve", "--port", 0, "--jobs", 1, cwd=tmp_path)
    try:
        assert process.stdout
        told = process.stdout.readline()
        found = re.fullmatch(r"\d+ questions: (http://127\.0\.0\.1:\d+/)\n", told)
        assert found, told
        page = urllib.request.urlopen(found[1]).read().decode()
        assert '"id":"rnn/statements"' in page
        assert "gan/statements" not in page
    finally:
        process.send_signal(signal.SIGINT)
        _, told_errors = process.communicate(timeout=60)
    assert process.returncode in (0, 130)
    assert "Traceback" not in told_errors
