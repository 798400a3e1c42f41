"""The e-mail with a programme's figures at the end of a month, as PDF and as workbook."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

from halalportal.lib.worksheets import XLSX_TYPE
from reports.documents.summary import summary_pdf, summary_xlsx
from reports.models import MonthlyReport
from reports.quiet_hours import greeting
from reports.selectors.due import local_day
from reports.selectors.monthly import Month
from reports.selectors.overview import overview
from reports.whatsapp_lines import whatsapp_lines

PDF_TYPE = "application/pdf"


def message_of(report: MonthlyReport) -> EmailMessage:
    """The message to one subscriber, with the figures that the role of the subscription sees.

    Raises:
        pdf.PdfError: when the PDF can't be made.
    """
    subscription, month = report.subscription, Month(report.month)
    programme, person = subscription.programme, subscription.membership.user
    person.active_membership = subscription.membership
    page = overview(programme=programme, scope=person.scope, as_of=month.last)
    name = f"ringkasan-{programme.slug}-{month.last:%Y-%m-%d}"
    message = EmailMessage(
        subject=f"Laporan {month}: {programme.name}",
        body=_words(report, whatsapp_lines(page)),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[person.email or ""],
        headers={
            "Message-ID": f"<laporan-bulanan-{report.pk}@{_host()}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach(f"{name}.pdf", summary_pdf(page), PDF_TYPE)
    message.attach(f"{name}.xlsx", summary_xlsx(page), XLSX_TYPE)
    return message


def _words(report: MonthlyReport, lines: str) -> str:
    subscription = report.subscription
    programme = subscription.programme
    hello = greeting(timezone.now(), programme.region.time_zone)
    page = settings.PORTAL_URL + reverse("reports:summary-detail", args=[programme.slug])
    stop = settings.PORTAL_URL + reverse("reports:subscription-list")
    return (
        f"{hello}, {subscription.membership.user.name}.\n\n"
        f"Laporan {Month(report.month)} ada di lampiran: PDF untuk dibaca, Excel untuk diolah."
        f"{_excuse(report)}\n\n"
        f"{lines}\n\n"
        f"Angka terbaru: {page}\n"
        f"Berhenti menerima laporan ini: {stop}\n\n"
        f"{settings.OFFICE_NAME}\n"
    )


def _excuse(report: MonthlyReport) -> str:
    """A sentence when the report comes after the next one was due already."""
    made_on = local_day(report.created_at, report.subscription.programme.region.time_zone)
    if Month.before(made_on).first == report.month:
        return ""
    return " Laporan ini terlambat dikirim. Angkanya tetap angka akhir bulan itu."


def _host() -> str:
    return urlsplit(settings.PORTAL_URL).hostname or "localhost"
