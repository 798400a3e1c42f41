"""The link in an e-mail with which its reader stops the reminders; it needs no sign-in."""

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from halalportal.lib.access import public
from reports.channels.unsubscribe import reminder_of_token
from reports.enums import OptOutSource
from reports.models import OptOut, Reminder
from reports.services.whatsapp import opt_outs


@public
@csrf_exempt  # Mail programs post here themselves (RFC 8058); the signed address says for whom.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the page changes nothing; its button, and the mail program's, does."""
    reminder = _reminder(token)
    if request.method == "POST":
        opt_outs.note(address=reminder.address, source=OptOutSource.EMAIL, reminder=reminder)
        return redirect("reports:unsubscribe", token)
    is_out = OptOut.objects.in_force().filter(address=reminder.address).exists()
    context = {"address": reminder.address, "is_out": is_out, "token": token}
    response = render(request, "reports/unsubscribe.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@public
@require_POST
def subscribe_again(request: HttpRequest, token: str) -> HttpResponse:
    """The reader changed their mind."""
    opt_outs.end_of(address=_reminder(token).address)
    return redirect("reports:unsubscribe", token)


def _reminder(token: str) -> Reminder:
    try:
        return get_object_or_404(Reminder, pk=reminder_of_token(token))
    except signing.BadSignature as error:
        raise Http404 from error
