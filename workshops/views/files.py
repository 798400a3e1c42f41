"""The files of an event: what participants take home, and what the office keeps."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from accounts.enums import OFFICERS, READERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib import kept_files, photos
from halalportal.lib.access import roles
from halalportal.lib.http import kept_file
from halalportal.lib.uploads import JPEG
from workshops import rules
from workshops.aftermath_errors import FileRefusedError
from workshops.forms.files import CaptionForm, HandoutForm, PhotosForm
from workshops.models import Event, EventPhoto, EventReport, Handout
from workshops.selectors import survey
from workshops.services import handouts as handout_services
from workshops.services import photos as photo_services
from workshops.views.shared import TAKING_PART, managed_event, visible_event


@roles(*READERS)
@require_GET
def file_list(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Handouts for whoever sees the event; photos, survey and report for its own offices."""
    return _page(request, visible_event(request, pk), HandoutForm(), PhotosForm())


@roles(*OFFICERS)
@require_POST
def handout_add(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One more handout, a file or a link."""
    event = managed_event(request, pk)
    form = HandoutForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            handout = _add_handout(request, event, form)
        except FileRefusedError as problem:
            form.add_error("file" if form.cleaned_data["file"] else "link", str(problem))
        else:
            messages.success(request, f"“{handout}” tersimpan. Peserta bisa membukanya sekarang.")
            return redirect("workshops:file-list", pk=pk)
    return _page(request, event, form, PhotosForm())


def _add_handout(request: AuthenticatedHttpRequest, event: Event, form: HandoutForm) -> Handout:
    title, sent, link = (form.cleaned_data[name] for name in ("title", "file", "link"))
    if link:
        return handout_services.add_link(event=event, title=title, link=link, by=request.user)
    return handout_services.add_file(
        event=event, title=title, file=sent.file, size=sent.size, name=sent.name, by=request.user
    )


@roles(*TAKING_PART)
@require_GET
def handout_show(request: AuthenticatedHttpRequest, pk: int, handout_pk: int) -> HttpResponse:
    """A handout's file, for offices that see the event and for those who take part."""
    event = visible_event(request, pk)
    takes_part = event.participants.visible_to(request.user).exists
    if not (rules.can_see_participants(request.user) or takes_part()):
        raise Http404
    return handout_answer(event, handout_pk)


def handout_answer(event: Event, handout_pk: int) -> HttpResponse:
    """The file of a handout of exactly this event, else 404."""
    handout = get_object_or_404(event.handouts.exclude(file=""), pk=handout_pk)
    try:
        content = kept_files.read(handout.file)
    except FileNotFoundError as error:
        raise Http404 from error
    name = slugify(handout.title) or f"materi-{handout.pk}"
    return kept_file(content, kept_files.media_type(handout.file), name)


@roles(*OFFICERS)
@require_POST
def handout_remove(request: AuthenticatedHttpRequest, pk: int, handout_pk: int) -> HttpResponse:
    """Takes a handout out."""
    handout = get_object_or_404(managed_event(request, pk).handouts, pk=handout_pk)
    handout_services.remove(handout=handout, by=request.user)
    messages.success(request, f"“{handout}” dihapus.")
    return redirect("workshops:file-list", pk=pk)


@roles(*OFFICERS)
@require_POST
def photo_add(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Several photos at once; one that is refused does not stop the others."""
    event = managed_event(request, pk)
    form = PhotosForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, event, HandoutForm(), form)
    kept = 0
    for sent in form.cleaned_data["photos"]:
        try:
            photo_services.add(
                event=event, file=sent.file, size=sent.size, name=sent.name, by=request.user
            )
        except FileRefusedError as problem:
            messages.error(request, f"{sent.name}: {problem}")
        else:
            kept += 1
    if kept:
        messages.success(request, f"{kept} foto tersimpan.")
    return redirect("workshops:file-list", pk=pk)


@roles(*OFFICERS)
@require_POST
def photo_describe(request: AuthenticatedHttpRequest, pk: int, photo_pk: int) -> HttpResponse:
    """Writes what the photo shows."""
    photo = get_object_or_404(managed_event(request, pk).photos, pk=photo_pk)
    form = CaptionForm(request.POST)
    if form.is_valid():
        caption = form.cleaned_data["caption"]
        photo_services.describe(photo=photo, caption=caption, by=request.user)
        messages.success(request, "Keterangan foto tersimpan.")
    else:
        messages.error(request, " ".join(str(text) for text in form.errors["caption"]))
    return redirect("workshops:file-list", pk=pk)


@roles(*OFFICERS)
@require_POST
def photo_remove(request: AuthenticatedHttpRequest, pk: int, photo_pk: int) -> HttpResponse:
    """Takes a photo out."""
    photo = get_object_or_404(managed_event(request, pk).photos, pk=photo_pk)
    photo_services.remove(photo=photo, by=request.user)
    messages.success(request, "Foto dihapus.")
    return redirect("workshops:file-list", pk=pk)


@roles(*READERS)
@require_GET
def photo_show(request: AuthenticatedHttpRequest, pk: int, photo_pk: int) -> HttpResponse:
    """The photo as it was kept."""
    return kept_file(_photo(request, pk, photo_pk), JPEG, f"foto-{photo_pk}")


@roles(*READERS)
@require_GET
def photo_thumbnail(request: AuthenticatedHttpRequest, pk: int, photo_pk: int) -> HttpResponse:
    """The photo made small for lists."""
    small = photos.smaller(_photo(request, pk, photo_pk))
    response = kept_file(small, JPEG, f"foto-{photo_pk}-kecil")
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _photo(request: AuthenticatedHttpRequest, pk: int, photo_pk: int) -> bytes:
    event = visible_event(request, pk)
    if not rules.can_see_outcome(request.user, event):
        raise PermissionDenied
    photo: EventPhoto = get_object_or_404(event.photos, pk=photo_pk)
    try:
        return kept_files.read(photo.file)
    except FileNotFoundError as error:
        raise Http404 from error


def _page(
    request: AuthenticatedHttpRequest, event: Event, form: HandoutForm, photos_form: PhotosForm
) -> HttpResponse:
    sees_outcome = rules.can_see_outcome(request.user, event)
    context = {
        "event": event,
        "can_manage": rules.can_manage(request.user, event),
        "sees_outcome": sees_outcome,
        "handouts": event.handouts.all(),
        "form": form,
        "photos_form": photos_form,
    }
    if sees_outcome:
        report = EventReport.objects.filter(event=event).select_related("changed_by").first()
        context |= {
            "photos": event.photos.all(),
            "survey": survey.results(event),
            "report": report,
        }
    return render(request, "workshops/file_list.html", context)
