"""Reminding the owners of applications that somebody ticked in the list."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.http import AuthenticatedHttpRequest
from certification.forms.application_filters import FilterForm
from certification.models import Application
from certification.models.application import ApplicationQuerySet
from halalportal.lib.access import roles
from halalportal.lib.formats import number
from reports.forms.reminders import ManualReminderForm
from reports.selectors.manual_reminders import chosen, unreachable
from reports.services import manual_reminders as services
from reports.services.reminder_queue import ReminderTextError
from reports.views.reminders import HANDLERS


@roles(*HANDLERS)
@require_http_methods(["GET", "POST"])
def reminder_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """One text for the owners of all chosen applications; they wait in the queue as others do."""
    applications = chosen(_asked_for(request))
    if not applications:
        messages.warning(request, "Pilih dulu pengajuannya di daftar.")
        return redirect("certification:application-list")
    sent = request.POST if request.method == "POST" else None
    silent = unreachable(applications)
    form = ManualReminderForm(
        sent, count=len(applications) - len(silent), initial={"batch": uuid.uuid4()}
    )
    if sent and form.is_valid():
        text, batch = form.cleaned_data["text"], form.cleaned_data["batch"]
        try:
            new = services.write(applications=applications, text=text, batch=batch, by=request.user)
        except ReminderTextError as error:
            form.add_error("text", str(error))
        else:
            messages.success(request, f"{number(len(new))} pengingat masuk antrean.")
            return redirect("reports:reminder-list")
    context = {"form": form, "applications": applications, "silent": silent}
    status = 422 if sent else 200
    return render(request, "reports/reminder_create.html", context, status=status)


def _asked_for(request: AuthenticatedHttpRequest) -> ApplicationQuerySet:
    """Those ticked, or all that the filters of the list show."""
    visible = Application.objects.visible_to(request.user)
    if "semua" in request.GET:
        return FilterForm(request.GET, user=request.user).apply(visible)
    return visible.filter(number__in=request.GET.getlist("nomor"))
