"""How much a class knew before and after: gains of pairs, with what is uncertain about them.

All shares are exact fractions of 100, so that the order of people changes nothing.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

# 0.975 quantiles of Student's t by degrees of freedom. Source: NIST/SEMATECH e-Handbook of
# Statistical Methods, §1.3.6.7.2; 120 from the same distribution, and checked by a test.
# Between two lines the lower one holds: the interval is then rather too wide than too narrow.
_TO_30 = """
    12.706 4.303 3.182 2.776 2.571 2.447 2.365 2.306 2.262 2.228
    2.201 2.179 2.160 2.145 2.131 2.120 2.110 2.101 2.093 2.086
    2.080 2.074 2.069 2.064 2.060 2.056 2.052 2.048 2.045 2.042
"""
T_975 = dict(enumerate(map(float, _TO_30.split()), start=1))
T_975 |= {40: 2.021, 60: 2.000, 80: 1.990, 100: 1.984, 120: 1.980}
_DEGREES = sorted(T_975)
FEWEST_FOR_INTERVAL = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """One person's right answers before and after, out of the same `total` questions."""

    pre_right: int
    post_right: int
    total: int

    @property
    def pre(self) -> Fraction:
        """Percent before."""
        return percent(self.pre_right, self.total)

    @property
    def post(self) -> Fraction:
        """Percent after."""
        return percent(self.post_right, self.total)

    @property
    def gain(self) -> Fraction:
        """Points, from −100 to 100."""
        return self.post - self.pre

    @property
    def normalised(self) -> Fraction | None:
        """The share of what could still be gained (Hake 1998); None when all was known before."""
        return normalised(self.pre, self.post)


@dataclass(frozen=True, slots=True)
class Summary:
    """A class of pairs. Percents and points are exact; the interval is of the mean gain.

    Attributes:
        mean_of_normalised: mean of each person's normalised gain, of those below 100 before.
        normalised_of_means: normalised gain of the class's two means; None when all knew all.
        at_ceiling: pairs with 100 before, who have no normalised gain.
    """

    pairs: int
    pre: Fraction
    post: Fraction
    gain: Fraction
    interval: tuple[float, float] | None
    mean_of_normalised: Fraction | None
    normalised_of_means: Fraction | None
    at_ceiling: int


def percent(right: int, total: int) -> Fraction:
    """`right` of `total` questions as an exact number from 0 to 100."""
    return Fraction(100 * right, total)


def normalised(pre: Fraction, post: Fraction) -> Fraction | None:
    """g = (post − pre) / (100 − pre); None when `pre` is 100."""
    return None if pre == 100 else (post - pre) / (100 - pre)


def mean(values: Sequence[Fraction]) -> Fraction:
    """The exact mean of at least one value."""
    return sum(values, Fraction(0)) / len(values)


def summarise(pairs: Iterable[Pair]) -> Summary | None:
    """What a class of pairs gained; None without a pair."""
    people = list(pairs)
    if not people:
        return None
    pre, post = mean([pair.pre for pair in people]), mean([pair.post for pair in people])
    gains = [pair.gain for pair in people]
    known = [share for pair in people if (share := pair.normalised) is not None]
    return Summary(
        pairs=len(people),
        pre=pre,
        post=post,
        gain=mean(gains),
        interval=interval(gains),
        mean_of_normalised=mean(known) if known else None,
        normalised_of_means=normalised(pre, post),
        at_ceiling=len(people) - len(known),
    )


def interval(gains: Sequence[Fraction]) -> tuple[float, float] | None:
    """The 95 % confidence interval of the mean by Student's t; None for fewer than two values."""
    count = len(gains)
    if count < FEWEST_FOR_INTERVAL:
        return None
    middle = mean(gains)
    variance = sum(((gain - middle) ** 2 for gain in gains), Fraction(0)) / (count - 1)
    margin = quantile(count - 1) * math.sqrt(variance / count)
    return float(middle) - margin, float(middle) + margin


def quantile(degrees: int) -> float:
    """The 0.975 quantile of Student's t, of the nearest line of the table that is not above."""
    return T_975[_DEGREES[bisect_right(_DEGREES, degrees) - 1]]
