"""Numbers that lead to their rows: `{% load figures %}`."""

from django import template
from django.utils.html import format_html

from halalportal.lib.formats import number

register = template.Library()


@register.simple_tag
def angka(count: int, url: str = "") -> str:
    """A number as Indonesians write it, with the list behind it unless `url` is ""."""
    text = number(count)
    return format_html('<a href="{}">{}</a>', url, text) if url else text
