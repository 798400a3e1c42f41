"""The two size systems of the law as pure functions. They are shown side by side, never merged.

PP 7/2021 Pasal 35 sizes a business by capital or annual sales; Permenperin 64/2016 classes an
industry by workers and investment. Money is in whole rupiah; None is unknown and is never guessed.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date

from ikm.enums import IndustryClass, Scale

MILLIARD = 1_000_000_000
# The most that each scale may have, inclusive; above the last one a business is large.
_BY_CAPITAL = ((Scale.MICRO, 1), (Scale.SMALL, 5), (Scale.MEDIUM, 10))
_BY_SALES = ((Scale.MICRO, 2), (Scale.SMALL, 15), (Scale.MEDIUM, 50))
_FEW_WORKERS = 19
_SMALL_INVESTMENT = 1 * MILLIARD
_MEDIUM_INVESTMENT = 15 * MILLIARD


@dataclass(frozen=True, slots=True)
class Finances:
    """Capital and investment without land and building, and the sales of a year, in rupiah."""

    capital: int | None = None
    sales: int | None = None
    investment: int | None = None

    def as_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Finances":
        """The inverse of `as_json`; "" is all unknown."""
        return cls(**json.loads(text)) if text else cls()

    def over(self, older: "Finances") -> "Finances":
        """These amounts where known, else the older ones."""
        known = {name: value for name, value in asdict(self).items() if value is not None}
        return Finances(**(asdict(older) | known))

    @property
    def is_known(self) -> bool:
        """Whether at least one amount is known."""
        return any(value is not None for value in asdict(self).values())


def is_new(established_year: int | None, today: date) -> bool:
    """A business that has no full year of sales yet; one of unknown age counts as running."""
    return established_year is not None and established_year >= today.year


def scale_of(finances: Finances, *, is_new: bool) -> Scale | None:
    """The scale of PP 7/2021 Pasal 35: by capital when new, else by annual sales."""
    amount, limits = (finances.capital, _BY_CAPITAL) if is_new else (finances.sales, _BY_SALES)
    if amount is None:
        return None
    return next((scale for scale, most in limits if amount <= most * MILLIARD), Scale.LARGE)


def industry_class_of(*, workers: int | None, investment: int | None) -> IndustryClass | None:
    """The class of Permenperin 64/2016; None unless both numbers are known."""
    if workers is None or investment is None:
        return None
    if workers <= _FEW_WORKERS:
        is_small = investment < _SMALL_INVESTMENT
        return IndustryClass.SMALL if is_small else IndustryClass.MEDIUM
    return IndustryClass.MEDIUM if investment <= _MEDIUM_INVESTMENT else IndustryClass.LARGE


def workers_of(male: int | None, female: int | None) -> int | None:
    """All workers; None unless both counts are known (0 is known)."""
    return None if male is None or female is None else male + female
