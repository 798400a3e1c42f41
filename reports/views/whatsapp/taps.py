"""Sending by hand: one reminder after another, two taps each."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.enums import OFFICERS, Role
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from reports.enums import TapAnswer
from reports.forms.whatsapp import TapTextForm
from reports.models import Tap
from reports.selectors.whatsapp.tapping import latest_of, turn_of, waiting_for
from reports.services import reminder_queue
from reports.services.reminders import ReminderMovedError
from reports.services.whatsapp import answers, taps

CLOSED = "Pesan ini sudah dipegang petugas lain, atau tidak perlu dikirim lagi."
TOO_LATE = (
    "Besok pesan ini atau sebagian isinya sudah tidak berguna. "
    "Kirim hari ini, atau batalkan pengingatnya."
)
# Who may act on reminders: officers, and an LP3H on those of its cases.
SENDERS = (*OFFICERS, Role.LP3H_COORDINATOR)
DONE = {
    TapAnswer.SENT: "Pesan dicatat terkirim.",
    TapAnswer.WRONG: "Nomor dicatat salah. Usahanya masuk daftar data yang perlu dilengkapi.",
    TapAnswer.NONE: "Dicatat tanpa WhatsApp. Usahanya masuk daftar data yang perlu dilengkapi.",
    TapAnswer.LATER: "Pesan ditunda sampai besok.",
    TapAnswer.SKIPPED: "Pesan dilewati. Nanti muncul lagi di akhir antrean.",
    TapAnswer.STOP: "Dicatat: orang ini tidak diingatkan lagi.",
}


@roles(*SENDERS)
@require_safe
def tap_next(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The message in hand, or how many wait."""
    return _page(request)


@roles(*SENDERS)
@require_POST
def tap_claim(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Takes the next message in hand."""
    taps.claim(by=request.user, now=timezone.now())
    return redirect("reports:tap-next")


@roles(*SENDERS)
@require_POST
def tap_opened(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The browser says that WhatsApp was opened; nothing to show."""
    taps.note_opened(tap=_own(request, pk), now=timezone.now())
    return HttpResponse(status=204)


@roles(*SENDERS)
@require_POST
def tap_answer(request: AuthenticatedHttpRequest, pk: int, answer: TapAnswer) -> HttpResponse:
    """What came of it; then the next message."""
    try:
        answers.answer(tap=_own(request, pk), answer=answer, by=request.user)
    except answers.TapClosedError:
        messages.warning(request, CLOSED)
    except answers.TapRefusedError:
        messages.warning(request, TOO_LATE)
    else:
        messages.success(request, DONE[answer])
    taps.claim(by=request.user, now=timezone.now())
    return redirect("reports:tap-next")


@roles(*SENDERS)
@require_POST
def tap_text(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The officer's own words; what is around them is added again."""
    tap = _own(request, pk)
    form = TapTextForm(request.POST)
    if form.is_valid():
        words = {"subject": tap.reminder.subject, "body": form.cleaned_data["text"]}
        try:
            reminder_queue.edit(reminder=tap.reminder, by=request.user, **words)
        except reminder_queue.ReminderTextError as error:
            form.add_error("text", str(error))
        except ReminderMovedError:
            messages.warning(request, CLOSED)
            return redirect("reports:tap-next")
        else:
            messages.success(request, "Teks disimpan.")
            return redirect("reports:tap-next")
    return _page(request, form=form, status=422)


@roles(*SENDERS)
@require_POST
def tap_number_right(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Takes back that a number is wrong."""
    answers.number_is_right(tap=_own(request, pk), by=request.user)
    messages.success(request, "Nomor dicatat benar lagi.")
    return redirect("reports:tap-next")


def _page(
    request: AuthenticatedHttpRequest, *, form: TapTextForm | None = None, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    turn = turn_of(request.user, now)
    context = {
        "turn": turn,
        "waiting": None if turn else waiting_for(request.user, now),
        "latest": latest_of(request.user),
        "form": form or TapTextForm(initial={"text": turn.first.body if turn else ""}),
    }
    return render(request, "reports/tap_next.html", context, status=status)


def _own(request: AuthenticatedHttpRequest, pk: int) -> Tap:
    """The officer's own tap on a reminder that the officer still sees."""
    taps_seen = Tap.objects.visible_to(request.user).filter(by=request.user)
    return get_object_or_404(taps_seen.select_related("reminder__region"), pk=pk)
