"""Who wants no reminders: noted by an officer, seen, and ended with a reason."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from reports.forms.whatsapp import EndOptOutForm
from reports.models import OptOut, Reminder
from reports.services.whatsapp import opt_outs
from reports.views.whatsapp.taps import SENDERS

PER_PAGE = 25


@roles(*SENDERS)
@require_safe
def opt_out_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Those in force, the newest first."""
    found = OptOut.objects.visible_to(request.user).in_force()
    rows = found.select_related("reminder__rule", "noted_by")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "previous_url": f"?halaman={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?halaman={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "reports/opt_out_list.html", context)


@roles(*SENDERS)
@require_POST
def opt_out_note(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The person of a reminder said that they want none."""
    reminder = get_object_or_404(Reminder.objects.visible_to(request.user), pk=pk)
    try:
        opt_outs.note_for(reminder=reminder, by=request.user)
    except opt_outs.OptOutRefusedError:
        messages.warning(request, "Pengingat ini bukan dari wilayah Anda.")
    else:
        messages.success(request, "Dicatat: orang ini tidak diingatkan lagi.")
    return redirect("reports:reminder-list")


@roles(*SENDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def opt_out_end(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The person wants reminders again; why, is asked."""
    opt_out = get_object_or_404(OptOut.objects.visible_to(request.user).in_force(), pk=pk)
    form = EndOptOutForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"opt_out": opt_out, "form": form}
        status = 422 if form.is_bound else 200
        return render(request, "reports/opt_out_end.html", context, status=status)
    try:
        opt_outs.end(opt_out=opt_out, reason=form.cleaned_data["reason"], by=request.user)
    except opt_outs.OptOutRefusedError:
        messages.warning(request, "Petugas lain sudah mengubahnya.")
    else:
        messages.success(request, "Orang ini diingatkan lagi.")
    return redirect("reports:opt-out-list")
