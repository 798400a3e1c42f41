"""Quantiles of the beta distribution, from the standard library alone.

The regularised incomplete beta function by its continued fraction (modified Lentz method; Press et
al., Numerical Recipes, §6.4), turned round by Newton's method.
"""

import math

TINY = 1e-300
PRECISE = 1e-12
MOST_TERMS = 20_000
MOST_STEPS = 60


def beta_quantile(probability: float, a: float, b: float) -> float:
    """Returns the x below which a beta(a, b) variable lies with this probability (a, b > 0).

    Newton's steps, halving the bracket wherever one would leave it.
    """
    low, high, x = 0.0, 1.0, a / (a + b)
    for _ in range(MOST_STEPS):
        error = beta_share(x, a, b) - probability
        if error < 0:
            low = x
        else:
            high = x
        slope = _front(x, a, b) / (x * (1 - x))
        step = error / slope if slope else math.inf
        following = x - step if low < x - step < high else (low + high) / 2
        if abs(following - x) <= PRECISE * x:
            return following
        x = following
    return x


def beta_share(x: float, a: float, b: float) -> float:
    """Returns the probability that a beta(a, b) variable is at most x."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    # The fraction converges fast on the near side of the mean.
    if x < (a + 1) / (a + b + 2):
        return _front(x, a, b) * _fraction(x, a, b) / a
    return 1 - _front(x, a, b) * _fraction(1 - x, b, a) / b


def _front(x: float, a: float, b: float) -> float:
    """The density at x, times x (1 - x)."""
    return math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            d = 1 / _away_from_zero(1 + step * d)
            c = _away_from_zero(1 + step / c)
            value *= c * d
        if abs(c * d - 1) < PRECISE:
            break
    return value


def _away_from_zero(value: float) -> float:
    return value if abs(value) > TINY else TINY
