"""Which programme an event belongs to."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from reports.forms.event_programmes import EventProgrammeForm
from reports.selectors.event_programmes import programme_of
from reports.services import event_programmes as services
from workshops.models import Event


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def event_programme(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Its reminders then follow the rules of that programme."""
    event = get_object_or_404(Event.objects.managed_by(request.user), pk=pk)
    sent = request.POST if request.method == "POST" else None
    form = EventProgrammeForm(sent, user=request.user, present=programme_of(event))
    if request.method == "POST" and form.is_valid():
        programme = form.cleaned_data["programme"]
        services.put_into(event=event, programme=programme, by=request.user)
        messages.success(request, "Program kegiatan tersimpan.")
        return redirect("workshops:event-detail", pk=pk)
    context = {"event": event, "form": form}
    status = 422 if form.errors else 200
    return render(request, "reports/event_programme.html", context, status=status)
