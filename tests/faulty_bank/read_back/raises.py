"""`read` does not find what it looks for."""


def read(text):
    return {"voters": int(text.split("Among ")[1].split()[0])}


def solve(voters, yes, blank, late):
    return 1000 + voters - yes * (2 if late else 1) - blank


def check(voters, yes, blank, late):
    rest = list(range(voters + 1000))
    return len(rest[yes + blank :][(yes if late else 0) :])
