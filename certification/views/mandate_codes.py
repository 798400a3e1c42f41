"""The owner's page with the code that lets somebody else file."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from certification.errors import CertificationError
from certification.selectors.mandates import Helper, helpers_for
from certification.services import mandate_codes
from certification.views.mandate_terms import asked_business, asked_of
from certification.views.shared import page
from halalportal.lib.access import roles
from ikm.models import Business


@roles(Role.OWNER)
@require_http_methods(["GET", "POST"])
def mandate_code(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Whom to entrust, then the exact words, then six digits; the digits are shown once."""
    own = Business.objects.visible_to(request.user).order_by("name")
    if "usaha" not in request.GET and own.count() != 1:
        return page(request, "mandate_choose_business", businesses=own)
    business = asked_business(request) if "usaha" in request.GET else own[0]
    helpers = helpers_for(get_object_or_404(own.select_related("regency"), pk=business.pk))
    helper = helpers.get(request.GET.get("kepada", ""))
    if helper is None:
        return page(request, "mandate_choose_helper", business=business, helpers=helpers)
    return _words_page(request, helper)


def _words_page(request: AuthenticatedHttpRequest, helper: Helper) -> HttpResponse:
    asked = asked_of(request, helper)
    code = problem = ""
    if request.method == "POST":
        try:
            code = mandate_codes.make(terms=asked.terms, by=request.user)
        except CertificationError as error:
            problem = str(error)
    response = page(
        request,
        "mandate_code",
        asked=asked,
        code=code,
        problem=problem,
        helper_code=request.GET["kepada"],
        minutes=int(mandate_codes.LIFE.total_seconds() // 60),
    )
    response.headers["Cache-Control"] = "no-store"
    return response
