"""Options that are written by hand."""

from exampaper.author import Fraction


def solve(all, red):
    return Fraction(red, all)


def check(all, red, share):
    assert share * all == red


def context(all, red, shift, share):
    right = share
    written = [f"{float(right):g}", f"{float(right):g} %", f"{float(1000 * right):g} %", f"{float(right) / 10:g}"]
    turned = written[shift:] + written[:shift]
    return {"options": list(zip("ABCD", turned, strict=True)), "letter": "ABCD"[turned.index(written[0])]}
