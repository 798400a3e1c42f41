"""Calls for nominations: what the province asks and sees."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import OFFICERS, Role
from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.errors import CertificationError
from certification.forms.nominations import CallForm, ExtendForm
from certification.models import NominationCall, NominationRequest
from certification.nomination_sheet import sheet_of
from certification.selectors.nominations import call_page, calls_of, named_in
from certification.services import nominations
from certification.services.drafts import local_today
from certification.views.shared import managed_programme, page, posted, visible_programme
from halalportal.lib.access import roles
from halalportal.lib.worksheets import XLSX_TYPE

CALL_READERS = (*OFFICERS, Role.AUDITOR)


@roles(*CALL_READERS)
@require_GET
def call_list(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """The calls of a programme; a kab/kota sees those that ask it."""
    programme = visible_programme(request, slug)
    can_manage = rules.can_manage_programme(request.user, programme)
    return page(
        request,
        "call_list",
        programme=programme,
        calls=calls_of(programme, request.user),
        today=local_today(programme.region),
        can_manage=can_manage and programme.cancelled_at is None,
    )


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def call_create(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """A letter to the kab/kota with the candidates wanted of each."""
    programme = managed_programme(request, slug)
    form = CallForm(posted(request), programme=programme)
    if request.method == "POST" and form.is_valid():
        try:
            call = nominations.open_call(
                programme=programme, details=form.details(), places=form.places(), by=request.user
            )
        except CertificationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Permintaan usulan tersimpan dan tampil di beranda kab/kota.")
            return redirect("certification:call-detail", slug=slug, pk=call.pk)
    return page(request, "call_form", programme=programme, form=form)


@roles(*CALL_READERS)
@require_GET
def call_detail(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Per kab/kota what was asked, named and found; an officer of one is led to its own page."""
    call = visible_call(request, slug, pk)
    scope = request.user.scope
    if len(scope.region_code) > 2:
        return redirect("certification:request-detail", slug=slug, pk=pk, code=scope.region_code)
    programme = call.programme
    can_manage = rules.can_manage_programme(request.user, programme)
    return page(
        request,
        "call_detail",
        programme=programme,
        call=call,
        table=call_page(call, local_today(programme.region)),
        can_manage=can_manage and programme.cancelled_at is None,
    )


@roles(*OFFICERS)
@require_POST
def call_screen(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Checks those named once more."""
    call = visible_call(request, slug, pk)
    try:
        count = nominations.screen(call=call, by=request.user)
    except CertificationError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, f"{count} usulan diperiksa ulang dengan data dan syarat hari ini."
        )
    return redirect("certification:call-detail", slug=slug, pk=pk)


@roles(*CALL_READERS)
@require_GET
def call_export(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Those named as a workbook."""
    call = visible_call(request, slug, pk)
    content = sheet_of(call, named_in(call, request.user), request.user)
    headers = {"Content-Disposition": f'attachment; filename="usulan-{slug}-{pk}.xlsx"'}
    return HttpResponse(content, content_type=XLSX_TYPE, headers=headers)


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def request_extend(
    request: AuthenticatedHttpRequest, slug: str, pk: int, code: str
) -> HttpResponse:
    """A later day for one kab/kota."""
    managed_programme(request, slug)
    asked = visible_request(request, slug, pk, code)
    form = ExtendForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            nominations.extend(request=asked, due_on=form.cleaned_data["due_on"], by=request.user)
        except CertificationError as error:
            form.add_error("due_on", str(error))
        else:
            messages.success(request, f"{asked.region} mendapat waktu tambahan.")
            return redirect("certification:call-detail", slug=slug, pk=pk)
    return page(request, "request_extend", programme=asked.call.programme, asked=asked, form=form)


def visible_call(request: AuthenticatedHttpRequest, slug: str, pk: int) -> NominationCall:
    """The call, 404 for somebody whom it doesn't ask."""
    calls = NominationCall.objects.visible_to(request.user)
    return get_object_or_404(calls.select_related("programme__region"), pk=pk, programme__slug=slug)


def visible_request(
    request: AuthenticatedHttpRequest, slug: str, pk: int, code: str
) -> NominationRequest:
    """What the call asks of one kab/kota, 404 for somebody from another."""
    call = visible_call(request, slug, pk)
    mine = call.requests.filter(request.user.scope.in_region("region_id"))
    people = ("call__programme__region", "region", "answered_by")
    return get_object_or_404(mine.select_related(*people), region_id=code)
