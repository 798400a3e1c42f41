"""The ladders of a programme: who is told after how many working days of standstill."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from certification.models import Programme
from certification.rules import can_manage_programme
from halalportal.lib.access import roles
from reports.forms import LadderForm
from reports.selectors.ladders import UPWARDS, ladder_of
from reports.services import ladders as services


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def ladder_update(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """One table for all that can stand still."""
    programme = get_object_or_404(Programme.objects.visible_to(request.user), slug=slug)
    if not can_manage_programme(request.user, programme):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else None
    form = LadderForm(sent, present=ladder_of(programme))
    try:
        if request.method == "POST" and form.is_valid():
            services.set_ladders(programme=programme, ladders=form.ladders(), by=request.user)
            messages.success(request, "Tangga eskalasi tersimpan.")
            return redirect("reports:ladder-update", slug=slug)
    except services.LadderError as error:
        form.add_error(None, str(error))
    context = {"programme": programme, "form": form, "roles": [role.label for role in UPWARDS]}
    return render(request, "reports/ladder_update.html", context)
