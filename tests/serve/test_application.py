"""The requests of the page: no answer before it is asked for, Python's verdicts, and limits."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exampaper.marking import asked_parts
from exampaper.practice.exercise import exercise
from exampaper.questions.bank import Bank
from exampaper.questions.question import SEEDS
from tests.serve.served import Reply, Served, about, served

COUNT = "convolutions/parameter_count"


def test_the_page_offers_the_questions_and_asks_nobody_else(server: Served, bank: Bank) -> None:
    page = server.ask("GET", "/").body.decode()
    assert all(f'"id":"{id}"' in page for id in bank)
    assert "connect-src 'self'" in page
    assert "default-src 'none'" in page


def test_no_answer_leaves_before_it_is_asked_for(server: Served, bank: Bank) -> None:
    page = server.ask("GET", "/").body.decode()
    for id, question in bank.items():
        drawn = server.draw(id, 3)
        text = json.dumps(drawn, ensure_ascii=False) + page
        (variant,) = exercise(question, [3]).variants
        for part, sent in zip(variant.parts, drawn["parts"], strict=True):
            assert json.dumps(part.answer, ensure_ascii=False)[1:-1] not in text
            assert all(json.dumps(point.text, ensure_ascii=False)[1:-1] not in text for point in part.points)
            assert all(slip.name not in text for field in part.fields for slip in field.slips)
            assert set(sent) == {"label", "text", "marks", "step", "fields", "points"}
            assert all(set(field) == {"label", "spec", "size"} for field in sent["fields"])
            assert all("accepted" not in field["spec"] for field in sent["fields"])


def test_python_marks(server: Served, bank: Bank) -> None:
    drawn = server.draw(COUNT, 5)
    (part,) = asked_parts(bank[COUNT], bank[COUNT].variant(5))
    (field,) = part.fields
    right = server.post("/mark", about(COUNT, drawn, texts=[[str(field.key)]])).json
    judged = {"kind": "right", "message": "", "marks": float(part.marks)}
    assert right == {"judged": [judged], "earned": part.marks, "complete": True}
    slip = field.slips[0]
    told = server.post("/mark", about(COUNT, drawn, texts=[[str(slip.value)]])).json
    assert told["judged"][0]["kind"] == "slip"
    assert told["judged"][0]["slip"]["name"] == slip.name
    assert told["earned"] == slip.marks
    unreadable = server.post("/mark", about(COUNT, drawn, texts=[["(("]])).json
    assert unreadable["judged"][0]["kind"] == "unreadable"
    assert not unreadable["complete"]


def test_hints_come_in_order_and_answers_when_asked(server: Served, bank: Bank) -> None:
    drawn = server.draw(COUNT, 5)
    (variant,) = exercise(bank[COUNT], [5]).variants
    for number, point in enumerate(variant.parts[0].points):
        hint = server.post("/hint", about(COUNT, drawn, number=number)).json
        assert hint == {"marks": point.marks, "text": point.text}
    assert server.post("/hint", about(COUNT, drawn, number=50)).status == 404
    assert server.post("/answer", about(COUNT, drawn)).json["answer"] == variant.parts[0].answer


def test_draws_are_fresh_without_a_seed(server: Served) -> None:
    seeds = {server.ask("GET", f"/question/{COUNT}").json["seed"] for _ in range(3)}
    assert len(seeds) == 3
    assert server.draw(COUNT, 9) == server.draw(COUNT, 9)


@pytest.mark.parametrize(
    ("method", "target", "status"),
    [
        ("GET", "/question/rnn/nothing", 404),
        ("GET", "/question/..%2f..%2fetc/passwd", 404),
        ("GET", "/question/rnn/../../pyproject", 404),
        ("GET", f"/question/{COUNT}?seed=-1", 404),
        ("GET", f"/question/{COUNT}?seed={SEEDS}", 404),
        ("GET", f"/question/{COUNT}?seed=%D9%A3", 404),
        ("GET", "/" + "x" * 2000, 414),
        ("GET", "/mark", 405),
        ("DELETE", "/", 405),
        ("POST", "/mark", 415),
    ],
)
def test_what_is_not_offered_is_refused(server: Served, method: str, target: str, status: int) -> None:
    assert server.ask(method, target).status == status


def test_a_body_has_its_limit(server: Served) -> None:
    kind = {"Content-Type": "application/json"}
    assert server.ask("POST", "/mark", b" " * 70_000, **kind).status == 413
    head = b"POST /mark HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    head += b"Transfer-Encoding: chunked\r\n"
    head += b"Connection: close\r\n\r\n"
    piece = b"4000\r\n" + b" " * 0x4000 + b"\r\n"
    assert b" 413 " in server.raw(head + 5 * piece + b"0\r\n\r\n").partition(b"\r\n")[0]
    assert server.ask("GET", "/", None, Padding="x" * 40_000).status in (400, 431)


def test_another_name_of_this_machine_is_refused(server: Served) -> None:
    assert server.ask("GET", "/", None, Host="practice.example").status == 421
    assert server.ask("GET", "/", None, Host=f"localhost:{server.port}").status == 200


def test_a_connection_that_says_nothing_is_closed(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    from exampaper.serve import run

    monkeypatch.setattr(run, "HEAD_SECONDS", 0.2)
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: ")
        assert connection.recv(1000) == b""


def test_a_body_that_does_not_come_is_not_waited_for(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    from exampaper.serve import application

    monkeypatch.setattr(application, "BODY_SECONDS", 0.2)
    head = b"POST /mark HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(head)
        assert b" 408 " in connection.recv(1000)


# ------------------------------------------------------------------ fuzzing

OFTEN = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
SOUND = {200, 400, 404, 405, 408, 413, 414, 415, 421, 422, 431}


def sound(reply: Reply) -> bool:
    return reply.status in SOUND and b"Traceback" not in reply.body and b"/site-packages/" not in reply.body


@OFTEN
@given(st.lists(st.sampled_from("/.%?#&=:;\\~ rnquestion2fstatements0Aé\x00"), max_size=40))
def test_any_path_is_answered(server: Served, signs: list[str]) -> None:
    target = "".join(signs).encode()
    reply = server.raw(b"GET /" + target + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert b"Traceback" not in reply
    assert int(reply.split()[1]) in SOUND


@OFTEN
@given(st.binary(max_size=200))
def test_any_header_is_answered(server: Served, header: bytes) -> None:
    reply = server.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + b"\r\n\r\n")
    assert b"Traceback" not in reply
    assert int(reply.split()[1]) in SOUND


@OFTEN
@given(st.sampled_from(["/mark", "/hint", "/answer"]), JSON)
def test_any_body_is_answered(server: Served, target: str, body: Any) -> None:
    assert sound(server.post(target, body))


@OFTEN
@given(
    st.sampled_from(["/mark", "/hint", "/answer"]),
    st.dictionaries(st.sampled_from(["id", "seed", "version", "part", "texts", "number"]), JSON),
)
def test_any_field_of_a_request_is_answered(server: Served, target: str, changes: dict[str, Any]) -> None:
    drawn = server.draw("vae/statements", 2)
    values = about("vae/statements", drawn, texts=[["1"]], number=0)
    del values["number" if target != "/hint" else "texts"]
    if target == "/answer":
        del values["texts"]
    assert sound(server.post(target, {**values, **changes}))


@OFTEN
@given(st.text(max_size=4000))
def test_any_text_is_marked(server: Served, text: str) -> None:
    drawn = server.draw(COUNT, 5)
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    reply = server.post("/mark", about(COUNT, drawn, texts=[[text]]))
    assert reply.status == 200
    assert reply.json["judged"][0]["kind"] in {"right", "wrong", "imprecise", "undecided", "unreadable", "slip"}


# ------------------------------------------------------------------ questions under work

QUESTION = """---
title: Double
marks: 2
draw:
  n: 2..90
answers:
  double: int
asks: double
---
What is twice $<< n >>$?

## Answer

$<< double >>$

## Marking

- [2] Twice.
"""
SOLVE = """def solve(n):
    return 2 * n


def check(n, double):
    assert double == n + n
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    topic = tmp_path / "bank" / "sums"
    topic.mkdir(parents=True)
    (topic / "double.md").write_text(QUESTION)
    (topic / "double.py").write_text(SOLVE)
    return tmp_path / "bank"


def save(path: Path, text: str) -> None:
    """As an editor saves it, also where the clock of the disk is coarse."""
    before = path.stat().st_mtime_ns
    path.write_text(text)
    while path.stat().st_mtime_ns == before:
        time.sleep(0.01)
        path.write_text(text)


def test_a_question_is_read_again_when_it_is_saved(folder: Path) -> None:
    with served(folder) as server:
        drawn = server.draw("sums/double")
        assert "What is twice" in drawn["parts"][0]["text"]
        save(folder / "sums/double.md", QUESTION.replace("What is twice", "Give twice"))
        assert server.post("/mark", about("sums/double", drawn, texts=[["4"]])).json == {"stale": True}
        assert "Give twice" in server.draw("sums/double")["parts"][0]["text"]


def test_a_fault_is_told_with_its_line(folder: Path) -> None:
    from exampaper.questions.wanted import Wanted

    with served(folder, Wanted(names=("sums/double",)), is_preview=True) as server:
        save(folder / "sums/double.md", QUESTION.replace("<< double >>", "<< doubled >>"))
        reply = server.ask("GET", "/question/sums/double?seed=1")
        assert reply.status == 422
        (fault,) = reply.json["faults"]
        line = 1 + QUESTION.splitlines().index("$<< double >>$")
        assert fault["where"] == f"{folder}/sums/double.md:{line}"
        save(folder / "sums/double.py", "def solve(n):\n    return 2 * \n")
        (fault,) = server.ask("GET", "/question/sums/double?seed=1").json["faults"]
        assert fault["where"] == f"{folder}/sums/double.py:2"
        assert b"Traceback" not in reply.body
        save(folder / "sums/double.md", QUESTION)
        save(folder / "sums/double.py", SOLVE)
        assert server.draw("sums/double")["parts"]


def test_a_question_that_hangs_is_ended_and_the_others_go_on(folder: Path) -> None:
    (folder / "sums/hangs.md").write_text(QUESTION)
    (folder / "sums/hangs.py").write_text(SOLVE.replace("    return 2 * n", "    while True:\n        pass"))
    with served(folder, seconds=1.5) as server:
        reply = server.ask("GET", "/question/sums/hangs?seed=1")
        assert reply.status == 503
        assert "still at work" in reply.json["faults"][0]["message"]
        assert server.draw("sums/double", 4)["parts"]
        assert server.draw("sums/double", 5)["parts"]


def test_a_wrong_answer_carried_over_is_recognised(folder: Path) -> None:
    two = QUESTION.replace("marks: 2", "marks: [1, 1]").replace("  double: int", "  double: int\n  square: int")
    head, _, _ = two.partition("asks:")
    text = head + (
        "asks: [double, square]\n---\nLet $n = << n >>$.\n\n## (a)\n\nTwice?\n\n### Answer\n\n$<< double >>$\n\n"
        "### Marking\n\n- [1] Yes.\n\n## (b)\n\nIts square?\n\n"
        "### Answer\n\n$<< square >>$\n\n### Marking\n\n- [1] Yes.\n"
    )
    (folder / "sums/two.md").write_text(text)
    (folder / "sums/two.py").write_text(
        "def solve_a(n):\n    return 2 * n\n\n\ndef solve_b(double):\n    return double**2\n\n\n"
        "def check(n, double, square):\n    assert double == n + n and square == 4 * n * n\n"
    )
    with served(folder) as server:
        drawn = server.draw("sums/two")
        texts = [["1001"], [str(1001**2)]]
        told = server.post("/mark", about("sums/two", drawn, part=1, texts=texts)).json
        assert told["judged"][0]["slip"]["carried"]
        assert told["earned"] == 1
        wrong = server.post("/mark", about("sums/two", drawn, part=1, texts=[["1001"], ["5"]])).json
        assert wrong["earned"] == 0
