"""Dated targets of a programme: add, look at the dates, change, remove."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from certification.errors import CertificationError
from certification.forms.targets import TargetForm, initial_of
from certification.models import Programme, Target
from certification.selectors.due_dates import due_dates
from certification.services import targets as services
from certification.views.shared import managed_programme, page, posted
from halalportal.lib.access import roles
from halalportal.lib.formats import long_date


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def programme_target(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """A new target."""
    programme = managed_programme(request, slug)
    form = TargetForm(posted(request), programme=programme)
    if request.method == "POST" and form.is_valid():
        try:
            target = services.add_target(
                programme=programme, details=form.details(), by=request.user
            )
        except CertificationError as error:
            form.add_error(None, str(error))
        else:
            return _saved(request, target)
    return _form_page(request, programme, form)


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def target_change(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Another quantity, day or way of counting."""
    programme = managed_programme(request, slug)
    target = get_object_or_404(programme.targets, pk=pk)
    form = TargetForm(posted(request), programme=programme, initial=initial_of(target))
    if request.method == "POST" and form.is_valid():
        try:
            target = services.change_target(target=target, details=form.details(), by=request.user)
        except CertificationError as error:
            form.add_error(None, str(error))
        else:
            return _saved(request, target)
    shown = target if request.method == "GET" else None
    return _form_page(request, programme, form, target=target, shown=shown)


@roles(Role.PROVINCE_OFFICER)
@require_POST
def target_dates(
    request: AuthenticatedHttpRequest, slug: str, pk: int | None = None
) -> HttpResponse:
    """The form again with the dates that it leads to; saves nothing."""
    programme = managed_programme(request, slug)
    target = get_object_or_404(programme.targets, pk=pk) if pk else None
    form = TargetForm(request.POST, programme=programme)
    shown = form.draft() if form.is_valid() else None
    return _form_page(request, programme, form, target=target, shown=shown)


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def target_remove(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Asks once more, then removes the target."""
    programme = managed_programme(request, slug)
    target = get_object_or_404(programme.targets, pk=pk)
    if request.method == "POST":
        try:
            services.remove_target(target=target, by=request.user)
            messages.success(request, f"Target {target.name} dihapus.")
        except CertificationError as error:
            messages.error(request, str(error))
        return redirect("certification:programme-detail", slug=slug)
    return page(request, "target_remove", programme=programme, target=target)


def _saved(request: AuthenticatedHttpRequest, target: Target) -> HttpResponse:
    messages.success(request, f"Target tersimpan. Tenggatnya {long_date(target.due_on)}.")
    for warning in due_dates(target).warnings:
        messages.warning(request, warning)
    return redirect("certification:programme-detail", slug=target.programme.slug)


def _form_page(
    request: AuthenticatedHttpRequest,
    programme: Programme,
    form: TargetForm,
    *,
    target: Target | None = None,
    shown: Target | None = None,
) -> HttpResponse:
    """The form of a new target or of `target`, with the dates of `shown` if there is one."""
    own = [programme.slug, target.pk] if target else [programme.slug]
    save, look = (
        ("target-change", "target-change-dates")
        if target
        else (
            "programme-target",
            "target-dates",
        )
    )
    return page(
        request,
        "programme_target",
        programme=programme,
        target=target,
        form=form,
        dates=due_dates(shown) if shown else None,
        save_url=reverse(f"certification:{save}", args=own),
        dates_url=reverse(f"certification:{look}", args=own),
    )
