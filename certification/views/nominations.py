"""The page of one kab/kota in a call: search the registry, name businesses, send the list."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.enums import OFFICERS, Role
from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.errors import CertificationError
from certification.forms.nominations import NominateForm
from certification.models import NominationRequest
from certification.selectors.nominations import hits_for, named_in
from certification.services import nominations
from certification.services.drafts import local_today
from certification.views.calls import CALL_READERS, visible_request
from certification.views.shared import page
from halalportal.lib.access import roles

_MOST_LETTERS = 100


@roles(Role.REGENCY_OFFICER)
@require_GET
def request_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The calls that wait for the officer's own kab/kota, of all programmes."""
    found = NominationRequest.objects.asked_of(request.user).waiting()
    rows = found.select_related("call__programme", "region").order_by("call__due_on", "pk")
    today = timezone.localdate()
    return page(request, "request_list", requests=rows, today=today)


@roles(*CALL_READERS)
@require_GET
def request_detail(
    request: AuthenticatedHttpRequest, slug: str, pk: int, code: str
) -> HttpResponse:
    """Whom the kab/kota names, with what the conditions say; its officer searches for more."""
    asked = visible_request(request, slug, pk, code)
    today = local_today(asked.region)
    is_open = asked.until >= today and asked.call.programme.cancelled_at is None
    can_nominate = is_open and rules.can_nominate(request.user, code)
    text = request.GET.get("cari", "").strip()[:_MOST_LETTERS]
    return page(
        request,
        "request_detail",
        programme=asked.call.programme,
        asked=asked,
        named=named_in(asked.call, request.user).filter(request=asked),
        is_late=asked.until < today and asked.answered_at is None,
        can_nominate=can_nominate,
        can_screen=request.user.role in OFFICERS and asked.call.programme.cancelled_at is None,
        text=text,
        hits=hits_for(asked, request.user, text, today) if can_nominate and text else None,
        form=NominateForm(ticked=[]),
    )


@roles(Role.REGENCY_OFFICER)
@require_POST
def request_nominate(
    request: AuthenticatedHttpRequest, slug: str, pk: int, code: str
) -> HttpResponse:
    """Names the ticked businesses."""
    asked = visible_request(request, slug, pk, code)
    form = NominateForm(request.POST, ticked=request.POST.getlist("pilih"))
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return _back(asked)
    try:
        named = nominations.nominate(
            request=asked,
            business_ids=form.cleaned_data["pilih"],
            note=form.cleaned_data["note"],
            by=request.user,
        )
    except CertificationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{len(named)} usaha ditambahkan ke usulan.")
    return _back(asked)


@roles(Role.REGENCY_OFFICER)
@require_POST
def nomination_withdraw(
    request: AuthenticatedHttpRequest, slug: str, pk: int, code: str, nomination_pk: int
) -> HttpResponse:
    """Takes a name back."""
    asked = visible_request(request, slug, pk, code)
    nomination = get_object_or_404(asked.nominations, pk=nomination_pk)
    try:
        nominations.withdraw(nomination=nomination, by=request.user)
    except CertificationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Usulan {nomination.business} ditarik.")
    return _back(asked)


@roles(Role.REGENCY_OFFICER)
@require_POST
def request_send(request: AuthenticatedHttpRequest, slug: str, pk: int, code: str) -> HttpResponse:
    """Marks the list as sent."""
    asked = visible_request(request, slug, pk, code)
    try:
        nominations.send(request=asked, by=request.user)
    except CertificationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Usulan terkirim ke petugas provinsi.")
    return _back(asked)


def _back(asked: NominationRequest) -> HttpResponse:
    return redirect(
        "certification:request-detail",
        slug=asked.call.programme.slug,
        pk=asked.call_id,
        code=asked.region_id,
    )
