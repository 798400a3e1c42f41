"""The list of businesses on the screen, as a workbook and as CSV."""

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.enums import STAFF
from accounts.http import AuthenticatedHttpRequest
from halalportal.jobs import services as jobs
from halalportal.lib.access import roles
from halalportal.lib.formats import number
from ikm import rules
from ikm.columns import COLUMNS, known
from ikm.forms import BusinessFilterForm
from ikm.selectors.csv_export import csv_of
from ikm.selectors.listing import found_by
from ikm.selectors.pages import COUNT_CAP, BusinessPage
from ikm.selectors.saved_filters import filter_chips
from ikm.selectors.searching import Found, find
from ikm.services import exports
from ikm.workbook import EXPORT_JOB

_COLUMNS = "kolom_usaha"  # in the session


@roles(*STAFF)
@require_safe
def business_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Search and filters of the address, twenty-five rows, neighbours by key."""
    form = BusinessFilterForm(request.GET, user=request.user)
    found = find(
        request.user,
        form.criteria(),
        after=request.GET.get("setelah", ""),
        before=request.GET.get("sebelum", ""),
    )
    context = {
        "form": form,
        "page": found.page,
        "is_near": found.is_near,
        "summary": _summary(found.page),
        "saved": filter_chips(request.user),
        "columns": _columns(request, form),
        "all_columns": COLUMNS.items(),
        "can_register": rules.can_register(request.user, request.user.scope.region_code),
        "can_edit_many": rules.can_edit_many(request.user),
        "shows_contacts": rules.can_see_contacts(request.user),
        # In a list of one kab/kota its name on each row would say nothing.
        "shows_regency": len(request.user.scope.region_code) != 5,
    }
    return render(request, "ikm/business_list.html", context | _addresses(form, found))


def _columns(request: AuthenticatedHttpRequest, form: BusinessFilterForm) -> tuple[str, ...]:
    """Those of the address, which the session then keeps, or those that it kept."""
    if form.columns:
        request.session[_COLUMNS] = form.columns
    return known(request.session.get(_COLUMNS, ()))


def _addresses(form: BusinessFilterForm, found: Found) -> dict[str, Any]:
    """Where the list goes from here, with the same filters."""
    near = {"mirip": "ya"} if found.is_near else {}
    page = found.page
    return {
        "query": form.query(**near),
        "hidden": {**form.chosen(), **near}.items(),
        "next_url": page.next_token and f"?{form.query(setelah=page.next_token, **near)}",
        "previous_url": page.previous_token
        and f"?{form.query(sebelum=page.previous_token, **near)}",
    }


def _summary(page: BusinessPage) -> str:
    if page.is_count_capped:
        return f"Lebih dari {number(COUNT_CAP)} usaha"
    return f"{number(page.count)} usaha"


@roles(*STAFF)
@require_POST
def business_export_csv(request: AuthenticatedHttpRequest) -> StreamingHttpResponse:
    """Sends the filtered list as CSV at once; who took it stands in the trail before."""
    form = BusinessFilterForm(request.GET, user=request.user)
    found = found_by(request.user, form.criteria())
    exports.record_csv(businesses=found, by=request.user)
    response = StreamingHttpResponse(
        csv_of(found, request.user, is_dense=not form.chosen()),
        content_type="text/csv; charset=utf-8",
    )
    name = f"usaha-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@roles(*STAFF)
@require_POST
def business_export(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Starts the job that writes the filtered list as a workbook."""
    membership = request.user.active_membership
    form = BusinessFilterForm(request.GET, user=request.user)
    job = jobs.start(
        kind=EXPORT_JOB,
        title="Unduh daftar usaha (Excel)",
        by=request.user,
        query=form.query(),
        filters=form.sentence(),
        user_id=request.user.pk,
        membership_id=membership.pk if membership else 0,
    )
    return redirect("jobs:job-detail", pk=job.pk)
