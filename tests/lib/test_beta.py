"""Quantiles of the beta distribution against what is known exactly."""

import math
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halalportal.lib.beta import beta_quantile, beta_share

shapes = st.floats(min_value=0.5, max_value=2_000)
probabilities = st.floats(min_value=0.01, max_value=0.99)


@pytest.mark.parametrize("p", [0.1, 0.25, 0.5, 0.9])
def test_beta_1_1_is_flat_and_beta_half_half_is_the_arcsine(p: float) -> None:
    assert beta_quantile(p, 1, 1) == pytest.approx(p)
    assert beta_quantile(p, 0.5, 0.5) == pytest.approx(math.sin(p * math.pi / 2) ** 2)


@given(st.integers(1, 12), st.integers(1, 12), st.floats(0.01, 0.99))
def test_whole_shapes_are_binomial_tails(a: int, b: int, x: float) -> None:
    n = a + b - 1
    tail = sum(comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))
    assert beta_share(x, a, b) == pytest.approx(tail, abs=1e-9)


@given(probabilities, shapes, shapes)
def test_a_quantile_leads_back_to_its_probability(p: float, a: float, b: float) -> None:
    assert beta_share(beta_quantile(p, a, b), a, b) == pytest.approx(p, abs=1e-6)


def test_outside_nothing_lies() -> None:
    assert beta_share(-1, 2, 3) == 0
    assert beta_share(2, 2, 3) == 1
