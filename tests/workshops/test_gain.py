"""The arithmetic of gains, against values computed by hand and against the standard library."""

import math
import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshops.knowledge.gain import T_975, Pair, interval, quantile, summarise

QUESTIONS = 10
scores = st.integers(min_value=0, max_value=QUESTIONS)
pairs = st.builds(Pair, scores, scores, st.just(QUESTIONS))
classes = st.lists(pairs, min_size=2, max_size=60)


def pair(pre: int, post: int, total: int = QUESTIONS) -> Pair:
    return Pair(pre, post, total)


def test_a_class_of_four_by_hand() -> None:
    """Right before and after, of ten: 4→8, 5→7, 2→8, 6→6.

    percent       40→80  50→70  20→80  60→60
    gain             40     20     60      0   mean 120/4 = 30
    g             40/60  20/50  60/80   0/40   = 2/3, 2/5, 3/4, 0; mean (40+24+45)/60/4 = 109/240
    means         pre 170/4 = 42.5, post 290/4 = 72.5; g of means 30/57.5 = 12/23
    squares of gain − 30: 100 + 100 + 900 + 900 = 2000; variance 2000/3; s/√4 = 12.9099
    t(3) = 3.182: margin 41.0794
    """
    found = summarise([pair(4, 8), pair(5, 7), pair(2, 8), pair(6, 6)])
    assert found is not None
    assert found.pairs == 4
    assert (found.pre, found.post) == (Fraction(85, 2), Fraction(145, 2))
    assert found.gain == 30
    assert found.mean_of_normalised == Fraction(109, 240)
    assert found.normalised_of_means == Fraction(12, 23)
    assert found.at_ceiling == 0
    assert found.interval == pytest.approx((-11.0794, 71.0794), abs=1e-4)


def test_a_class_of_three_of_seven_questions_by_hand() -> None:
    """1→3, 2→5, 3→4 of seven: gains 2/7, 3/7, 1/7, mean 2/7 = 28.571 points.

    Deviations 0, 1/7, −1/7: variance (2/49)/2 = 1/49, s = 1/7 = 14.2857 points,
    s/√3 = 8.2479; t(2) = 4.303: margin 35.4906.
    """
    found = summarise([pair(1, 3, 7), pair(2, 5, 7), pair(3, 4, 7)])
    assert found is not None
    assert found.gain == Fraction(200, 7)
    assert found.interval == pytest.approx((28.5714 - 35.4906, 28.5714 + 35.4906), abs=1e-3)


def test_everything_right_and_everything_wrong() -> None:
    right, wrong = summarise([pair(10, 10)] * 3), summarise([pair(0, 0)] * 3)
    assert right is not None
    assert wrong is not None
    assert (right.pre, right.gain, right.at_ceiling) == (100, 0, 3)
    assert right.mean_of_normalised is None
    assert right.normalised_of_means is None
    assert right.interval == (0, 0)
    assert (wrong.post, wrong.gain, wrong.at_ceiling) == (0, 0, 0)
    assert wrong.mean_of_normalised == wrong.normalised_of_means == 0


def test_who_knew_everything_before_has_no_normalised_gain_but_counts_in_the_mean() -> None:
    found = summarise([pair(10, 9), pair(5, 10)])
    assert found is not None
    assert found.at_ceiling == 1
    assert found.mean_of_normalised == 1
    assert found.gain == 20  # (−10 + 50) / 2
    assert found.normalised_of_means == Fraction(95 - 75, 100 - 75)


def test_one_pair_has_no_interval_and_none_has_nothing() -> None:
    found = summarise([pair(4, 6)])
    assert found is not None
    assert found.gain == 20
    assert found.interval is None
    assert summarise([]) is None


@given(classes, st.randoms())
def test_the_order_of_people_changes_nothing(people: list[Pair], random: object) -> None:
    shuffled = sorted(people, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert summarise(people) == summarise(shuffled)


@given(classes)
def test_the_bounds_hold(people: list[Pair]) -> None:
    found = summarise(people)
    assert found is not None
    assert found.interval is not None
    assert -100 <= found.gain <= 100
    assert found.gain == found.post - found.pre
    low, high = found.interval
    assert low - 1e-9 <= found.gain <= high + 1e-9
    assert found.at_ceiling + sum(p.pre_right < QUESTIONS for p in people) == found.pairs
    for share in (found.mean_of_normalised, found.normalised_of_means):
        assert share is None or share <= 1


@given(classes)
def test_mean_and_spread_are_those_of_the_standard_library(people: list[Pair]) -> None:
    gains = [person.gain for person in people]
    found = summarise(people)
    assert found is not None
    assert found.gain == statistics.mean(gains)
    spread = statistics.stdev([float(gain) for gain in gains]) / math.sqrt(len(gains))
    margin = quantile(len(gains) - 1) * spread
    assert interval(gains) == pytest.approx((found.gain - margin, found.gain + margin), abs=1e-6)


@pytest.mark.parametrize(
    ("degrees", "line"), [(1, 1), (30, 30), (31, 30), (39, 30), (40, 40), (99, 80), (5000, 120)]
)
def test_between_two_lines_the_lower_holds(degrees: int, line: int) -> None:
    assert quantile(degrees) == T_975[line]


@pytest.mark.parametrize("degrees", sorted(T_975))
def test_the_table_is_the_distribution(degrees: int) -> None:
    """Integrates the density from 0 to the quantile: 0.475, as exactly as three decimals allow."""
    assert area(degrees, T_975[degrees] - 0.0006) < 0.475 < area(degrees, T_975[degrees] + 0.0006)


def area(degrees: int, end: float, steps: int = 4000) -> float:
    """∫ of Student's density from 0 to `end`, by Simpson's rule."""
    scale = math.exp(math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2))
    scale /= math.sqrt(degrees * math.pi)

    def density(x: float) -> float:
        return scale * math.pow(1 + x * x / degrees, -(degrees + 1) / 2)

    width = end / steps
    weights = (1 if i in (0, steps) else 4 if i % 2 else 2 for i in range(steps + 1))
    total = sum(w * density(i * width) for i, w in enumerate(weights))
    return width / 3 * total
