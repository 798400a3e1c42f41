"""Asking for more places, and deciding on it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import OFFICERS, READERS, Role
from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.errors import CertificationError
from certification.forms.ledger import ApprovalForm, RefusalForm, TopUpForm
from certification.models import TopUpRequest
from certification.selectors.movements import levels_of
from certification.services import top_up as services
from certification.views.shared import page, posted, visible_programme
from halalportal.lib.access import roles

ASKERS = (*OFFICERS, Role.LP3H_COORDINATOR)


@roles(*OFFICERS)
@require_GET
def top_up_waiting(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What waits for the officer's decision, of all programmes, the oldest first."""
    found = TopUpRequest.objects.to_decide(request.user).with_names()
    return page(request, "top_up_waiting", waiting=found.order_by("requested_at", "pk"))


@roles(*READERS, Role.LP3H_COORDINATOR)
@require_GET
def top_up_list(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """The requests that the person sees: those that wait first, then the decided ones."""
    programme = visible_programme(request, slug)
    found = TopUpRequest.objects.visible_to(request.user).filter(allocation__programme=programme)
    found = found.with_names()
    waiting = list(found.waiting().order_by("requested_at"))
    return page(
        request,
        "top_up_list",
        programme=programme,
        waiting=[(each, _may_decide(request, each)) for each in waiting],
        decided=found.decided()[:50],
        can_ask=_may_ask(request, programme.slug),
    )


@roles(*ASKERS)
@require_http_methods(["GET", "POST"])
def top_up_create(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """How many more places, for which of the own levels, and why."""
    programme, user = visible_programme(request, slug), request.user
    levels = [level for level in levels_of(programme, user) if rules.can_ask_top_up(user, level)]
    form = TopUpForm(posted(request), levels=levels)
    if request.method == "POST" and form.is_valid():
        try:
            services.ask(**form.cleaned_data, by=user)
        except CertificationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Permintaan tersimpan dan menunggu keputusan.")
            return redirect("certification:top-up-list", slug=slug)
    return page(request, "top_up_form", programme=programme, form=form, can_ask=bool(levels))


@roles(*ASKERS)
@require_GET
def top_up_detail(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """One request, with the decision for whoever may make it."""
    asked = _visible(request, slug, pk)
    parent = asked.allocation.parent
    return page(
        request,
        "top_up_detail",
        programme=asked.allocation.programme,
        asked=asked,
        left=parent.free if parent else None,
        source=parent,
        can_decide=_may_decide(request, asked),
        can_withdraw=asked.requested_by_id == request.user.pk,
        approval=ApprovalForm(asked=asked),
        refusal=RefusalForm(),
    )


@roles(*OFFICERS)
@require_POST
def top_up_approve(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Gives all or a part of what was asked for."""
    asked = _visible(request, slug, pk)
    form = ApprovalForm(request.POST, asked=asked)
    if not form.is_valid():
        return _back(request, asked, str(next(iter(form.errors.values()))[0]))
    return _decide(
        request,
        asked,
        lambda: services.approve(request=asked, by=request.user, **form.cleaned_data),
        "Tambahan kuota diberikan.",
    )


@roles(*OFFICERS)
@require_POST
def top_up_refuse(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Turns the request down."""
    asked, note = _visible(request, slug, pk), request.POST.get("note", "")[:200]
    return _decide(
        request,
        asked,
        lambda: services.refuse(request=asked, note=note, by=request.user),
        "Permintaan ditolak.",
    )


@roles(*ASKERS)
@require_POST
def top_up_withdraw(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Takes the own request back."""
    asked = _visible(request, slug, pk)
    return _decide(
        request,
        asked,
        lambda: services.withdraw(request=asked, by=request.user),
        "Permintaan ditarik.",
    )


def _visible(request: AuthenticatedHttpRequest, slug: str, pk: int) -> TopUpRequest:
    """The request, 404 for a stranger."""
    found = TopUpRequest.objects.visible_to(request.user).with_names()
    return get_object_or_404(found, pk=pk, allocation__programme__slug=slug)


def _decide(
    request: AuthenticatedHttpRequest, asked: TopUpRequest, run: Callable[[], object], done: str
) -> HttpResponse:
    """Runs the decision; a refusal is a message in plain words on the request's own page."""
    try:
        run()
    except CertificationError as error:
        return _back(request, asked, str(error))
    messages.success(request, done)
    return redirect("certification:top-up-list", slug=asked.allocation.programme.slug)


def _back(request: AuthenticatedHttpRequest, asked: TopUpRequest, problem: str) -> HttpResponse:
    messages.error(request, problem)
    slug = asked.allocation.programme.slug
    return redirect("certification:top-up-detail", slug=slug, pk=asked.pk)


def _may_decide(request: AuthenticatedHttpRequest, asked: TopUpRequest) -> bool:
    is_other = asked.requested_by_id != request.user.pk
    return is_other and rules.can_decide_top_up(request.user, asked.allocation)


def _may_ask(request: AuthenticatedHttpRequest, slug: str) -> bool:
    levels = levels_of(visible_programme(request, slug), request.user)
    return any(rules.can_ask_top_up(request.user, level) for level in levels)
