"""Addresses and lists of a companion's visit: `{% load verification %}`."""

from django import template

from certification.selectors.verification import Step
from certification.verification_links import step_address

register = template.Library()


@register.simple_tag
def step_url(step: Step, number: str) -> str:
    """The page of a step."""
    return step_address(number, step)
