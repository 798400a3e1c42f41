"""A companion's visit, one page a step; each step is kept as soon as it is sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.draft_pages import visit_page
from certification.enums import UploadKind
from certification.errors import AlreadyMovedError, CertificationError, UploadError
from certification.forms.verification import CheckForm, RecommendForm, VisitForm, VisitPhotoForm
from certification.models import Application, ChecklistItem
from certification.selectors.verification import (
    items_on,
    only_water_and_soap,
    progress_of,
    reasons_against,
    today_at,
    visit_of,
)
from certification.selectors.visits import left_of
from certification.services import uploads
from certification.services import verification as services
from certification.views.shared import already_moved, page, posted, seen_at, taken
from certification.views.typed import Typed, reopened
from certification.views.visit_steps import take
from halalportal.lib.access import roles

View = Callable[..., HttpResponse]


def verifying(view: View) -> View:
    """Gives the view the application that waits for this companion, instead of its number.

    What has gone on, also a moment ago, leads to what came of it.
    """

    @wraps(view)
    def guarded(request: AuthenticatedHttpRequest, number: str, **kwargs: Any) -> HttpResponse:
        visible = Application.objects.visible_to(request.user).with_people()
        application = get_object_or_404(visible, number=number)
        if not rules.can_move(request.user, application, "verify"):
            raise PermissionDenied
        steps = {step.name for step in rules.available_actions(application, request.user)}
        if "verify" not in steps and request.method != "POST":
            return redirect("certification:verification-detail", number=number)
        try:
            return view(request, application, **kwargs)
        except AlreadyMovedError as error:
            return already_moved(request, application, error)

    return guarded


@roles(Role.COMPANION)
@require_GET
@verifying
def application_verify(request: AuthenticatedHttpRequest, application: Application) -> HttpResponse:
    """What there is to look at, what was looked at, and the way on."""
    progress = progress_of([application])[application.pk]
    return page(
        request,
        "verification_tasks",
        application=application,
        progress=progress,
        warns_of_list=only_water_and_soap(application),
        returned=visit_of(application) if application.returned_count else None,
        left=left_of(application),
    )


@roles(Role.COMPANION)
@require_http_methods(["GET", "POST"])
@verifying
def verification_visit(request: AuthenticatedHttpRequest, application: Application) -> HttpResponse:
    """When and where the companion was."""
    visit = visit_of(application)
    names = ("visited_on", "latitude", "longitude", "note")
    saved = {name: getattr(visit, name, None) for name in names}
    typed = reopened(request, application, visit_page("kunjungan"), VisitForm, saved)

    def keep() -> None:
        values = typed.form.cleaned_data
        services.record_visit(application=application, by=request.user, **values)

    return take(request, application, typed, keep, kind="visit")


@roles(Role.COMPANION)
@require_http_methods(["GET", "POST"])
@verifying
def verification_photo(request: AuthenticatedHttpRequest, application: Application) -> HttpResponse:
    """Photos of the place, with the moment and the place of the visit."""
    files = request.FILES if request.method == "POST" else None
    form = VisitPhotoForm(posted(request), files)
    visit = visit_of(application)

    def keep() -> None:
        photo = form.cleaned_data["photo"]
        uploads.add(
            application=application,
            kind=UploadKind.VISIT,
            file=photo,
            size=photo.size,
            name=photo.name,
            by=request.user,
            place=uploads.Place(
                at=timezone.now(),
                latitude=visit.latitude if visit else None,
                longitude=visit.longitude if visit else None,
            ),
        )

    photos = application.uploads.filter(kind=UploadKind.VISIT)
    return take(request, application, Typed("", form), keep, kind="photo", photos=photos)


@roles(Role.COMPANION)
@require_POST
@verifying
def verification_photo_remove(
    request: AuthenticatedHttpRequest, application: Application, pk: int
) -> HttpResponse:
    """Takes a photo of the visit away."""
    photo = get_object_or_404(application.uploads.filter(kind=UploadKind.VISIT), pk=pk)
    try:
        uploads.remove(application=application, upload=photo, by=request.user)
        messages.success(request, "Foto dihapus.")
    except UploadError as error:
        messages.error(request, str(error))
    return redirect("certification:verification-photo", number=application.number)


@roles(Role.COMPANION)
@require_http_methods(["GET", "POST"])
@verifying
def verification_check(
    request: AuthenticatedHttpRequest, application: Application, code: str
) -> HttpResponse:
    """One duty of the decree."""
    items = items_on(today_at(application), ChecklistItem.objects.filter(code=code))
    item = items[0] if items else get_object_or_404(ChecklistItem.objects.none())
    visit = visit_of(application)
    known = visit.answers.filter(item=item).first() if visit else None
    saved = {"is_met": str(known.is_met), "note": known.note} if known else {}
    typed = reopened(request, application, visit_page("periksa", code), CheckForm, saved)

    def keep() -> None:
        values = typed.form.cleaned_data
        services.answer(application=application, by=request.user, item=item, **values)

    return take(request, application, typed, keep, kind="check", key=code, item=item)


@roles(Role.COMPANION)
@require_http_methods(["GET", "POST"])
@verifying
def verification_recommend(
    request: AuthenticatedHttpRequest, application: Application
) -> HttpResponse:
    """The companion's own word, which makes the application ready for SiHalal."""
    form = RecommendForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.recommend(application=application, by=request.user, seen=seen_at(request))
            return taken(request, application, "verify")
        except AlreadyMovedError:
            raise
        except CertificationError as error:
            form.add_error(None, str(error))
    return page(
        request,
        "verification_recommend",
        application=application,
        form=form,
        progress=progress_of([application])[application.pk],
        reasons=reasons_against(_with_answers(application)),
        left=left_of(application),
    )


def _with_answers(application: Application) -> Application:
    """The same with what the rules ask for, as they take it."""
    prefetch_related_objects([application], "products", "materials", "uploads")
    return application
