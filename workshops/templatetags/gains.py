"""Filters for what people learned: `{% load gains %}`."""

from fractions import Fraction

from django import template

from workshops.knowledge import words
from workshops.knowledge.gain import Summary

register = template.Library()


@register.filter
def bulat(value: object) -> str:
    """A whole figure; a dash where there is none."""
    return words.rounded(_figure(value))


@register.filter
def satu_angka(value: object) -> str:
    """A figure with one decimal; a dash where there is none."""
    return words.rounded(_figure(value), 1)


@register.filter
def dua_angka(value: object) -> str:
    """A figure with two decimals; a dash where there is none."""
    return words.rounded(_figure(value), 2)


@register.filter
def selang(summary: object) -> str:
    """`17 sampai 27`, a dash without an interval."""
    if not isinstance(summary, Summary) or summary.interval is None:
        return words.rounded(None)
    low, high = summary.interval
    return f"{words.rounded(low)} sampai {words.rounded(high)}"


def _figure(value: object) -> Fraction | float | None:
    """A template hands "" on where something on the way was None."""
    return value if isinstance(value, Fraction | float | int) else None
