"""Uniform quantisation (Jacob et al. 2018, "Quantization and training of neural networks", 2.1)."""

from exampaper.author import Dec, reject

read = (
    "with << bits >> bits",
    "interval $[<< low >>, << high >>]$",
    "The weight $w = << weight >>$",
    {"scheme == 'affine'": "where $z$ is the zero point", "scheme == 'symmetric'": "without a zero point"},
)


def interval(rng, bits, scheme) -> tuple[Dec, Dec]:
    """Limits whose distance, or greatest distance from 0, is a round multiple of the greatest code."""
    step = rng.integer(1, 5) * (1 if bits == 8 else 10)
    if scheme == "affine":
        zero = rng.integer(2**bits // 6, 2**bits * 5 // 6)
        return -step * zero * Dec("0.01"), step * (2**bits - 1 - zero) * Dec("0.01")
    most, other = step * (2 ** (bits - 1) - 1), 0
    while not other or other >= most:
        other = rng.integer(most // 3, most)
    ends = (-most, other) if rng.chance(1, 2) else (-other, most)
    return ends[0] * Dec("0.01"), ends[1] * Dec("0.01")


def a_weight(rng, low, high) -> Dec:
    """Mostly within the interval, in thousandths."""
    wide = round(1000 * (high - low))
    return (round(1000 * low) + rng.integer(-wide // 8, wide + wide // 8)) * Dec("0.001")


def span(bits, scheme):
    """The smallest and the greatest code."""
    return (0, 2**bits - 1) if scheme == "affine" else (1 - 2 ** (bits - 1), 2 ** (bits - 1) - 1)


def solve_a(bits, scheme, low, high):
    if scheme == "affine":
        scale = (high - low) / (2**bits - 1)
        return {"scale": scale, "zero_point": round(-low / scale)}
    return {"scale": max(-low, high) / (2 ** (bits - 1) - 1), "zero_point": 0}


def solve_b(scale, zero_point, bits, scheme, weight):
    least, most = span(bits, scheme)
    code = min(most, max(least, round(weight / scale) + zero_point))
    if abs(weight / scale - round(weight / scale)) * 100 > 48:
        reject("nearly a tie")
    return code


def solve_c(scale, zero_point, code, weight):
    error = weight - scale * (code - zero_point)
    if not error:
        reject("no error")
    return error


def check(bits, scheme, low, high, weight, scale, zero_point):
    """Write out all numbers that are stood for, and take the nearest; the ends and 0 are among them."""
    if scheme == "affine":
        codes = range(2**bits)
        assert scale * (codes[0] - zero_point) == low
        assert scale * (codes[-1] - zero_point) == high
    else:
        codes = range(-(2 ** (bits - 1)) + 1, 2 ** (bits - 1))
        assert zero_point == 0
        assert scale * codes[-1] == max(abs(low), abs(high))
    levels = {code: scale * (code - zero_point) for code in codes}
    code = min(levels, key=lambda code: abs(levels[code] - weight))
    return {"code": code, "error": weight - levels[code]}


def slips_a(bits, scheme, low, high, scale, zero_point):
    if scheme == "symmetric":
        return {
            "scale": {
                "divided by one too many": (max(-low, high) / 2 ** (bits - 1), 2),
                "divided by twice as many": (max(-low, high) / 2**bits, 2),
            }
        }
    return {
        "scale": {"counted levels instead of steps": ((high - low) / 2**bits, 2)},
        "zero_point": {"took the zero point with the wrong sign": (-zero_point, 2)},
    }


def slips_b(scale, zero_point, scheme, weight, code):
    wrong = {"forgot the zero point": (code - zero_point, 1)} if scheme == "affine" else {}
    unclipped = round(weight / scale) + zero_point
    if unclipped != code:
        wrong["did not clip"] = (unclipped, 1)
    elif weight // scale + zero_point != code:
        wrong["rounded down"] = (round(weight // scale) + zero_point, 1)
    return wrong


def slips_c(error):
    return {"took the number less w": (-error, 1)}


def context(bits, scheme, low, high, weight, scale, zero_point, code):
    least, most = span(bits, scheme)
    return {
        "least": least,
        "most": most,
        "widest": max(-low, high),
        "quotient": f"{float(weight / scale):.2f}",
        "clipped": round(weight / scale) + zero_point != code,
        "stored": scale * (code - zero_point),
    }
