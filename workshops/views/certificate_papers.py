"""One certificate as PDF: for those who see it, and for its owner by link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import public, roles
from halalportal.lib.pdf_batch import file_name
from workshops.certificate_paper import certificate_pdf, title_of
from workshops.models import AttendanceCertificate
from workshops.views.shared import TAKING_PART, linked_participant


@roles(*TAKING_PART)
@require_GET
def certificate_paper(
    request: AuthenticatedHttpRequest, pk: int, certificate_pk: int
) -> HttpResponse:
    """The paper of somebody whom the reader may see; a withdrawn one isn't made again."""
    visible = AttendanceCertificate.objects.visible_to(request.user).valid()
    return _answer(get_object_or_404(visible, event_id=pk, pk=certificate_pk))


@public
@require_GET
def participant_certificate(request: HttpRequest, token: str) -> HttpResponse:
    """The own paper, made while the participant waits."""
    certificate = linked_participant(token).certificates.valid().first()
    if certificate is None:
        raise Http404
    return _answer(certificate)


def _answer(certificate: AttendanceCertificate) -> HttpResponse:
    name = file_name(title_of(certificate))
    headers = {
        "Content-Disposition": f'inline; filename="{name.encode("ascii", "ignore").decode()}.pdf"',
        "Cache-Control": "no-store",
    }
    content = certificate_pdf(certificate)
    return HttpResponse(content, content_type="application/pdf", headers=headers)
