"""Copying an application into SiHalal, and the number that comes back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.enums import Status, UploadKind
from certification.errors import AlreadyMovedError, CertificationError, NumberTakenError
from certification.forms.sihalal import LetterForm, SihalalForm
from certification.models import Application, Upload
from certification.selectors.completeness import gaps_of
from certification.selectors.mandates import mandate_now
from certification.selectors.sihalal import CopySection, copy_sections, suggested_letter
from certification.selectors.uploads import shown_uploads
from certification.services import applications, sihalal
from certification.services.drafts import local_today
from certification.sihalal_archive import ARCHIVE_JOB
from certification.views.shared import (
    MOVERS,
    already_moved,
    page,
    posted,
    seen_at,
    taken,
    visible_application,
)
from halalportal.jobs import services as jobs
from halalportal.lib.access import roles
from halalportal.outbox.models import Queue

NOT_ENTRUSTED = "kuasa pemilik tidak memuat memasukkan data ke SiHalal, atau sudah dicabut"
# Where the data stand still, so that they can be typed over.
_COPIED = (Status.READY, Status.IN_SIHALAL, Status.RETURNED_OUT)


@roles(*MOVERS)
@require_http_methods(["GET", "POST"])
def application_sihalal(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """Every field in SiHalal's order to copy from; a POST notes the number that came back."""
    application = _copied(request, number)
    form = SihalalForm(posted(request))
    try:
        if request.method == "POST" and form.is_valid():
            applications.enter_in_sihalal(
                application=application,
                number=form.cleaned_data["number"],
                by=request.user,
                seen=seen_at(request),
            )
            return taken(request, application, "enter")
    except AlreadyMovedError as error:
        return already_moved(request, application, error)
    except NumberTakenError as error:
        form.add_error("number", f"{error} {_whose(request, form.cleaned_data['number'])}".strip())
    except CertificationError as error:
        form.add_error(None, str(error))
    return _page(request, application, form=form)


@roles(*MOVERS)
@require_POST
def copy_letter(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """Notes number and date of the letter."""
    application = _copied(request, number)
    form = LetterForm(request.POST, day=local_today(application.regency))
    if not form.is_valid():
        return _page(request, application, letter_form=form)
    sihalal.save_letter(
        application=application,
        number=form.cleaned_data["letter_number"],
        on=form.cleaned_data["letter_on"],
        by=request.user,
    )
    messages.success(request, "Nomor dan tanggal surat tersimpan.")
    return redirect("certification:application-sihalal", number=number)


@roles(*MOVERS)
@require_POST
def copy_tick(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """Keeps the ticks: one by script (answered with the new count), or all of the form."""
    application = _copied(request, number)
    was, now = set(request.POST.getlist("was")), set(request.POST.getlist("tick"))
    sihalal.tick(application=application, ticked=now - was, unticked=was - now, by=request.user)
    if request.accepts("text/html"):
        messages.success(request, "Centang tersimpan.")
        return redirect("certification:application-sihalal", number=number)
    return JsonResponse({"done": _done(copy_sections(application))})


@roles(*MOVERS)
@require_POST
def copy_archive(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """Gathers the files and makes the documents in the background."""
    application = _copied(request, number)
    membership = request.user.active_membership
    job = jobs.start(
        kind=ARCHIVE_JOB,
        title=f"Berkas {application.number} untuk SiHalal",
        by=request.user,
        queue=Queue.PDF,
        application_id=application.pk,
        user_id=request.user.pk,
        membership_id=membership.pk if membership else 0,
    )
    return redirect("jobs:job-detail", pk=job.pk)


def _copied(request: AuthenticatedHttpRequest, number: str) -> Application:
    """The application of somebody who may enter it."""
    application = visible_application(request, number)
    if not rules.can_move(request.user, application, "enter"):
        raise PermissionDenied
    return application


def _page(
    request: AuthenticatedHttpRequest, application: Application, **forms: Any
) -> HttpResponse:
    if application.status not in _COPIED and request.method == "GET":
        return page(
            request, "application_not_ready", application=application, reason=_reason(application)
        )
    if not rules.can_copy(application, mandate_now(application, request.user)):
        return page(request, "application_not_ready", application=application, reason=NOT_ENTRUSTED)
    day = local_today(application.regency)
    sections = copy_sections(application)
    letter = {
        "letter_number": application.letter_number or suggested_letter(application, day),
        "letter_on": application.letter_on or day,
    }
    context: dict[str, Any] = {
        "form": SihalalForm(),
        "letter_form": LetterForm(day=day, initial=letter),
        **forms,
    }
    return page(
        request,
        "application_sihalal",
        application=application,
        sections=sections,
        done=_done(sections),
        total=sum(len(section.fields) for section in sections),
        is_ready=application.status == Status.READY,
        identities=_identities(request, application),
        is_officer=request.user.role in OFFICERS,
        **context,
    )


def _identities(request: AuthenticatedHttpRequest, application: Application) -> list[Upload]:
    uploads = shown_uploads(application, request.user)
    return [upload for upload in uploads if upload.kind == UploadKind.IDENTITY]


def _done(sections: list[CopySection]) -> int:
    return sum(section.ticked_count for section in sections)


def _reason(application: Application) -> str:
    """Why the case can't be copied yet, in a few words."""
    if application.status in rules.EDITABLE:
        parts = {gap.part for gap in gaps_of(application)}
        return f"{len(parts)} bagian belum lengkap" if parts else "pengajuan belum dikirim"
    return application.get_status_display().lower()


def _whose(request: AuthenticatedHttpRequest, number: str) -> str:
    """Names the other application, if it is the person's to see."""
    visible = Application.objects.visible_to(request.user).select_related("business")
    other = visible.filter(sihalal_number=number).first()
    return f"Nomor ini ada di {other.number}, {other.business.name}." if other else ""
