"""The reminders that a person sends by WhatsApp, decides about, or takes back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from accounts.models import User
from halalportal.lib.access import roles
from reports.models import Reminder
from reports.selectors.reminder_queue import whatsapp_items
from reports.services import reminders as services

MOVED = "Pengingat ini sudah terkirim atau dibatalkan oleh petugas lain."


@roles(*OFFICERS)
@require_safe
def reminder_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What waits for a tap, what a person must decide, and what left lately."""
    visible = Reminder.objects.visible_to(request.user)
    context = {
        "items": whatsapp_items(request.user, timezone.now()),
        "count": visible.whatsapp_queue().count(),
        "uncertain": visible.uncertain().select_related("rule"),
        "latest": visible.closed().select_related("rule", "sent_by")[:20],
    }
    return render(request, "reports/reminder_list.html", context)


@roles(*OFFICERS)
@require_POST
def reminder_sent(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Notes that it was sent, or that it arrived."""
    return _act(request, pk, services.mark_sent, "Pengingat dicatat terkirim.")


@roles(*OFFICERS)
@require_POST
def reminder_cancel(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Takes it out of the queue."""
    return _act(request, pk, services.cancel, "Pengingat dibatalkan.")


@roles(*OFFICERS)
@require_POST
def reminder_send_again(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Sends an e-mail once more that did not arrive."""
    return _act(request, pk, services.send_again, "Email dikirim lagi sebentar lagi.")


def _act(
    request: AuthenticatedHttpRequest,
    pk: int,
    service: Callable[..., Reminder],
    done: str,
) -> HttpResponse:
    reminder = get_object_or_404(Reminder.objects.visible_to(request.user), pk=pk)
    by: User = request.user
    try:
        service(reminder=reminder, by=by)
    except services.ReminderMovedError:
        messages.warning(request, MOVED)
    else:
        messages.success(request, done)
    return redirect("reports:reminder-list")
