"""Filters for what people learned: `{% load gains %}`."""

from fractions import Fraction

from django import template

from workshops.knowledge import words
from workshops.knowledge.gain import Summary

register = template.Library()


@register.filter
def bulat(value: Fraction | float | None) -> str:
    """A whole figure."""
    return words.rounded(value)


@register.filter
def dua_angka(value: Fraction | float | None) -> str:
    """A figure with two decimals."""
    return words.rounded(value, 2)


@register.filter
def selang(summary: Summary | None) -> str:
    """`17 sampai 27`, a dash without an interval."""
    if summary is None or summary.interval is None:
        return words.rounded(None)
    low, high = summary.interval
    return f"{words.rounded(low)} sampai {words.rounded(high)}"
