"""Pages on which a coordinator keeps the list of the LP3H's companions."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.enums import Role
from accounts.errors import CompanionError
from accounts.http import AuthenticatedHttpRequest
from accounts.models import CompanionProfile
from accounts.services import companions as profiles
from certification.errors import CertificationError
from certification.forms.companions import (
    CompanionForm,
    DistrictsForm,
    LeaveForm,
    NewCompanionForm,
    RegencyForm,
)
from certification.selectors.matching import entrusted
from certification.services import companions as services
from certification.services.proposals import local_day
from certification.views.companions import own_organisation, visible_companion
from certification.views.shared import page, posted
from halalportal.lib.access import roles


@roles(Role.LP3H_COORDINATOR)
@require_http_methods(["GET", "POST"])
def companion_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """A new companion of the coordinator's LP3H; the districts come next."""
    form = NewCompanionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            profile = profiles.add(
                organisation=own_organisation(request),
                name=form.cleaned_data["name"],
                phone=form.cleaned_data["phone"],
                details=form.details(),
                by=request.user,
            )
        except CompanionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Pendamping ditambahkan. Sekarang pilih kecamatannya.")
            return redirect("certification:companion-districts", pk=profile.pk)
    return page(request, "companion_form", form=form, profile=None)


@roles(Role.LP3H_COORDINATOR)
@require_http_methods(["GET", "POST"])
def companion_update(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Registration number, training, capacity."""
    profile = visible_companion(request, pk)
    initial = {name: getattr(profile, name) for name in CompanionForm.base_fields}
    form = CompanionForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            profiles.update(profile=profile, details=form.details(), by=request.user)
        except CompanionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Data pendamping tersimpan.")
            return redirect("certification:companion-detail", pk=pk)
    return page(request, "companion_form", form=form, profile=profile)


@roles(Role.LP3H_COORDINATOR)
@require_http_methods(["GET", "POST"])
def companion_districts(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The kecamatan of one kab/kota, ticked; those of other kab/kota stay."""
    profile = visible_companion(request, pk)
    organisation = profile.organisation
    regency = RegencyForm(request.GET, organisation=organisation).regency(profile)
    if regency is None:
        raise Http404
    form = DistrictsForm(posted(request), regency=regency, served=profile.districts.all())
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["districts"]
        return _done(
            request,
            profile,
            lambda: profiles.set_districts(
                profile=profile, regency=regency, districts=chosen, by=request.user
            ),
            f"Kecamatan di {regency.name} tersimpan.",
        )
    chooser = RegencyForm(initial={"kabupaten": regency.pk}, organisation=organisation)
    context = {"profile": profile, "form": form, "chooser": chooser, "regency": regency}
    return page(request, "companion_districts", **context)


@roles(Role.LP3H_COORDINATOR)
@require_http_methods(["GET", "POST"])
def companion_leave(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Marks who has left; while cases are open the page leads to the handover."""
    profile = visible_companion(request, pk)
    form = LeaveForm(posted(request), today=local_day(profile.organisation))
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["left_on"]
        return _done(
            request,
            profile,
            lambda: services.leave(profile=profile, on=day, by=request.user),
            f"{profile.user.name} dicatat keluar dari LP3H.",
        )
    count = entrusted(profile).count()
    return page(request, "companion_leave", profile=profile, form=form, entrusted_count=count)


def _done(
    request: AuthenticatedHttpRequest,
    profile: CompanionProfile,
    run: Callable[[], object],
    message: str,
) -> HttpResponse:
    """Acts and leads back to the companion; a refusal is a message in plain words."""
    try:
        run()
    except (CertificationError, CompanionError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, message)
    return redirect("certification:companion-detail", pk=profile.pk)
