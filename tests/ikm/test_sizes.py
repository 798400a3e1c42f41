"""The borders of both size systems."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikm.enums import IndustryClass, Scale
from ikm.sizes import MILLIARD, Finances, industry_class_of, is_new, scale_of, workers_of

AMOUNTS = st.integers(min_value=0, max_value=100 * MILLIARD)
MAYBE = st.none() | AMOUNTS
ORDER = list(Scale)


@pytest.mark.parametrize(
    ("capital", "sales", "scale", "larger"),
    [
        (1, 2, Scale.MICRO, Scale.SMALL),
        (5, 15, Scale.SMALL, Scale.MEDIUM),
        (10, 50, Scale.MEDIUM, Scale.LARGE),
    ],
)
def test_a_border_belongs_to_the_smaller_scale(
    capital: int, sales: int, scale: Scale, larger: Scale
) -> None:
    for rupiah, expected in ((0, scale), (1, larger)):
        by_capital = Finances(capital=capital * MILLIARD + rupiah)
        by_sales = Finances(sales=sales * MILLIARD + rupiah)
        assert scale_of(by_capital, is_new=True) == expected
        assert scale_of(by_sales, is_new=False) == expected


@given(capital=MAYBE, sales=MAYBE, investment=MAYBE)
def test_a_new_business_is_sized_by_capital_and_a_running_one_by_sales(
    capital: int | None, sales: int | None, investment: int | None
) -> None:
    finances = Finances(capital, sales, investment)
    assert scale_of(finances, is_new=True) == scale_of(Finances(capital=capital), is_new=True)
    assert scale_of(finances, is_new=False) == scale_of(Finances(sales=sales), is_new=False)
    assert (scale_of(finances, is_new=True) is None) == (capital is None)


@given(low=AMOUNTS, high=AMOUNTS)
def test_more_money_never_makes_a_business_smaller(low: int, high: int) -> None:
    low, high = sorted((low, high))
    for new in (True, False):
        smaller = scale_of(Finances(low, low), is_new=new)
        larger = scale_of(Finances(high, high), is_new=new)
        assert smaller
        assert larger
        assert ORDER.index(smaller) <= ORDER.index(larger)


@pytest.mark.parametrize(
    ("workers", "investment", "expected"),
    [
        (0, 0, IndustryClass.SMALL),
        (19, MILLIARD - 1, IndustryClass.SMALL),
        (19, MILLIARD, IndustryClass.MEDIUM),
        (19, 100 * MILLIARD, IndustryClass.MEDIUM),
        (20, 0, IndustryClass.MEDIUM),
        (20, 15 * MILLIARD, IndustryClass.MEDIUM),
        (20, 15 * MILLIARD + 1, IndustryClass.LARGE),
        (None, 0, None),
        (5, None, None),
    ],
)
def test_industry_classes(
    workers: int | None, investment: int | None, expected: IndustryClass | None
) -> None:
    assert industry_class_of(workers=workers, investment=investment) == expected


@given(workers=st.integers(0, 500), investment=AMOUNTS)
def test_only_a_large_investment_with_many_workers_is_a_large_industry(
    workers: int, investment: int
) -> None:
    is_large = workers >= 20 and investment > 15 * MILLIARD
    found = industry_class_of(workers=workers, investment=investment)
    assert (found == IndustryClass.LARGE) == is_large


@pytest.mark.parametrize(
    ("year", "expected"), [(None, False), (2025, False), (2026, True), (2027, True)]
)
def test_new_means_without_a_full_year(year: int | None, expected: bool) -> None:
    assert is_new(year, date(2026, 11, 21)) is expected


@given(capital=MAYBE, sales=MAYBE, investment=MAYBE, older=MAYBE)
def test_amounts_survive_the_sealed_form_and_unknown_ones_keep_the_older(
    capital: int | None, sales: int | None, investment: int | None, older: int | None
) -> None:
    finances = Finances(capital, sales, investment)
    assert Finances.from_json(finances.as_json()) == finances
    merged = finances.over(Finances(sales=older))
    assert merged.sales == (older if sales is None else sales)
    assert merged.capital == capital


def test_nothing_is_unknown_money() -> None:
    assert not Finances.from_json("").is_known
    assert Finances(sales=0).is_known


def test_zero_workers_are_known_and_a_blank_is_not() -> None:
    assert workers_of(2, 0) == 2
    assert workers_of(2, None) is None
