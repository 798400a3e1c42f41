"""Importing a list: send, check, look, approve."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.audit.services import record
from halalportal.lib.access import roles
from halalportal.lib.worksheets import XLSX_TYPE
from ikm import rules
from ikm.enums import ImportStatus, RowOutcome
from ikm.errors import ImportNotReadyError
from ikm.forms import ColumnForm, UploadForm
from ikm.models import ImportBatch
from ikm.selectors.imports import heading_rows, preview_page
from ikm.services.imports import batches
from ikm.services.imports.columns import LABELS
from ikm.services.imports.error_file import error_workbook

# The filters of the preview: word in the address → outcome and label.
_FILTERS = {
    "": ("", "Semua"),
    "baru": (RowOutcome.NEW, "Baru"),
    "berubah": (RowOutcome.CHANGED, "Berubah"),
    "sama": (RowOutcome.SAME, "Sama"),
    "ganda": (RowOutcome.DUPLICATE, "Ganda dalam berkas"),
    "salah": (RowOutcome.WRONG, "Salah"),
}


def _batch(request: AuthenticatedHttpRequest, pk: int) -> ImportBatch:
    batches = ImportBatch.objects.visible_to(request.user)
    return get_object_or_404(batches.select_related("job", "by", "region"), pk=pk)


@roles(*OFFICERS)
@require_safe
def import_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The latest imports into the officer's region."""
    found = ImportBatch.objects.visible_to(request.user).select_related("by", "region", "job")
    return render(request, "ikm/import_list.html", {"batches": found[:50]})


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def import_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Takes a file; a worker checks it."""
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        batch = batches.upload(
            content=file.read(),
            file_name=file.name,
            region=form.cleaned_data["region"],
            by=request.user,
        )
        return redirect("ikm:import-detail", pk=batch.pk)
    context = {"form": form, "labels": LABELS.values()}
    return render(request, "ikm/import_form.html", context, status=422 if form.errors else 200)


@roles(*OFFICERS)
@require_safe
def import_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Progress, preview or result, as far as the import has come."""
    batch = _batch(request, pk)
    chosen = request.GET.get("baris", "")
    outcome, _ = _FILTERS.get(chosen, ("", ""))
    after = request.GET.get("setelah", "0")
    page = preview_page(batch, outcome=outcome, after=int(after) if after.isdecimal() else 0)
    context = {
        "batch": batch,
        "page": page,
        "chosen": chosen,
        "filters": [
            (word, label, batch.counts.get(code, 0) if code else batch.total)
            for word, (code, label) in _FILTERS.items()
        ],
        "columns": heading_rows(batch, LABELS),
        "can_decide": rules.can_decide_import(request.user, batch),
        "can_undo": batch.can_undo(timezone.now()),
        "earlier": _earlier(batch),
    }
    return render(request, "ikm/import_detail.html", context)


def _earlier(batch: ImportBatch) -> ImportBatch | None:
    """The import of the very same file that was applied before."""
    same = ImportBatch.objects.filter(sha256=batch.sha256, status=ImportStatus.APPLIED)
    return same.filter(region=batch.region).exclude(pk=batch.pk).first()


@roles(*OFFICERS)
@require_safe
def import_progress(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The part that htmx renews; once the worker is done it asks for the whole page."""
    batch = _batch(request, pk)
    response = render(request, "ikm/_import_progress.html", {"batch": batch})
    if not batch.is_busy:
        response["HX-Refresh"] = "true"
    return response


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def import_columns(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Says which column is what; the file is then checked again."""
    batch = _batch(request, pk)
    if batch.status != ImportStatus.CHECKED:
        return redirect("ikm:import-detail", pk=batch.pk)
    form = ColumnForm(request.POST or None, batch=batch)
    if request.method == "POST" and form.is_valid():
        with _said(request):
            batches.choose_columns(batch=batch, columns=form.cleaned_data, by=request.user)
        return redirect("ikm:import-detail", pk=batch.pk)
    context = {"form": form, "batch": batch}
    return render(request, "ikm/import_columns.html", context, status=422 if form.errors else 200)


@roles(*OFFICERS)
@require_POST
def import_apply(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Approves the import; a worker writes the rows."""
    with _said(request):
        batches.start_applying(batch=_batch(request, pk), by=request.user)
    return redirect("ikm:import-detail", pk=pk)


@roles(*OFFICERS)
@require_POST
def import_cancel(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ends the import; nothing was written."""
    with _said(request):
        batches.cancel(batch=_batch(request, pk), by=request.user)
        messages.success(request, "Impor dibatalkan. Tidak ada usaha yang berubah.")
    return redirect("ikm:import-detail", pk=pk)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def import_undo(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Asks whether to take back what was written; a worker then does it."""
    batch = _batch(request, pk)
    if request.method == "POST":
        with _said(request):
            batches.start_undoing(batch=batch, by=request.user)
    elif batch.can_undo(timezone.now()):
        return render(request, "ikm/import_undo.html", {"batch": batch})
    return redirect("ikm:import-detail", pk=pk)


@roles(*OFFICERS)
@require_safe
def import_errors(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The refused rows as an Excel file with the column Kesalahan."""
    batch = _batch(request, pk)
    if not (batch.wrong_count and batch.file):
        raise Http404
    content = error_workbook(batch)
    record(action="import_batch.errors_downloaded", subject=batch, by=request.user)
    response = HttpResponse(content, content_type=XLSX_TYPE)
    name = batch.file_name.rpartition(".")[0] or "usaha"
    response["Content-Disposition"] = f'attachment; filename="salah-{_ascii(name)}.xlsx"'
    return response


def _ascii(name: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in name)


@contextmanager
def _said(request: AuthenticatedHttpRequest) -> Iterator[None]:
    """Turns a refusal into a message on the next page."""
    try:
        yield
    except ImportNotReadyError:
        messages.error(request, "Impor ini sudah selesai atau masih diproses. Muat ulang halaman.")
