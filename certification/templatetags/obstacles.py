"""Addresses of a report with one or two filters more: `{% load obstacles %}`."""

from django import template

from certification.forms.obstacle_filters import ObstacleFilterForm

register = template.Library()


@register.simple_tag
def saring(form: ObstacleFilterForm, *pairs: str) -> str:
    """The address with these filters set: name, value, name, value."""
    return form.address(**dict(zip(pairs[::2], pairs[1::2], strict=True)))
