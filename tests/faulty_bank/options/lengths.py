"""Options that are written by hand."""


def solve(all, red):
    return 2 * (all + red)


def check(all, red, share):
    assert share - all - all == red + red


def context(all, red, shift, share):
    right = share
    written = [f"{right} m", f"{right / 1000:g} km", f"{right // 2} m", f"{all * red} m"]
    turned = written[shift:] + written[:shift]
    return {"options": list(zip("ABCD", turned, strict=True)), "letter": "ABCD"[turned.index(written[0])]}
