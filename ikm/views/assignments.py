"""Choosing the companion of a business."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from ikm.errors import CompanionRefusedError
from ikm.forms import AssignmentForm
from ikm.models import Business
from ikm.services import assignments as services


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def assignment_create(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Makes a companion responsible for the business."""
    business = get_object_or_404(Business.objects.visible_to(request.user), pk=pk)
    form = AssignmentForm(request.POST or None, business=business)
    if request.method == "POST" and form.is_valid() and _assigned(request, business, form):
        return redirect("ikm:business-detail", pk=business.pk)
    current = business.assignments.current().select_related("companion", "organisation").first()
    context = {"form": form, "business": business, "current": current}
    status = 422 if form.errors else 200
    return render(request, "ikm/assignment_form.html", context, status=status)


def _assigned(request: AuthenticatedHttpRequest, business: Business, form: AssignmentForm) -> bool:
    """Assigns the chosen companion, or says on the form why that is not possible."""
    membership = form.cleaned_data["membership"]
    try:
        services.assign(business=business, membership=membership, by=request.user)
    except CompanionRefusedError as refusal:
        form.add_error("membership", str(refusal))
        return False
    messages.success(request, f"{membership.user.name} mendampingi {business.name}.")
    return True


@roles(*OFFICERS)
@require_POST
def assignment_end(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ends the companion's responsibility."""
    business = get_object_or_404(Business.objects.visible_to(request.user), pk=pk)
    services.end(business=business, by=request.user)
    messages.success(request, f"Pendampingan {business.name} berakhir.")
    return redirect("ikm:business-detail", pk=business.pk)
