"""What SiHalal says of many cases: brought in, looked at, applied, taken back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import AuthenticatedHttpRequest
from certification.enums import MirrorOutcome
from certification.errors import CertificationError
from certification.forms.mirror import ChoiceForm, MirrorForm, TypedForm
from certification.models import MirrorBatch, MirrorRow
from certification.rules import RECORDS_OBSTACLES
from certification.selectors.mirror import earlier, row_page
from certification.selectors.zones import zone_of
from certification.services.mirror import batches
from certification.views.shared import page, posted
from halalportal.lib.access import roles

TELLERS = RECORDS_OBSTACLES
LATEST = 30
# The filters of the preview: word in the address → outcome and label.
FILTERS = {
    "": ("", "Semua"),
    "berubah": (MirrorOutcome.CHANGED, "Berubah"),
    "pilih": (MirrorOutcome.UNSURE, "Perlu dipilih"),
    "belum-dikenal": (MirrorOutcome.UNKNOWN_STATUS, "Status belum dikenal"),
    "sama": (MirrorOutcome.SAME, "Sama"),
    "tidak-ada": (MirrorOutcome.NOT_FOUND, "Tidak ada di portal"),
    "ditolak": (MirrorOutcome.REFUSED, "Tidak bisa diterapkan"),
}


@roles(*TELLERS)
@require_safe
def mirror_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The latest tables."""
    found = MirrorBatch.objects.visible_to(request.user).select_related("by", "job")
    return page(request, "mirror_list", batches=found[:LATEST], zone=zone_of(request.user))


@roles(*TELLERS)
@require_http_methods(["GET", "POST"])
def mirror_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Takes a pasted table or a file; nothing is changed yet."""
    form = MirrorForm(posted(request), request.FILES or None, zone=zone_of(request.user))
    return _brought(request, form, "mirror_form")


@roles(*TELLERS)
@require_http_methods(["GET", "POST"])
def mirror_type(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Takes one number and its status."""
    return _brought(request, TypedForm(posted(request), zone=zone_of(request.user)), "mirror_type")


def _brought(
    request: AuthenticatedHttpRequest, form: MirrorForm | TypedForm, template: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        batch = batches.bring(**form.content(), as_of=form.as_of(), by=request.user)
        return redirect("certification:mirror-detail", pk=batch.pk)
    return page(request, template, form=form)


@roles(*TELLERS)
@require_safe
def mirror_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Progress, preview or result, as far as the table has come."""
    batch = _batch(request, pk)
    chosen = request.GET.get("baris", "")
    outcome, _ = FILTERS.get(chosen, ("", ""))
    after = request.GET.get("setelah", "0")
    start = int(after) if after.isdecimal() and len(after) < 10 else 0
    is_own = batch.by_id == request.user.pk
    to_write = batches.chosen_outcomes(batch) if batch.is_open else {}
    return page(
        request,
        "mirror_detail",
        batch=batch,
        rows=row_page(batch, request.user, outcome=outcome, after=start),
        chosen=chosen if chosen in FILTERS else "",
        filters=_filters(batch),
        can_decide=is_own and batch.is_open,
        can_undo=is_own and batch.can_undo(timezone.now()),
        to_write=sum(to_write.values()),
        to_change=sum(to_write.values()) - to_write.get(MirrorOutcome.SAME, 0),
        written=batch.rows.to_take_back().count() if batch.applied_at else 0,
        earlier=earlier(batch),
        zone=zone_of(request.user),
    )


def _filters(batch: MirrorBatch) -> list[tuple[str, str, int]]:
    return [
        (word, label, batch.counts.get(outcome, 0) if outcome else batch.total)
        for word, (outcome, label) in FILTERS.items()
    ]


@roles(*TELLERS)
@require_safe
def mirror_progress(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The part that htmx renews; once the worker is done it asks for the whole page."""
    batch = _batch(request, pk)
    response = page(request, "_mirror_progress", batch=batch)
    if not batch.is_busy:
        response["HX-Refresh"] = "true"
    return response


@roles(*TELLERS)
@require_POST
def mirror_apply(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Approves the table; a worker writes the rows."""
    batch = _batch(request, pk)
    return _done(request, batch, lambda: batches.start_applying(batch=batch, by=request.user))


@roles(*TELLERS)
@require_POST
def mirror_drop(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ends a table that wrote nothing."""
    batch = _batch(request, pk)
    return _done(request, batch, lambda: batches.drop(batch=batch, by=request.user))


@roles(*TELLERS)
@require_http_methods(["GET", "POST"])
def mirror_undo(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Asks whether to take back what was written; a worker then does it."""
    batch = _batch(request, pk)
    if request.method == "POST":
        return _done(request, batch, lambda: batches.start_undoing(batch=batch, by=request.user))
    if batch.by_id != request.user.pk or not batch.can_undo(timezone.now()):
        return redirect("certification:mirror-detail", pk=pk)
    written = batch.rows.to_take_back().count()
    return page(request, "mirror_undo", batch=batch, written=written)


@roles(*TELLERS)
@require_POST
def mirror_row_choose(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Says which of the possible cases a row means."""
    row = _row(request, pk)
    form = ChoiceForm(request.POST, user=request.user)
    if not form.is_valid():
        for sentence in form.errors["application"]:
            messages.error(request, str(sentence))
        return _back(request, row.batch)
    case = form.cleaned_data["application"]
    return _done(
        request, row.batch, lambda: batches.choose(row=row, application=case, by=request.user)
    )


@roles(*TELLERS)
@require_POST
def mirror_row_skip(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Leaves a row out, or takes it in again."""
    row = _row(request, pk)
    is_skipped = request.POST.get("lewati") == "1"
    return _done(
        request,
        row.batch,
        lambda: batches.leave_out(row=row, is_skipped=is_skipped, by=request.user),
    )


def _batch(request: AuthenticatedHttpRequest, pk: int) -> MirrorBatch:
    visible = MirrorBatch.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("job", "by"), pk=pk)


def _row(request: AuthenticatedHttpRequest, pk: int) -> MirrorRow:
    visible = MirrorBatch.objects.visible_to(request.user)
    rows = MirrorRow.objects.filter(batch__in=visible).select_related("batch")
    return get_object_or_404(rows, pk=pk)


def _done(
    request: AuthenticatedHttpRequest, batch: MirrorBatch, run: Callable[[], object]
) -> HttpResponse:
    try:
        run()
    except CertificationError as error:
        messages.error(request, str(error))
    return _back(request, batch)


def _back(request: AuthenticatedHttpRequest, batch: MirrorBatch) -> HttpResponse:
    """To the table, with the filter that the person looked at."""
    response = redirect("certification:mirror-detail", pk=batch.pk)
    word = request.POST.get("baris", "")
    if word in FILTERS and word:
        response["Location"] += f"?baris={word}"
    return response
