"""Selection rounds: list, frame, criteria, marks, ranking, minutes."""

from collections.abc import Callable

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import OFFICERS, Role
from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.enums import Outcome, RoundState
from certification.errors import CertificationError
from certification.forms.selection import CriterionForm, MarkForm, RoundForm
from certification.minutes import MINUTES_JOB
from certification.models import Candidate, Criterion, Nomination, Programme, SelectionRound
from certification.selectors import selection as selectors
from certification.services import selection as services
from certification.services.drafts import local_today
from certification.views.shared import managed_programme, page, posted, visible_programme
from halalportal.jobs import services as jobs
from halalportal.lib.access import roles
from halalportal.outbox.models import Queue

READERS = (*OFFICERS, Role.AUDITOR)


@roles(*READERS)
@require_GET
def round_list(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """The rounds of a programme."""
    programme = visible_programme(request, slug)
    return page(
        request,
        "round_list",
        programme=programme,
        rounds=selectors.rounds_of(programme, request.user),
        can_manage=rules.can_manage_programme(request.user, programme),
    )


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def round_create(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """A new round with a ready-made score card."""
    programme = managed_programme(request, slug)
    form = RoundForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.open_round(
                programme=programme,
                details=form.details(),
                ready_set=form.cleaned_data["ready_set"],
                by=request.user,
            )
        except CertificationError as error:
            form.add_error(None, str(error))
        else:
            return redirect("certification:round-detail", pk=made.pk)
    free = selectors.free_places(programme)
    return page(request, "round_form", programme=programme, form=form, free=free)


@roles(*READERS)
@require_GET
def round_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Criteria and candidates; marks of others and the ranking only once it is closed."""
    round_ = _visible(request, pk)
    can_manage = rules.can_manage_programme(request.user, round_.programme)
    rows = selectors.candidate_rows(round_, request.user)
    return page(
        request,
        "round_detail",
        programme=round_.programme,
        round=round_,
        rows=rows,
        criteria=selectors.criteria_of(round_),
        scorers=selectors.scorer_names(round_) if round_.state == RoundState.CLOSED else [],
        done=sum(row.scorers >= round_.scorers_needed for row in rows),
        fresh=selectors.waiting_nominations(round_).count() if can_manage else 0,
        can_manage=can_manage,
        **_next_step(request, round_, rows),
    )


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def criterion_create(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One more criterion while the round is a draft."""
    round_ = _visible(request, pk)
    form = CriterionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.add_criterion(round_=round_, details=form.details(), by=request.user)
        except CertificationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Kriteria ditambah.")
            return redirect("certification:round-detail", pk=pk)
    return page(request, "criterion_form", programme=round_.programme, round=round_, form=form)


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def criterion_change(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Another weight, gate or wording while the round is a draft."""
    criterion = _criterion(request, pk)
    form = CriterionForm(posted(request), initial=model_to_dict(criterion))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_criterion(criterion=criterion, details=form.details(), by=request.user)
        except CertificationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Kriteria diubah.")
            return redirect("certification:round-detail", pk=criterion.round_id)
    context = {"programme": criterion.round.programme, "round": criterion.round}
    return page(request, "criterion_form", form=form, criterion=criterion, **context)


@roles(Role.PROVINCE_OFFICER)
@require_POST
def criterion_remove(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Takes a criterion out while the round is a draft."""
    criterion = _criterion(request, pk)
    return _run(
        request,
        criterion.round_id,
        lambda: services.remove_criterion(criterion=criterion, by=request.user),
        f"Kriteria {criterion.name} dihapus.",
    )


@roles(Role.PROVINCE_OFFICER)
@require_POST
def round_fill(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Takes in nominations that passed since."""
    round_ = _visible(request, pk)
    return _run(
        request,
        pk,
        lambda: services.fill(round_=round_, by=request.user),
        "Usulan yang lolos sudah masuk daftar calon.",
    )


@roles(Role.PROVINCE_OFFICER)
@require_POST
def round_publish(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Announces the criteria; from now on they stay as they are."""
    round_ = _visible(request, pk)
    return _run(
        request,
        pk,
        lambda: services.publish(round_=round_, by=request.user),
        "Kriteria diumumkan. Penilaian bisa dimulai.",
    )


@roles(Role.PROVINCE_OFFICER)
@require_POST
def round_close(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ranks the candidates."""
    round_ = _visible(request, pk)
    return _run(
        request,
        pk,
        lambda: services.close(round_=round_, by=request.user),
        "Hasil seleksi ditetapkan.",
    )


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def candidate_mark(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One person's score card; the marks of others are not shown."""
    visible = SelectionRound.objects.visible_to(request.user)
    candidate = get_object_or_404(
        Candidate.objects.filter(
            round__in=visible, nomination__in=Nomination.objects.visible_to(request.user)
        ).select_related("round__programme", "nomination__business__regency"),
        pk=pk,
    )
    own = selectors.own_marks(candidate, request.user)
    form = MarkForm(posted(request), candidate=candidate, own=own)
    if request.method == "POST" and form.is_valid():
        try:
            services.give_marks(candidate=candidate, marks=form.marks(), by=request.user)
        except CertificationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Nilai {candidate.nomination.business.name} tersimpan.")
            return redirect("certification:round-detail", pk=candidate.round_id)
    return page(
        request,
        "candidate_mark",
        programme=candidate.round.programme,
        candidate=candidate,
        form=form,
    )


@roles(*READERS)
@require_POST
def round_minutes(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Makes the minutes as PDF in the background."""
    round_ = _visible(request, pk)
    membership = request.user.active_membership
    job = jobs.start(
        kind=MINUTES_JOB,
        title=f"Berita acara {round_.name}",
        by=request.user,
        queue=Queue.PDF,
        round_id=round_.pk,
        user_id=request.user.pk,
        membership_id=membership.pk if membership else 0,
    )
    return redirect("jobs:job-detail", pk=job.pk)


def _next_step(
    request: AuthenticatedHttpRequest, round_: SelectionRound, rows: list[selectors.CandidateRow]
) -> dict[str, object]:
    """How many of the selected have an application, and whether the person may start one."""
    selected = sum(row.candidate.outcome == Outcome.SELECTED for row in rows)
    waiting = sum(row.waits_to_apply for row in rows)
    programme = round_.programme
    is_open = Programme.objects.open_on(local_today(programme.region)).filter(pk=programme.pk)
    can_start = request.user.role == Role.REGENCY_OFFICER and is_open.exists()
    return {
        "selected": selected,
        "waiting": waiting,
        "started": selected - waiting,
        "can_start": can_start,
    }


def _visible(request: AuthenticatedHttpRequest, pk: int) -> SelectionRound:
    rounds = SelectionRound.objects.visible_to(request.user)
    return get_object_or_404(rounds.select_related("programme__region", "closed_by"), pk=pk)


def _criterion(request: AuthenticatedHttpRequest, pk: int) -> Criterion:
    visible = SelectionRound.objects.visible_to(request.user)
    criteria = Criterion.objects.filter(round__in=visible).select_related("round__programme")
    return get_object_or_404(criteria, pk=pk)


def _run(
    request: AuthenticatedHttpRequest, pk: int, act: Callable[[], object], done: str
) -> HttpResponse:
    try:
        act()
    except CertificationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("certification:round-detail", pk=pk)
