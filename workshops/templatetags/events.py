"""Tags for the pages of an event."""

from typing import Any

from django import template

from workshops.models import Event
from workshops.tabs import tab_links

register = template.Library()


@register.inclusion_tag("workshops/_event_tabs.html", takes_context=True)
def event_tabs(context: dict[str, Any], event: Event) -> dict[str, Any]:
    """The row of pages of an event; the one that is open is marked."""
    return {"links": tab_links(event.pk, context["request"].path)}
