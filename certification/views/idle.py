"""Places that nobody used for a while, and taking them back."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import READERS, Role
from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.errors import CertificationError
from certification.forms.ledger import RecallForm
from certification.models import Allocation
from certification.selectors.idle import idle_levels
from certification.selectors.movements import levels_of
from certification.services.recall import recall
from certification.views.shared import page, posted, visible_programme
from halalportal.lib.access import roles


@roles(*READERS, Role.LP3H_COORDINATOR)
@require_GET
def idle_list(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Levels with free places and no movement for the programme's number of working days."""
    programme, user = visible_programme(request, slug), request.user
    today = timezone.localdate(timezone=ZoneInfo(programme.region.time_zone))
    idle = idle_levels(programme, levels_of(programme, user).order_by(), today)
    return page(
        request,
        "idle_list",
        programme=programme,
        rows=[(row, _may_recall(request, row.allocation.parent)) for row in idle],
        total=sum(row.allocation.free for row in idle),
    )


@roles(Role.PROVINCE_OFFICER, Role.LP3H_COORDINATOR)
@require_http_methods(["GET", "POST"])
def idle_recall(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Takes idle places back to the level above."""
    programme = visible_programme(request, slug)
    level = get_object_or_404(levels_of(programme, request.user), pk=pk, parent__isnull=False)
    form = RecallForm(posted(request), initial={"count": level.free})
    if request.method == "POST" and form.is_valid():
        try:
            recall(allocation=level, **form.cleaned_data, by=request.user)
        except CertificationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Kuota sudah ditarik kembali.")
            return redirect("certification:idle-list", slug=slug)
    return page(request, "idle_recall", programme=programme, level=level, form=form)


def _may_recall(request: AuthenticatedHttpRequest, parent: Allocation | None) -> bool:
    return parent is not None and rules.can_hand_down(request.user, parent)
