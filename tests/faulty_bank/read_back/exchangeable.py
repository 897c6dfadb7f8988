"""Nothing is read back: voters and yes could stand in each other's place."""


def solve(voters, yes, late):
    return voters - yes - late


def check(voters, yes, late):
    return len(range(voters)[yes:][late:])
