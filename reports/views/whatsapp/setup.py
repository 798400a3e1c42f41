"""The connection to WhatsApp, and what came of it."""

import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from reports.forms.whatsapp import TemplateForm
from reports.models import ReminderRule
from reports.selectors.whatsapp.results import results
from reports.selectors.whatsapp.setup import Setup, setup
from reports.services.whatsapp.templates import name_template
from reports.views.whatsapp.taps import SENDERS

PERIOD = datetime.timedelta(days=30)


@roles(Role.ADMIN)
@require_safe
def whatsapp_setup(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Whether the Cloud API is set up, what it said last, and the templates."""
    return _page(request)


@roles(Role.ADMIN)
@require_POST
def whatsapp_template(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    """Names the approved template of a rule."""
    rule = get_object_or_404(ReminderRule, pk=code)
    form = TemplateForm(request.POST, label=rule.label, prefix=rule.pk)
    if not form.is_valid():
        return _page(request, {code: form})
    name_template(rule=rule, name=form.cleaned_data["name"], by=request.user)
    messages.success(request, f"Templat disimpan untuk {rule.label}.")
    return redirect("reports:whatsapp-setup")


@roles(*SENDERS)
@require_safe
def whatsapp_results(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What came of the messages of the last thirty days, by rule."""
    since = timezone.now() - PERIOD
    context = {"results": results(request.user, since), "since": since, "days": PERIOD.days}
    return render(request, "reports/whatsapp_results.html", context)


def _page(
    request: AuthenticatedHttpRequest, filled: dict[str, TemplateForm] | None = None
) -> HttpResponse:
    state = setup(reverse("reports:whatsapp-webhook"), timezone.now() - PERIOD)
    context = {"setup": state, "lines": _lines(state, filled or {}), "days": PERIOD.days}
    return render(request, "reports/whatsapp_setup.html", context, status=422 if filled else 200)


def _lines(state: Setup, filled: dict[str, TemplateForm]) -> list[tuple[object, TemplateForm]]:
    return [
        (
            line,
            filled.get(line.rule.pk)
            or TemplateForm(
                label=line.rule.label,
                prefix=line.rule.pk,
                initial={"name": line.rule.whatsapp_template},
            ),
        )
        for line in state.templates
    ]
