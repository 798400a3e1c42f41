"""The queue of reminders: what leaves when, in which words, and what a person decides."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import OFFICERS, Role
from accounts.http import AuthenticatedHttpRequest
from certification.selectors.keyset import page_of
from halalportal.lib.access import roles
from reports import rules
from reports.enums import ReminderStatus
from reports.forms.reminders import PutOffForm, ReminderFilterForm, ReminderTextForm
from reports.models import Reminder
from reports.selectors.reminder_queue import history_of, leaves_in_words, lines_of
from reports.selectors.whatsapp.queue import to_send
from reports.selectors.whatsapp.results import told_of
from reports.services import reminder_queue as queue
from reports.services import reminders as services

MOVED = "Pengingat ini sudah terkirim atau dibatalkan oleh petugas lain."
HANDLERS = (*OFFICERS, Role.LP3H_COORDINATOR)


@roles(*HANDLERS)
@require_safe
def reminder_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What waits, or what became of the others; 25 on a page."""
    form = ReminderFilterForm(request.GET, user=request.user)
    found = form.apply()
    current = page_of(
        found.select_related("rule", "region", "sent_by", "edited_by"),
        moment="created_at",
        after=request.GET.get("sesudah", ""),
        before=request.GET.get("sebelum", ""),
        newest_first=not form.is_waiting,
    )
    visible, now = Reminder.objects.visible_to(request.user), timezone.now()
    context = {
        "lines": lines_of(current.rows, now),
        "count": found.count(),
        "to_tap": to_send(request.user, now),
        "uncertain": visible.uncertain().count(),
        "filters": form,
        "chips": form.chips(),
        "previous_url": _page_url(form, "sebelum", current.before),
        "next_url": _page_url(form, "sesudah", current.after),
    }
    return render(request, "reports/reminder_list.html", context)


def _page_url(form: ReminderFilterForm, way: str, key: str) -> str:
    return f"?{form.query()}&{way}={key}" if key else ""


@roles(*HANDLERS)
@require_safe
def reminder_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The whole text, why it is sent, and what was done with it."""
    return _detail(request, _visible(request, pk))


def _detail(
    request: AuthenticatedHttpRequest,
    reminder: Reminder,
    *,
    text: ReminderTextForm | None = None,
    day: PutOffForm | None = None,
) -> HttpResponse:
    user = request.user
    context = {
        "reminder": reminder,
        "leaves": leaves_in_words(reminder, timezone.now()),
        "history": history_of(reminder),
        "told": told_of(reminder),
        "text_form": text or ReminderTextForm(reminder=reminder),
        "day_form": day or PutOffForm(),
        "form": text or day,
        "can_change": rules.can_change_reminder(user, reminder),
        "can_stop": rules.can_handle_reminder(user, reminder),
        "can_cancel": rules.can_cancel_reminder(user, reminder),
        "can_send_again": rules.can_send_again(user, reminder),
    }
    status = 422 if text or day else 200
    return render(request, "reports/reminder_detail.html", context, status=status)


@roles(*HANDLERS)
@require_POST
def reminder_edit(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Keeps the person's own words."""
    reminder = _visible(request, pk)
    form = ReminderTextForm(request.POST, reminder=reminder)
    if form.is_valid():
        try:
            queue.edit(reminder=reminder, by=request.user, **form.cleaned_data)
        except queue.ReminderTextError as error:
            form.add_error("body", str(error))
        except services.ReminderMovedError:
            return _moved(request)
        else:
            messages.success(request, "Teks pengingat tersimpan.")
            return redirect("reports:reminder-detail", pk=pk)
    return _detail(request, reminder, text=form)


@roles(*HANDLERS)
@require_POST
def reminder_put_off(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Lets it leave on a later day."""
    reminder = _visible(request, pk)
    form = PutOffForm(request.POST)
    if form.is_valid():
        try:
            queue.put_off(reminder=reminder, day=form.cleaned_data["day"], by=request.user)
        except queue.ReminderDayError as error:
            form.add_error("day", str(error))
        except services.ReminderMovedError:
            return _moved(request)
        else:
            messages.success(request, "Pengingat ditunda.")
            return redirect("reports:reminder-detail", pk=pk)
    return _detail(request, reminder, day=form)


@roles(*HANDLERS)
@require_http_methods(["GET", "POST"])
def reminder_cancel_many(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Asks first, then takes out all that wait of one kind, by the filters of the list."""
    form = ReminderFilterForm(request.GET, user=request.user)
    found = form.apply().waiting()
    if form.rule is None:
        messages.warning(request, "Pilih dulu satu jenis pengingat.")
        return redirect("reports:reminder-list")
    if request.method == "POST":
        count = queue.cancel_all(reminders=found, by=request.user)
        messages.success(request, f"{count} pengingat dibatalkan.")
        return redirect("reports:reminder-list")
    back_url = f"{reverse('reports:reminder-list')}?{form.query()}"
    context = {"count": found.count(), "rule": form.rule, "back_url": back_url, "form": form}
    return render(request, "reports/reminder_cancel_many.html", context)


@roles(*HANDLERS)
@require_POST
def reminder_sent(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Notes that it was sent, or that it arrived."""
    return _act(request, pk, services.mark_sent, "Pengingat dicatat terkirim.")


@roles(*HANDLERS)
@require_POST
def reminder_cancel(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Takes it out of the queue."""
    return _act(request, pk, services.cancel, "Pengingat dibatalkan.")


@roles(*HANDLERS)
@require_POST
def reminder_send_again(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Sends an e-mail once more that did not arrive."""
    return _act(request, pk, services.send_again, "Pesan dikirim lagi sebentar lagi.")


def _act(
    request: AuthenticatedHttpRequest,
    pk: int,
    service: Callable[..., Reminder],
    done: str,
) -> HttpResponse:
    reminder = _visible(request, pk)
    try:
        service(reminder=reminder, by=request.user)
    except services.ReminderMovedError:
        return _moved(request)
    messages.success(request, done)
    state = f"?keadaan={ReminderStatus.UNCERTAIN}" if _was_uncertain(reminder) else ""
    return redirect(f"{reverse('reports:reminder-list')}{state}")


def _was_uncertain(reminder: Reminder) -> bool:
    return reminder.status == ReminderStatus.UNCERTAIN


def _moved(request: AuthenticatedHttpRequest) -> HttpResponse:
    messages.warning(request, MOVED)
    return redirect("reports:reminder-list")


def _visible(request: AuthenticatedHttpRequest, pk: int) -> Reminder:
    rows = Reminder.objects.visible_to(request.user).select_related(
        "rule", "region", "application", "event", "sent_by", "edited_by", "lead"
    )
    return get_object_or_404(rows, pk=pk)
