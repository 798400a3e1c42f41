"""The traffic light of a target as a tag with its word: `{% load targets %}`."""

from django import template
from django.utils.safestring import SafeString

from certification.enums import Light
from halalportal.interface.templatetags.portal import status_tag

register = template.Library()

TONES = {
    Light.GREEN: "done",
    Light.MET: "done",
    Light.YELLOW: "todo",
    Light.RED: "wrong",
    Light.LATE: "wrong",
}


@register.simple_tag
def light(value: Light) -> SafeString:
    """The light's word; its colour and sign only repeat it."""
    return status_tag(str(value.label), TONES[value])
