"""The receipt: for everybody as PDF, and what a helper hands to the owner."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from accounts.http import AuthenticatedHttpRequest
from certification.models import Application
from certification.owner_receipt import (
    contents,
    is_on_behalf,
    receipt_pdf,
    whatsapp_text,
    whatsapp_url,
)
from certification.views.shared import FILERS, READERS, page, visible_application
from halalportal.lib.access import roles


@roles(*FILERS)
@require_GET
def owner_receipt(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """What was declared and sent in the owner's name, to print or to send by WhatsApp."""
    application = _sent_for_owner(request, number)
    return page(
        request,
        "owner_receipt",
        **contents(application, request.user),
        whatsapp_text=whatsapp_text(application),
        whatsapp_url=whatsapp_url(application),
    )


@roles(*READERS)
@require_GET
def application_receipt_pdf(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """What was sent, on paper, for whoever sees the application."""
    application = visible_application(request, number)
    if application.submitted_at is None:
        raise Http404
    content = receipt_pdf(application, request.user)
    headers = {
        "Content-Disposition": f'inline; filename="tanda-terima-{application.number}.pdf"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _sent_for_owner(request: AuthenticatedHttpRequest, number: str) -> Application:
    application = visible_application(request, number)
    if not is_on_behalf(application):
        raise Http404
    return application
