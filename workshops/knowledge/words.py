"""Gains in plain sentences and figures."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from halalportal.lib.formats import NOTHING, number
from workshops.knowledge.gain import Summary


def rounded(value: Fraction | float | None, digits: int = 0) -> str:
    """A figure with so many decimals, half up: 22,5 → "23"; a minus in front where it is one."""
    if value is None:
        return NOTHING
    exact = Fraction(value)
    share = Decimal(exact.numerator) / Decimal(exact.denominator)
    return number(share.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP) + 0)


def headline(summary: Summary | None) -> str:
    """`48 pasangan: rata-rata naik 22 poin (95%: 17 sampai 27).`"""
    if summary is None:
        return "Belum ada pasangan tes awal dan tes akhir."
    text = f"{number(summary.pairs)} pasangan: rata-rata {moved(summary.gain)}"
    if summary.interval is None:
        return f"{text}. Selang 95% baru bisa dihitung dari dua pasangan."
    low, high = (rounded(end) for end in summary.interval)
    return f"{text} (95%: {low} sampai {high})."


def moved(gain: Fraction) -> str:
    """`naik 22 poin`, `turun 3 poin` or `tetap`."""
    points = rounded(abs(gain))
    if points == "0":
        return "tetap"
    return f"{'naik' if gain > 0 else 'turun'} {points} poin"


def is_uncertain(summary: Summary) -> bool:
    """Whether no gain at all would fit the figures too."""
    return summary.interval is not None and summary.interval[0] <= 0 <= summary.interval[1]
