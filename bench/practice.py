"""A hundred students at once with `exampaper practice --serve`: how long they wait.

`python bench/practice.py [STUDENTS]`

Each takes a question, thinks, types an answer, has it marked, and takes another one. Printed: the median, the 95th
percentile and the longest of what a request takes.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

ROUNDS = 5
THINKING = 4.0  # seconds, on average: far less than anybody takes
Times = dict[str, list[float]]


async def ask(port: int, method: str, target: str, values: object = None) -> Any:
    """The JSON that comes back for a request on a connection of its own."""
    body = b"" if values is None else json.dumps(values).encode()
    head = f"{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{head}Content-Type: application/json\r\n\r\n".encode() + body)
    received = await reader.read()
    writer.close()
    head_received, _, content = received.partition(b"\r\n\r\n")
    assert b" 200 " in head_received.partition(b"\r\n")[0], head_received
    return json.loads(content)


async def student(port: int, ids: list[str], seed: int, times: Times) -> None:
    rng = random.Random(seed)
    await asyncio.sleep(rng.uniform(0, THINKING))
    for _ in range(ROUNDS):
        id = rng.choice(ids)
        begun = time.perf_counter()
        drawn = await ask(port, "GET", f"/question/{id}")
        times["draw"].append(time.perf_counter() - begun)
        await asyncio.sleep(rng.expovariate(1 / THINKING))
        for part, sent in enumerate(drawn["parts"]):
            if sent["fields"]:
                await _marked(port, id, drawn, part, rng, times)


async def _marked(port: int, id: str, drawn: Any, part: int, rng: random.Random, times: Times) -> None:
    texts: list[list[str] | None] = [None] * len(drawn["parts"])
    texts[part] = [str(rng.randrange(1, 6)) for _ in drawn["parts"][part]["fields"]]
    request = {"id": id, "seed": drawn["seed"], "version": drawn["version"], "part": part, "texts": texts}
    begun = time.perf_counter()
    await ask(port, "POST", "/mark", request)
    times["mark"].append(time.perf_counter() - begun)


async def rush(port: int, ids: list[str], count: int, times: Times) -> None:
    """All have an answer marked in the same instant."""
    drawn = []
    for number in range(count):
        id = ids[number % len(ids)]
        drawn.append((id, await ask(port, "GET", f"/question/{id}")))
    rng = random.Random(0)
    due = []
    for id, variant in drawn:
        if variant["parts"][0]["fields"]:
            due.append(_marked(port, id, variant, 0, rng, times))
    await asyncio.gather(*due)


async def measured(port: int, count: int) -> Times:
    times: Times = defaultdict(list)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    page = (await reader.read()).decode()
    ids = re.findall(r'"id":"([\w/]+)"', page)
    await asyncio.gather(*(student(port, ids, number, times) for number in range(count)))
    at_once: Times = defaultdict(list)
    await rush(port, ids, count, at_once)
    times["mark, all in one instant"] = at_once["mark"]
    return times


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    command = [str(Path(sys.executable).with_name("exampaper")), "practice", "--serve", "--port", "0", "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout
        found = re.search(r":(\d+)/", server.stdout.readline())
        assert found
        times = asyncio.run(measured(int(found[1]), count))
        server.terminate()
    print(f"{count} students")
    for what, seconds in times.items():
        ordered = sorted(seconds)
        middle, most = ordered[len(ordered) // 2], ordered[int(0.95 * len(ordered))]
        numbers = f"median {1000 * middle:.0f} ms, p95 {1000 * most:.0f} ms, longest {1000 * ordered[-1]:.0f} ms"
        print(f"{what}: {len(ordered)} requests, {numbers}")


if __name__ == "__main__":
    main()
