"""The minutes of a meeting with its decisions, and the same on paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import OFFICERS, READERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from workshops import rules
from workshops.errors import WorkshopError
from workshops.forms.minutes import DecisionForm, MinutesForm
from workshops.minutes_document import minutes_pdf
from workshops.models import ActionItem, Minutes
from workshops.selectors import minutes as selectors
from workshops.services import actions, minutes
from workshops.views.shared import managed_event, problems_shown, visible_event


@roles(*READERS)
@require_GET
def minutes_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """What was said, who was there, what was decided, and what earlier meetings left."""
    event = visible_event(request, pk)
    context = {
        "event": event,
        "minutes": Minutes.objects.filter(event=event).select_related("changed_by").first(),
        "presence": selectors.presence(event),
        "rows": selectors.decisions(event),
        "agenda": selectors.agenda(event, request.user),
        "can_manage": rules.can_manage(request.user, event),
    }
    return render(request, "workshops/minutes_detail.html", context)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def minutes_edit(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Writes the minutes."""
    event = managed_event(request, pk)
    form = MinutesForm(request.POST or None, minutes=Minutes.objects.filter(event=event).first())
    if request.method == "POST" and form.is_valid():
        minutes.write(event=event, by=request.user, **form.cleaned_data)
        messages.success(request, "Notula tersimpan.")
        return redirect("workshops:minutes-detail", pk=pk)
    return render(request, "workshops/minutes_form.html", {"form": form, "event": event})


@roles(*READERS)
@require_GET
def minutes_print(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The minutes as PDF, unsigned."""
    event = visible_event(request, pk)
    headers = {
        "Content-Disposition": f'inline; filename="notula-{event.pk}.pdf"',
        "Cache-Control": "no-store",
    }
    content = minutes_pdf(event, request.user)
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def action_new(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """A new decision."""
    event = managed_event(request, pk)
    form = DecisionForm(request.POST or None, user=request.user, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add(event=event, decision=form.decision(), by=request.user)
        except WorkshopError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Keputusan tersimpan.")
            again = "lagi" in request.POST
            return redirect(f"workshops:{'action-new' if again else 'minutes-detail'}", pk=pk)
    return render(request, "workshops/action_form.html", {"form": form, "event": event})


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def action_edit(request: AuthenticatedHttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """Corrects a decision about which nothing was reported yet."""
    item = _managed_item(request, pk, item_pk)
    event = item.event
    form = DecisionForm(request.POST or None, user=request.user, event=event, item=item)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(item=item, decision=form.decision(), by=request.user)
        except WorkshopError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Perubahan keputusan tersimpan.")
            return redirect("workshops:minutes-detail", pk=pk)
    context = {"form": form, "event": event, "item": item}
    return render(request, "workshops/action_form.html", context)


@roles(*OFFICERS)
@require_POST
def action_remove(request: AuthenticatedHttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """Takes out a decision about which nothing was reported yet."""
    item = _managed_item(request, pk, item_pk)
    with problems_shown(request):
        actions.remove(item=item, by=request.user)
        messages.success(request, "Keputusan dihapus.")
    return redirect("workshops:minutes-detail", pk=pk)


def _managed_item(request: AuthenticatedHttpRequest, pk: int, item_pk: int) -> ActionItem:
    items = ActionItem.objects.filter(event=managed_event(request, pk))
    return get_object_or_404(items.select_related("event"), pk=item_pk)
