"""Decisions over all meetings: the list, one with its history, and the report about it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.enums import STAFF
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from workshops import rules
from workshops.enums import ActionState
from workshops.errors import WorkshopError
from workshops.forms.minutes import ReportForm
from workshops.models import ActionItem, Event
from workshops.selectors import actions as selectors
from workshops.selectors.minutes import action_rows
from workshops.services import actions as services

PAGE_SIZE = 50


@roles(*STAFF)
@require_GET
def action_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What meetings decided: pending ones unless `keadaan` says otherwise, the own first."""
    offices = selectors.offices_with_actions(request.user)
    wanted = _wanted(request, {office.pk for office in offices})
    found = selectors.action_list(request.user, **wanted)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "rows": action_rows(page.object_list),  # type: ignore[arg-type]
        "offices": offices,
        "states": ActionState.choices,
        "wanted": wanted,
        "address": f"?{_query(wanted)}",
    }
    return render(request, "workshops/action_list.html", context)


@roles(*STAFF)
@require_GET
def action_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One decision with what was reported about it."""
    item = _visible(request, pk)
    form = ReportForm(states=rules.next_states(request.user, item))
    return _page(request, item, form)


@roles(*STAFF)
@require_POST
def action_report(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Reports how far a decision came."""
    item = _visible(request, pk)
    states = rules.next_states(request.user, item)
    form = ReportForm(request.POST, states=tuple(states))
    if not states:
        messages.error(request, "Keputusan ini dilaporkan oleh penanggung jawabnya.")
        return redirect("workshops:action-detail", pk=pk)
    if form.is_valid():
        state = ActionState(form.cleaned_data["state"])
        try:
            services.report(item=item, state=state, text=form.cleaned_data["text"], by=request.user)
        except WorkshopError as problem:
            form.add_error("text", str(problem))
        else:
            messages.success(request, f"Laporan tersimpan: {state.label.lower()}.")
            return redirect("workshops:action-detail", pk=pk)
    return _page(request, item, form)


def _page(request: AuthenticatedHttpRequest, item: ActionItem, form: ReportForm) -> HttpResponse:
    [row] = action_rows(ActionItem.objects.filter(pk=item.pk))
    sees_event = Event.objects.visible_to(request.user).filter(pk=item.event_id).exists()
    context = {
        "row": row,
        "item": row.item,
        "notes": item.notes.select_related("by"),
        "form": form,
        "can_report": bool(rules.next_states(request.user, item)),
        "sees_minutes": request.user.scope.is_regional and sees_event,
    }
    return render(request, "workshops/action_detail.html", context)


def _visible(request: AuthenticatedHttpRequest, pk: int) -> ActionItem:
    items = ActionItem.objects.visible_to(request.user).select_related("event", "office")
    return get_object_or_404(items, pk=pk)


def _wanted(request: AuthenticatedHttpRequest, offices: set[int]) -> dict[str, Any]:
    """The known filters of the address: `keadaan`, `kantor`, `milik`, `batas`."""
    state, office = request.GET.get("keadaan", ""), request.GET.get("kantor", "")
    number = int(office) if office.isdecimal() else 0
    return {
        "state": state if state in ActionState.values else "",
        "office": number if number in offices else 0,
        "only_mine": request.GET.get("milik") == "saya",
        "only_due": request.GET.get("batas") == "tiba",
    }


def _query(wanted: dict[str, Any]) -> str:
    """The filters as they stand in the address, for its other pages."""
    pairs = {
        "keadaan": wanted["state"],
        "kantor": wanted["office"],
        "milik": wanted["only_mine"] and "saya",
        "batas": wanted["only_due"] and "tiba",
    }
    return urlencode({name: value for name, value in pairs.items() if value})
