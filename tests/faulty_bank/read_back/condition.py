"""The page has its condition the wrong way round."""

read = "Of << voters >> people, << yes >> vote yes and << blank >> leave", {"late": "Then << yes >> more"}


def solve(voters, yes, blank, late):
    return 1000 + voters - yes * (2 if late else 1) - blank


def check(voters, yes, blank, late):
    rest = list(range(voters + 1000))
    return len(rest[yes + blank :][(yes if late else 0) :])
