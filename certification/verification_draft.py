"""The companion's recommendation as PDF: a draft, signed in SiHalal alone."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from certification.models import Application
from certification.selectors.verification_report import report_of
from halalportal.lib import pdf
from halalportal.lib.formats import moment

DRAFT_JOB = "certification.verification_draft"


def draft_html(application: Application) -> str:
    """The document; "" while nothing is recommended."""
    report = report_of(application)
    if report is None or not report.visit.is_final:
        return ""
    context = {
        "application": application,
        "business": application.business,
        "report": report,
        "office_name": settings.OFFICE_NAME,
        "stamp": moment(timezone.now(), application.regency.time_zone),
    }
    return render_to_string("certification/verification_draft_pdf.html", context)


def draft_pdf(application: Application) -> bytes:
    """A4 pages.

    Raises:
        pdf.PdfError: when it can't be made.
    """
    return pdf.render(draft_html(application))
