"""The regular track of an application: LPH, price, audit, fatwa."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.enums import Track
from certification.errors import RegularOrderError
from certification.forms.regular import RegularCaseForm
from certification.models import RegularCase
from certification.selectors.regular import audit_due_on, who_acts
from certification.services import regular
from certification.views.shared import READERS, page, posted, taken, visible_application
from halalportal.lib.access import roles


@roles(*READERS)
@require_http_methods(["GET", "POST"])
def application_regular(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """How far the LPH is and who acts now; those who work on it write it down."""
    application = visible_application(request, number)
    if application.track != Track.REGULAR:
        raise Http404
    may_write = rules.can_write_regular(request.user, application)
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    case = RegularCase.objects.filter(application=application).first()
    form = RegularCaseForm(posted(request), initial=_initial(case))
    try:
        if request.method == "POST" and form.is_valid():
            regular.write(application=application, details=form.details(), by=request.user)
            return taken(request, application, "regular")
    except RegularOrderError as error:
        form.add_error(error.field, str(error))
    actor, act = who_acts(application, case)
    return page(
        request,
        "application_regular",
        application=application,
        case=case,
        form=form if may_write else None,
        actor=actor,
        act=act,
        audit_due_on=audit_due_on(application, case.audit_from if case else None),
    )


def _initial(case: RegularCase | None) -> dict[str, object]:
    return {name: getattr(case, name) for name in RegularCaseForm.base_fields} if case else {}
