"""The quantile of the normal distribution is right, and its digits never change."""

from __future__ import annotations

from decimal import Decimal
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exampaper import normal


@given(st.integers(1, 2**64))
def test_the_normal_quantile_is_that_of_the_library(number: int) -> None:
    share = Decimal(number) / 2**65
    found = normal.quantile(share)
    assert float(found) == pytest.approx(NormalDist().inv_cdf(float(share)), rel=1e-9, abs=1e-12)


@given(st.integers(1, 10**20 - 1))
def test_the_normal_quantile_is_symmetric(number: int) -> None:
    share = Decimal(number).scaleb(-20)
    assert normal.quantile(share) == normal.quantile(1 - share).copy_negate()


@pytest.mark.parametrize("share", [0, 1, -1, 2])
def test_a_quantile_wants_a_share(share: int) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        normal.quantile(Decimal(share))


def test_the_digits_of_the_normal_quantile_are_frozen() -> None:
    """The middle, the sides and the far tail, each to all 30 digits."""
    assert {share: str(normal.quantile(Decimal(share))) for share in ("0.6", "0.95", "1e-6", "1e-12")} == {
        "0.6": "0.253347103135799810333943693210",
        "0.95": "1.64485362695147269860903813772",
        "1e-6": "-4.75342430882289901451673851635",
        "1e-12": "-7.03448382530113200678957694273",
    }
