"""The path of a speck on a spinning disc (after OPL BrockPhysics NU_U17_10_02_002)."""

from exampaper.author import *

read = "sits << radius >> cm from", "at << spin >> revolutions per minute", "in << minutes >> minutes"


def solve(spin, minutes, radius):
    turns = spin * minutes
    return turns, 2 * pi * turns * radius / 100


def check(spin, minutes, radius: float):
    """Turns counted minute by minute; an arc is as long as its speed takes it, integrated."""
    turns = sum(spin for _ in range(minutes))
    once = area(lambda angle: hypot(radius * sin(angle), radius * cos(angle)), 0, 2 * pi)
    return {"turns": turns, "distance": turns * once / 100}


def slips(turns, distance, radius):
    return {
        "kept centimetres": (100 * distance, 2),
        "took the diameter for the radius": (2 * distance, 2),
        "took the area for the circumference": (pi * radius**2 * turns / 10000, 1),
    }
