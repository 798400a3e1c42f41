"""The minutes of a meeting as PDF: a draft until people have signed the paper."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from halalportal.lib import pdf
from halalportal.lib.formats import moment
from workshops.models import Event, Minutes
from workshops.selectors import minutes as selectors


def minutes_html(event: Event, user: User) -> str:
    """The document as the person may see it; of those present it has counts, no names."""
    context = {
        "event": event,
        "minutes": Minutes.objects.filter(event=event).first(),
        "presence": selectors.presence(event),
        "rows": selectors.decisions(event),
        "agenda": selectors.agenda(event, user),
        "office_name": settings.OFFICE_NAME,
        "stamp": moment(timezone.now(), event.time_zone),
    }
    return render_to_string("workshops/minutes_pdf.html", context)


def minutes_pdf(event: Event, user: User) -> bytes:
    """A4 pages.

    Raises:
        pdf.PdfError: when it can't be made.
    """
    return pdf.render(minutes_html(event, user))
