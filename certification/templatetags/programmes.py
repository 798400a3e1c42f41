"""The row of links above each page of a programme: `{% load programmes %}`."""

from typing import Any

from django import template

from certification.models import Programme
from certification.tabs import programme_tabs

register = template.Library()


@register.inclusion_tag("certification/_programme_tabs.html", takes_context=True)
def tabs_of(context: dict[str, Any], programme: Programme) -> dict[str, Any]:
    """The pages of the programme that the signed-in person may open."""
    request = context["request"]
    tabs = programme_tabs(programme.slug, request.user.role, request.path)
    return {"tabs": tabs, "programme": programme}
