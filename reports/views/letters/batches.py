"""Letters made together: choose the words, tick the recipients, look, number and print."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from accounts.enums import OFFICERS, READERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from reports.documents.letters import heading_of, place_and_date
from reports.enums import BatchLayout, LetterState, NumberingPolicy
from reports.forms.letter_batches import LayoutForm, NumberAllForm
from reports.letters.errors import LetterError, NoLetterheadError
from reports.models import LetterBatch, LetterTemplate
from reports.rules import can_write_letters
from reports.selectors.letters import batches as selectors
from reports.selectors.letters.offices import letterhead_of, own_office, today_at
from reports.selectors.letters.series import next_number_of
from reports.services.letters import batches as services
from reports.views.letters.shared import page, posted

PER_PAGE = 50
_SHOWN = ("organisation__region", "template", "programme", "event")


@roles(*READERS)
@require_safe
def batch_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The batches of the offices in the region, and for officers the words to begin with."""
    office = own_office(request.user)
    templates = LetterTemplate.objects.written_with(request.user) if office else None
    rows = Paginator(selectors.batches_for(request.user), PER_PAGE)
    return page(
        request,
        "letter_batch_list",
        templates=templates.valid_on(today_at(office)) if office and templates else None,
        page=rows.get_page(request.GET.get("halaman")),
    )


@roles(*READERS)
@require_safe
def batch_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One letter after the other as they will be printed, then all of them with their states."""
    return _detail(request, _visible(request, pk))


@roles(*OFFICERS)
@require_POST
def batch_number(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Gives all drafts their numbers, and starts the job that prints them."""
    batch = _own(request, pk)
    form = _number_form(request, batch)
    if form is None:
        return redirect("reports:letterhead-update")
    if not form.is_valid():
        return _detail(request, batch, form)
    try:
        job = services.number_all(
            batch=batch,
            written_on=form.cleaned_data["written_on"],
            register_numbers=form.numbers(),
            by=request.user,
        )
    except LetterError as problem:
        form.add_error(None, str(problem))
        return _detail(request, batch, form)
    messages.success(request, "Semua surat sudah bernomor. PDF sedang dibuat.")
    return redirect("jobs:job-detail", pk=job.pk)


@roles(*OFFICERS)
@require_POST
def batch_papers(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Starts the job that makes the papers again, as one PDF or as a ZIP."""
    batch, form = _own(request, pk), LayoutForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Pilih bentuk berkas.")
        return redirect("reports:letter-batch-detail", pk=pk)
    layout = BatchLayout(form.cleaned_data["layout"])
    try:
        job = services.start_papers(batch=batch, layout=layout, by=request.user)
    except LetterError as problem:
        messages.error(request, str(problem))
        return redirect("reports:letter-batch-detail", pk=pk)
    return redirect("jobs:job-detail", pk=job.pk)


@roles(*OFFICERS)
@require_POST
def batch_discard(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Deletes the drafts; what has a number stays."""
    batch = _own(request, pk)
    try:
        count = services.discard(batch=batch, by=request.user)
    except LetterError as problem:
        messages.error(request, str(problem))
        return redirect("reports:letter-batch-detail", pk=pk)
    messages.success(request, f"{count} draf dihapus.")
    return redirect("reports:letter-batch-list")


def _detail(
    request: AuthenticatedHttpRequest, batch: LetterBatch, form: NumberAllForm | None = None
) -> HttpResponse:
    states = dict(selectors.states_of(batch))
    count = sum(states.values())
    shown = selectors.shown_letter(batch, request.GET.get("ke", ""), count)
    can_write = can_write_letters(request.user, batch.organisation)
    drafts = states.get(LetterState.DRAFT, 0)
    if form is None and can_write and drafts:
        form = _number_form(request, batch)
    return page(
        request,
        "letter_batch_detail",
        batch=batch,
        states=states.items(),
        count=count,
        drafts=drafts,
        waiting=states.get(LetterState.NUMBERED, 0),
        shown=shown,
        facts=shown.letter.facts if shown else {},
        heading=heading_of(shown.letter.facts, str(shown.letter)) if shown else [],
        place_and_date=place_and_date(shown.letter) if shown else "",
        upcoming=_upcoming(batch) if form else "",
        form=form,
        can_write=can_write,
        layouts=BatchLayout.choices,
        page=Paginator(selectors.letters_of(batch), PER_PAGE).get_page(request.GET.get("halaman")),
    )


def _number_form(request: AuthenticatedHttpRequest, batch: LetterBatch) -> NumberAllForm | None:
    """The form, None while the office has no letterhead."""
    try:
        letterhead = letterhead_of(batch.organisation)
    except NoLetterheadError:
        return None
    return NumberAllForm(
        posted(request),
        has_register=letterhead.policy == NumberingPolicy.REGISTER,
        count=batch.letters.in_state(LetterState.DRAFT).count(),
        initial={"written_on": today_at(batch.organisation)},
    )


def _upcoming(batch: LetterBatch) -> str:
    """The number that the first draft gets."""
    first = selectors.letters_of(batch).in_state(LetterState.DRAFT).first()
    letterhead = letterhead_of(batch.organisation)
    return next_number_of(first, letterhead, today_at(batch.organisation)) if first else ""


def _visible(request: AuthenticatedHttpRequest, pk: int) -> LetterBatch:
    """The batch, 404 for a stranger."""
    batches = LetterBatch.objects.visible_to(request.user)
    return get_object_or_404(batches.select_related(*_SHOWN), pk=pk)


def _own(request: AuthenticatedHttpRequest, pk: int) -> LetterBatch:
    """A batch of the officer's own office, 404 for any other."""
    batches = LetterBatch.objects.written_by(request.user)
    return get_object_or_404(batches.select_related(*_SHOWN), pk=pk)
