"""The public look-up: how an application stands, what comes next, and whom to call."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from certification.enums import Track
from certification.errors import CertificationError
from certification.forms.lookup import LookupForm
from certification.selectors.applications import steps_of
from certification.selectors.clocks import clock_of
from certification.selectors.national import sentence_of
from certification.services import lookup
from certification.views.shared import posted
from certification.wording import MONEY, NEXT_ACTORS
from halalportal.lib.access import public


@public
@never_cache
@require_http_methods(["GET", "POST"])
def status_lookup(request: HttpRequest) -> HttpResponse:
    """Asks for the number and four digits; leads to the page that a link in a message opens.

    `nomor` in the address, as on the receipt's QR code, fills in the number.
    """
    form = LookupForm(posted(request), initial={"number": request.GET.get("nomor", "")[:20]})
    if request.method == "POST" and form.is_valid():
        try:
            application = lookup.find(
                number=form.cleaned_data["number"],
                digits=form.cleaned_data["digits"],
                address=get_adapter(request).get_client_ip(request),
            )
        except CertificationError as error:
            form.add_error(None, str(error))
        else:
            return redirect("certification:status-show", token=lookup.token_for(application))
    return _unindexed(render(request, "certification/status_lookup.html", {"form": form}))


@public
@never_cache
@require_safe
def status_show(request: HttpRequest, token: str) -> HttpResponse:
    """The state in plain words. Nothing of a person: the business's name and no more."""
    application = lookup.application_of(token)
    if application is None:
        context = {"form": LookupForm(), "is_expired": True}
        return _unindexed(render(request, "certification/status_lookup.html", context, status=404))
    clock = clock_of(application)
    context = {
        "application": application,
        "clock": clock,
        "sentence": sentence_of(application, clock),
        "money": MONEY[Track(application.track)],
        "actor": NEXT_ACTORS[Track(application.track)][application.status],
        "steps": steps_of(application),
    }
    return _unindexed(render(request, "certification/status_show.html", context))


def _unindexed(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
