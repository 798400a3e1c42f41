"""The answers of the public check on their way into the visitor's own application.

They wait in the visitor's session, which ends by itself; nothing else is remembered of a visitor.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from certification.eligibility.quick import told_by
from certification.models import Application
from certification.selectors.eligibility import rule_set_on
from certification.services import told
from halalportal.lib.access import public

_KEY = "quick_check"


@public
@require_safe
def eligibility_take(request: HttpRequest) -> HttpResponse:
    """Takes the answers along to the sign-up, or to an owner's new application."""
    limits = rule_set_on(timezone.localdate()).limits
    answers = {asked.key: option.value for asked, option in told_by(request.GET.dict(), limits)}
    if answers:
        request.session[_KEY] = answers
    if request.user.is_authenticated:
        return redirect("certification:application-create")
    return redirect("accounts:user-create")


def use(request: AuthenticatedHttpRequest, application: Application) -> list[str]:
    """Lays the owner's answers ready in a new application, once; returns the pages."""
    if request.user.role != Role.OWNER or _KEY not in request.session:
        return []
    answers = request.session.pop(_KEY)
    return told.lay_ready(application=application, answers=answers, by=request.user)
