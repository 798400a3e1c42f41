"""The report of an event as PDF: a draft until people have signed the paper."""

import base64

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from halalportal.lib import kept_files, pdf, photos
from halalportal.lib.formats import moment
from workshops.models import Event, EventPhoto
from workshops.selectors.event_report import figures

REPORT_JOB = "workshops.event_report"
# Sharp enough for half a page's width on paper.
PHOTO_BOX = (1000, 750)


def report_html(event: Event) -> str:
    """The document, from the same figures as the page."""
    page = figures(event)
    context = {
        "page": page,
        "event": event,
        "photos": [(photo, url) for photo in page.photos if (url := _data_url(photo))],
        "office_name": settings.OFFICE_NAME,
        "stamp": moment(timezone.now(), event.time_zone),
    }
    return render_to_string("workshops/report_pdf.html", context)


def report_pdf(event: Event) -> bytes:
    """A4 pages.

    Raises:
        pdf.PdfError: when they can't be made.
    """
    return pdf.render(report_html(event))


def _data_url(photo: EventPhoto) -> str:
    """The photo as part of the document; "" when its file is gone."""
    try:
        content = kept_files.read(photo.file)
    except FileNotFoundError:
        return ""
    small = base64.b64encode(photos.smaller(content, PHOTO_BOX, quality=78))
    return f"data:image/jpeg;base64,{small.decode()}"
