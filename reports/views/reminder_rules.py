"""The reminder rules of a programme: when each speaks, and in which words."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from certification.models import Programme
from certification.rules import can_manage_programme
from halalportal.lib.access import roles
from reports.forms.reminder_rules import RuleForm
from reports.models import ReminderRule
from reports.reminder_words import EXAMPLES, PLACEHOLDERS, example_of
from reports.selectors.event_programmes import events_of
from reports.selectors.reminder_rules import rule_here, rules_here
from reports.services import reminder_rules as services


@roles(Role.PROVINCE_OFFICER)
@require_safe
def rule_list(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """All rules that concern the programme, with an example of each text."""
    programme = _programme(request, slug)
    context = {
        "programme": programme,
        "rules": rules_here(programme),
        "events": events_of(programme, request.user),
    }
    return render(request, "reports/rule_list.html", context)


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def rule_update(request: AuthenticatedHttpRequest, slug: str, code: str) -> HttpResponse:
    """Days, words, or off; "Lihat contoh" fills in an example and keeps nothing."""
    programme, rule = _programme(request, slug), _rule(code)
    here = rule_here(programme, rule)
    sent = request.POST if request.method == "POST" else None
    form = RuleForm(sent, holds=here.holds, before=rule.offset_days < 0)
    preview = here.preview
    if request.method == "POST" and form.is_valid():
        wording = form.wording()
        preview = example_of(wording.body)
        if "lihat" not in request.POST:
            try:
                services.set_rule(programme=programme, rule=rule, wording=wording, by=request.user)
            except services.ReminderRuleError as error:
                form.add_error("body", str(error))
            else:
                messages.success(request, "Aturan pengingat tersimpan.")
                return redirect("reports:rule-list", slug=slug)
    context = {
        "programme": programme,
        "here": here,
        "form": form,
        "preview": preview,
        "placeholders": [(name, EXAMPLES[name]) for name in PLACEHOLDERS[code]],
    }
    return render(request, "reports/rule_update.html", context, status=422 if form.errors else 200)


@roles(Role.PROVINCE_OFFICER)
@require_POST
def rule_reset(request: AuthenticatedHttpRequest, slug: str, code: str) -> HttpResponse:
    """What the portal says holds again."""
    services.follow_portal(programme=_programme(request, slug), rule=_rule(code), by=request.user)
    messages.success(request, "Program ini memakai aturan portal lagi.")
    return redirect("reports:rule-list", slug=slug)


def _programme(request: AuthenticatedHttpRequest, slug: str) -> Programme:
    programme = get_object_or_404(Programme.objects.visible_to(request.user), slug=slug)
    if not can_manage_programme(request.user, programme):
        raise PermissionDenied
    return programme


def _rule(code: str) -> ReminderRule:
    return get_object_or_404(ReminderRule.objects.filter(pk__in=PLACEHOLDERS), pk=code)
