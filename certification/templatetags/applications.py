"""Addresses of the parts of an application: `{% load applications %}`."""

from django import template
from django.urls import reverse

from certification.selectors.completeness import PART_TITLES

register = template.Library()


@register.simple_tag
def part_url(code: str, number: str) -> str:
    """The page of a part of an application; "" for a code that is no part."""
    if code not in PART_TITLES:
        return ""
    return reverse(f"certification:application-part-{code}", args=[number])


@register.filter
def part_title(code: str) -> str:
    """The part's name, e.g. "Bahan"."""
    return PART_TITLES.get(code, "")
