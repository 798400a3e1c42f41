"""Icons, status tags and small helpers of the templates: `{% load portal %}`."""

from django import template
from django.forms import BoundField, CheckboxInput
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from halalportal.interface.statuses import tone_of

register = template.Library()

STATUS_ICONS = {"wrong": "exclamation-circle", "done": "check-lg"}


@register.simple_tag
def ikon(name: str, css_class: str = "") -> SafeString:
    """Returns an icon of the sprite. It is decoration: the word next to it carries the meaning."""
    return format_html(
        '<svg class="ikon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        css_class,
        static("img/ikon.svg"),
        name,
    )


@register.simple_tag
def status_tag(text: str, tone: str = "") -> SafeString:
    """Returns a status as a tag. The seven public words know their tone, others stay quiet.

    Args:
        text: the visible words.
        tone: "todo", "waiting", "wrong", "quiet" or "done".
    """
    tone = tone or tone_of(str(text))
    icon = ikon(STATUS_ICONS[tone]) if tone in STATUS_ICONS else ""
    return format_html('<span class="status-tag status-{}">{}{}</span>', tone, icon, text)


@register.filter
def per_garis(number: str) -> SafeString:
    """Returns a long number that goes on in the next line after a slash, and nowhere else."""
    return format_html_join(SafeString("/<wbr>"), "{}", ((part,) for part in number.split("/")))


@register.filter
def error_target(field: BoundField) -> str:
    """Returns the id a link in the error summary leads to: the input, or the first of a group."""
    if field.id_for_label:
        return field.id_for_label
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.auto_id)


@register.filter
def is_optional(field: BoundField) -> bool:
    """Whether the label says "(boleh dikosongkan)", except at a single tick box."""
    return not (
        field.field.required
        or field.field.disabled
        or isinstance(field.field.widget, CheckboxInput)
    )
