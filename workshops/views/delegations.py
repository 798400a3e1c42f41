"""Seats for kab/kota, offices and LP3H: adding, changing, giving up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from workshops.enums import Mode
from workshops.errors import WorkshopError
from workshops.forms.delegation import AllDelegationsForm, ContactForm, DelegationForm
from workshops.models import Delegation
from workshops.services import delegations as services
from workshops.views.invitations import list_page
from workshops.views.shared import managed_event, problems_shown


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def delegation_new(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Seats for one kab/kota, office or LP3H."""
    event = managed_event(request, pk)
    form = DelegationForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add(event=event, details=form.details(), by=request.user)
        except WorkshopError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{made.seats} kursi disimpan untuk {made}.")
            return redirect("workshops:invitation-list", pk=pk)
    return render(request, "workshops/delegation_form.html", {"form": form, "event": event})


@roles(*OFFICERS)
@require_POST
def delegation_add_all(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The same seats for every kab/kota of the province."""
    event = managed_event(request, pk)
    form = AllDelegationsForm(request.POST)
    if form.is_valid():
        mode, count = Mode(form.cleaned_data["mode"]), form.cleaned_data["seats"]
        try:
            made = services.add_for_all(event=event, mode=mode, count=count, by=request.user)
        except WorkshopError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{len(made)} kab/kota mendapat {count} kursi.")
            return redirect("workshops:invitation-list", pk=pk)
    return list_page(request, event, form)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def delegation_edit(request: AuthenticatedHttpRequest, pk: int, delegation_pk: int) -> HttpResponse:
    """Seats and contact of a delegation; its link and letter."""
    delegation = _delegation(request, pk, delegation_pk)
    form = ContactForm(request.POST or None, initial=ContactForm.initial_of(delegation))
    if request.method == "POST" and form.is_valid():
        try:
            services.change(
                delegation=delegation,
                count=form.cleaned_data["seats"],
                contact=form.contact(),
                by=request.user,
            )
        except WorkshopError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"Perubahan {delegation} tersimpan.")
            return redirect("workshops:invitation-list", pk=pk)
    context = {"form": form, "event": delegation.event, "delegation": delegation}
    return render(request, "workshops/delegation_form.html", context)


@roles(*OFFICERS)
@require_POST
def delegation_remove(
    request: AuthenticatedHttpRequest, pk: int, delegation_pk: int
) -> HttpResponse:
    """Gives the seats back; people already named stay."""
    delegation = _delegation(request, pk, delegation_pk)
    with problems_shown(request):
        services.remove(delegation=delegation, by=request.user)
        messages.success(request, f"Kursi {delegation} dilepas.")
    return redirect("workshops:invitation-list", pk=pk)


def _delegation(request: AuthenticatedHttpRequest, pk: int, delegation_pk: int) -> Delegation:
    """The delegation of exactly this event, 404 for an officer of another region."""
    rows = Delegation.objects.filter(event=managed_event(request, pk))
    return get_object_or_404(
        rows.select_related("event__organiser", "region", "organisation"), pk=delegation_pk
    )
