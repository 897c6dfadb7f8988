"""Shapes of keys and scores in a program (Vaswani et al. 2017, section 3.2.2; Ainslie et al. 2023, "GQA")."""

import re
from math import prod

from exampaper.author import runs


def kv_heads(case, heads):
    return {"shared": 1, "sharing groups": heads // 2}.get(case, heads)


def lines(keys, scores):
    return f"{keys}\n{scores} {prod(scores)}"


def solve(case, batch, tokens, memory, heads, size):
    if case == "forgotten":
        return lines((batch, tokens, heads, size), (batch, tokens, heads, heads))
    keys = 1 if case == "shared" else heads
    return lines((batch, keys, memory, size), (batch, heads, tokens, memory))


def check(text):
    return runs(text.split("```")[1])


def slips(case, batch, tokens, memory, heads, size):
    scores = (batch, tokens, heads, heads) if case == "forgotten" else (batch, heads, tokens, memory)
    right = {"shared": (batch, 1, memory, size), "forgotten": (batch, tokens, heads, size)}
    keys = right.get(case, (batch, heads, memory, size))
    wrong = {
        "kept the dimension of the heads": (lines(keys, (*scores[:2], tokens, size)), 2 if case == "forgotten" else 3),
        "added up the heads": (lines(keys, (batch, tokens, memory)), 2),
    }
    if case == "cross":
        wrong["took the keys from x"] = (lines((batch, heads, tokens, size), (batch, heads, tokens, tokens)), 2)
    elif case == "shared":
        wrong["took one head of scores"] = (lines(keys, (batch, 1, tokens, memory)), 3)
    elif case == "sharing groups":
        wrong["did not repeat the keys"] = (lines((batch, heads // 2, memory, size), scores), 3)
    elif case == "forgotten":
        moved = lines((batch, heads, tokens, size), (batch, heads, tokens, tokens))
        wrong["took the heads to be moved before the tokens"] = (moved, 1)
    return wrong


def context(case, heads):
    return {"kv": kv_heads(case, heads)}


def read(text):
    batch, tokens, width = map(int, re.findall(r"x = np.ones\(\((\d+), (\d+), (\d+)\)", text)[0])
    other = re.findall(r"y = np.ones\(\(\d+, (\d+),", text)
    heads, of_keys = (int(count) for count in re.findall(r"\)\), (\d+)\)", text))
    if "transpose(0, 2, 1, 3)" not in text:
        case = "forgotten"
    elif other:
        case = "cross"
    elif of_keys == 1:
        case = "shared"
    else:
        case = "sharing groups" if "np.repeat" in text else "self"
    memory = int(other[0]) if other else tokens
    return {"case": case, "batch": batch, "tokens": tokens, "memory": memory, "heads": heads, "size": width // heads}
