"""The quantile of the normal distribution in decimal arithmetic: the same digits on every platform, for ever.

Wichura (1988), “Algorithm AS 241: The percentage points of the normal distribution”, Applied Statistics 37, PPND16:
about one part in 10^16. The specification of decimal arithmetic fixes every digit, which no float library does.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

Polynomial = tuple[Decimal, ...]  # the highest power first

_EXACT = Context(prec=30, rounding=ROUND_HALF_EVEN)
_HALF, _CENTRAL, _NEAR, _FAR = Decimal("0.5"), Decimal("0.425"), Decimal("1.6"), Decimal(5)


def _polynomial(coefficients: str) -> Polynomial:
    return tuple(map(Decimal, coefficients.split()))


_MIDDLE = (
    _polynomial(
        "2.5090809287301226727e3 3.3430575583588128105e4 6.7265770927008700853e4 4.5921953931549871457e4"
        " 1.3731693765509461125e4 1.9715909503065514427e3 1.3314166789178437745e2 3.3871328727963666080e0"
    ),
    _polynomial(
        "5.2264952788528545610e3 2.8729085735721942674e4 3.9307895800092710610e4 2.1213794301586595867e4"
        " 5.3941960214247511077e3 6.8718700749205790830e2 4.2313330701600911252e1 1"
    ),
)
_SIDE = (
    _polynomial(
        "7.74545014278341407640e-4 2.27238449892691845833e-2 2.41780725177450611770e-1 1.27045825245236838258e0"
        " 3.64784832476320460504e0 5.76949722146069140550e0 4.63033784615654529590e0 1.42343711074968357734e0"
    ),
    _polynomial(
        "1.05075007164441684324e-9 5.47593808499534494600e-4 1.51986665636164571966e-2 1.48103976427480074590e-1"
        " 6.89767334985100004550e-1 1.67638483018380384940e0 2.05319162663775882187e0 1"
    ),
)
_TAIL = (
    _polynomial(
        "2.01033439929228813265e-7 2.71155556874348757815e-5 1.24266094738807843860e-3 2.65321895265761230930e-2"
        " 2.96560571828504891230e-1 1.78482653991729133580e0 5.46378491116411436990e0 6.65790464350110377720e0"
    ),
    _polynomial(
        "2.04426310338993978564e-15 1.42151175831644588870e-7 1.84631831751005468180e-5 7.86869131145613259100e-4"
        " 1.48753612908506148525e-2 1.36929880922735805310e-1 5.99832206555887937690e-1 1"
    ),
)


def quantile(share: Decimal) -> Decimal:
    """The number that a standard normal variable stays below with this probability.

    share: between 0 and 1, both excluded. Raises ValueError for another. Wichura's three regions: the middle by a
    rational function of the distance from 1/2, each tail by one of the root of -ln(tail), and another far out.
    """
    if not 0 < share < 1:
        raise ValueError(f"a share between 0 and 1 is wanted, not {share}")
    off = _EXACT.subtract(share, _HALF)
    if off.copy_abs() <= _CENTRAL:
        squared = _EXACT.subtract(_EXACT.multiply(_CENTRAL, _CENTRAL), _EXACT.multiply(off, off))
        return _EXACT.multiply(off, _ratio(_MIDDLE, squared))
    tail = share if off < 0 else _EXACT.subtract(Decimal(1), share)
    depth = _EXACT.sqrt(_EXACT.ln(tail).copy_negate())
    region, start = (_TAIL, _FAR) if depth > _FAR else (_SIDE, _NEAR)
    return _ratio(region, _EXACT.subtract(depth, start)).copy_sign(off)


def _ratio(of: tuple[Polynomial, Polynomial], x: Decimal) -> Decimal:
    upper, lower = of
    return _EXACT.divide(_value(upper, x), _value(lower, x))


def _value(coefficients: Polynomial, x: Decimal) -> Decimal:
    """Horner's rule."""
    value = Decimal(0)
    for coefficient in coefficients:
        value = _EXACT.fma(value, x, coefficient)
    return value
