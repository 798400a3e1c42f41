"""The files of an application: sent, taken over, deleted, and shown to who may see them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import AuthenticatedHttpRequest
from certification import upload_rules
from certification.enums import UploadKind
from certification.errors import UploadError
from certification.forms.uploads import UploadForm
from certification.models import Application, Upload
from certification.selectors.uploads import earlier_uploads, needs_of, shown_uploads
from certification.services import uploads as services
from certification.services.parts import refuse_closed_part
from certification.views.shared import FILERS, READERS, editable, page, posted
from halalportal.audit import services as audit
from halalportal.lib import photos
from halalportal.lib.access import roles
from halalportal.lib.http import kept_file
from halalportal.lib.uploads import JPEG


@roles(*FILERS)
@require_http_methods(["GET", "POST"])
@editable
def part_photos(request: AuthenticatedHttpRequest, application: Application) -> HttpResponse:
    """The files so far, what is missing, and one more."""
    refuse_closed_part(application, "photos")
    form = UploadForm(
        posted(request),
        request.FILES if request.method == "POST" else None,
        application=application,
        initial={"kind": request.GET.get("jenis") or UploadKind.PRODUCT},
    )
    if request.method == "POST" and form.is_valid():
        try:
            upload = _add(request, application, form)
        except UploadError as error:
            form.add_error("camera" if form.cleaned_data.get("camera") else "file", str(error))
        else:
            messages.success(request, f"{upload.get_kind_display()} tersimpan.")
            return redirect("certification:application-part-photos", number=application.number)
    return page(
        request,
        "application_photos",
        application=application,
        form=form,
        needs=needs_of(application),
        uploads=shown_uploads(application, request.user),
        earlier=earlier_uploads(application, request.user),
    )


def _add(request: AuthenticatedHttpRequest, application: Application, form: UploadForm) -> Upload:
    sent = form.cleaned_data["sent"]
    return services.add(
        application=application,
        kind=form.cleaned_data["kind"],
        file=sent.file,
        size=sent.size,
        by=request.user,
        material=form.cleaned_data["material"],
        name=sent.name,
    )


@roles(*FILERS)
@require_POST
@editable
def upload_reuse(
    request: AuthenticatedHttpRequest, application: Application, pk: int
) -> HttpResponse:
    """Takes over a file of an earlier application."""
    upload = _openable(request, pk, application__business=application.business_id)
    try:
        services.reuse(application=application, upload=upload, by=request.user)
    except UploadError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{upload.get_kind_display()} dipakai lagi.")
    return redirect("certification:application-part-photos", number=application.number)


@roles(*FILERS)
@require_POST
@editable
def upload_remove(
    request: AuthenticatedHttpRequest, application: Application, pk: int
) -> HttpResponse:
    """Deletes a file."""
    upload = get_object_or_404(application.uploads, pk=pk)
    services.remove(application=application, upload=upload, by=request.user)
    messages.success(request, f"{upload.get_kind_display()} dihapus.")
    return redirect("certification:application-part-photos", number=application.number)


@roles(*READERS)
@require_GET
def upload_show(request: AuthenticatedHttpRequest, number: str, pk: int) -> HttpResponse:
    """The file itself, for who may see it; looking at an identity card is written down."""
    upload = _openable(request, pk, application__number=number)
    content = _content(upload)
    if upload.is_encrypted:
        audit.record(
            action="application.identity_seen", subject=upload.application, by=request.user
        )
    return _answer(upload, content, upload.media_type)


@roles(*READERS)
@require_GET
def upload_thumbnail(request: AuthenticatedHttpRequest, number: str, pk: int) -> HttpResponse:
    """A photo made small for lists: some kilobytes instead of hundreds."""
    upload = _openable(request, pk, application__number=number, is_encrypted=False, media_type=JPEG)
    response = _answer(upload, photos.smaller(_content(upload)), JPEG)
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _openable(request: AuthenticatedHttpRequest, pk: int, **where: object) -> Upload:
    """The file, 404 for a stranger and for whom identity cards are none of the business."""
    visible = Application.objects.visible_to(request.user)
    found = Upload.objects.filter(application__in=visible, **where).select_related("application")
    upload = get_object_or_404(found, pk=pk)
    if not upload_rules.can_see(request.user, upload):
        raise Http404
    return upload


def _content(upload: Upload) -> bytes:
    try:
        return services.read(upload)
    except FileNotFoundError as error:
        raise Http404 from error


def _answer(upload: Upload, content: bytes, media_type: str) -> HttpResponse:
    return kept_file(content, media_type, f"{upload.kind}-{upload.pk}")
