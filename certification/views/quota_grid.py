"""The grid of a programme's places: handing out, and the way through Excel and back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from certification.errors import CertificationError
from certification.forms.quota_grid import AddColumnForm, GridFileForm, GridForm
from certification.models import Programme
from certification.quota_sheet import write_sheet
from certification.selectors.quota_grid import QuotaGrid, quota_grid
from certification.services import quota
from certification.views.shared import managed_programme, page
from halalportal.lib.access import roles
from halalportal.lib.worksheets import XLSX_TYPE


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def programme_split(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Places and days for every kab/kota and LP3H in one table."""
    programme = managed_programme(request, slug)
    grid = _grid(request, programme)
    if request.method == "GET":
        return _grid_page(request, programme, GridForm(grid=grid))
    form = GridForm(request.POST, grid=grid)
    if not form.is_valid() or not _saved(request, programme, form):
        return _grid_page(request, programme, _with_newest_version(form))
    messages.success(request, "Pembagian kuota tersimpan.")
    return redirect("certification:programme-detail", slug=slug)


def _saved(request: AuthenticatedHttpRequest, programme: Programme, form: GridForm) -> bool:
    try:
        quota.distribute(
            programme=programme,
            shares=form.shares(),
            by=request.user,
            note=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
        )
    except CertificationError as error:
        form.add_error(None, str(error))
        return False
    return True


def _with_newest_version(form: GridForm) -> GridForm:
    """The same answers and errors, on the grid as it stands now: the next save compares with it."""
    form.data = {**form.data.dict(), "seen": str(form.grid.version)}  # type: ignore[attr-defined]
    return form


@roles(Role.PROVINCE_OFFICER)
@require_GET
def programme_split_download(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """The grid as an Excel sheet to fill in."""
    programme = managed_programme(request, slug)
    content = write_sheet(programme, _grid(request, programme))
    name = f"kuota-{programme.slug}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=XLSX_TYPE, headers=headers)


@roles(Role.PROVINCE_OFFICER)
@require_POST
def programme_split_upload(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """The grid with the numbers of a filled-in sheet, to look at and save; nothing changes yet."""
    programme = managed_programme(request, slug)
    grid = _grid(request, programme)
    file_form = GridFileForm(request.POST, request.FILES, grid=grid)
    if not file_form.is_valid():
        return _grid_page(request, programme, GridForm(grid=grid), file_form=file_form)
    boxes = file_form.cleaned_data["boxes"]
    form = GridForm(initial=boxes, grid=grid)
    messages.info(request, "Angka dari Excel sudah diisikan. Periksa, lalu simpan pembagian.")
    return _grid_page(request, programme, form)


def _grid(request: AuthenticatedHttpRequest, programme: Programme) -> QuotaGrid:
    return quota_grid(programme, also=AddColumnForm(request.GET, user=request.user).chosen())


def _grid_page(
    request: AuthenticatedHttpRequest, programme: Programme, form: GridForm, **context: Any
) -> HttpResponse:
    context.setdefault("file_form", GridFileForm(grid=form.grid))
    others = AddColumnForm(user=request.user).fields["lp3h"].queryset  # type: ignore[attr-defined]
    return page(
        request,
        "programme_split",
        programme=programme,
        form=form,
        others=others.exclude(pk__in=[o.pk for o in form.grid.organisations]),
        **context,
    )
