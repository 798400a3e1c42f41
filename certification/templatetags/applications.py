"""Addresses of the parts of an application: `{% load applications %}`."""

from django import template
from django.urls import reverse

from certification.selectors.answers import Row, Section
from certification.selectors.completeness import Gap
from certification.steps import PART_PATHS, PART_TITLES

register = template.Library()


@register.simple_tag
def part_url(code: str, number: str) -> str:
    """The page of a part of an application; "" for a code that is no part."""
    if code not in PART_TITLES:
        return ""
    return reverse(f"certification:application-part-{code}", args=[number])


@register.simple_tag
def gap_url(gap: Gap, number: str) -> str:
    """The page where a gap is mended: its step, or else its part."""
    if not gap.step:
        return part_url(gap.part, number)
    return page_url(f"{PART_PATHS[gap.part]}/{gap.step}", number)


@register.simple_tag
def page_url(page: str, number: str, back: str = "") -> str:
    """The address of a page of a part such as "usaha/nib"; "" for no page.

    Args:
        back: where the page leads when its answer is saved, "periksa" or "" for on.
    """
    if not page:
        return ""
    address = reverse("certification:application-detail", args=[number])
    return f"{address}bagian/{page}/{f'?kembali={back}' if back else ''}"


@register.simple_tag
def answer_rows(section: Section, number: str, *, is_open: bool) -> list[Row]:
    """The answers as the component "facts" takes them, with the way to change each."""
    return [
        (question, answer, page_url(page, number, back="periksa") if is_open else "")
        for question, answer, page in section.rows
    ]


@register.filter
def part_title(code: str) -> str:
    """The part's name, e.g. "Bahan"."""
    return PART_TITLES.get(code, "")
