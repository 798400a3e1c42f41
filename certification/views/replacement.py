"""Giving a place to another business: who should leave, who is asked, and the answers."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import OFFICERS, Role
from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.enums import MandateTask
from certification.errors import AlreadyMovedError, CertificationError
from certification.forms.replacement import DeclineForm, ReplacementForm
from certification.models import Offer, Replacement
from certification.selectors import replacement as selectors
from certification.selectors.mandates import mandate_for
from certification.services import replacement as services
from certification.services.drafts import local_today
from certification.views.shared import (
    already_moved,
    page,
    posted,
    seen_at,
    visible_application,
    visible_programme,
)
from halalportal.lib.access import roles

READERS = (*OFFICERS, Role.LP3H_COORDINATOR, Role.AUDITOR, Role.HEAD)
ANSWERERS = (Role.OWNER, Role.REGENCY_OFFICER)


@roles(*READERS)
@require_GET
def replacement_list(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Who should leave, whose answer is awaited, and the chain of every place."""
    programme = visible_programme(request, slug)
    can_act = request.user.role in OFFICERS
    today = local_today(programme.region)
    return page(
        request,
        "replacement_list",
        programme=programme,
        can_act=can_act,
        proposals=selectors.proposals(programme, request.user, today) if can_act else [],
        chains=selectors.chains(programme, request.user),
    )


@roles(*OFFICERS)
@require_GET
def replacement_waiting(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Places that came free and that nobody is asked for, of all programmes."""
    related = ("left__programme", "left__business", "left__regency", "reason")
    found = selectors.unoffered(request.user).select_related(*related)
    return page(request, "replacement_waiting", replacements=found.order_by("opened_at", "pk"))


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def replacement_create(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """Takes a business out and offers its place to the next, after showing who that is."""
    application = visible_application(request, number)
    if not (rules.can_replace(request.user, application) and application.allocation):
        raise PermissionDenied
    initial = {"reason": request.GET.get("alasan")}
    form = ReplacementForm(posted(request), day=local_today(application.regency), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            replacement = services.open_replacement(
                application=application, by=request.user, seen=seen_at(request), **form.cleaned_data
            )
        except AlreadyMovedError as error:
            return already_moved(request, application, error)
        except CertificationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _outcome(replacement))
            return redirect("certification:replacement-list", slug=application.programme.slug)
    line = selectors.next_for(application.allocation, besides=[application.business_id], limit=3)
    return page(request, "replacement_create", application=application, form=form, line=line)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def offer_create(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Chooses whom to ask when nobody is being asked."""
    replacement = _visible(request, pk)
    if not rules.can_replace(request.user, replacement.left):
        raise PermissionDenied
    line = selectors.next_in_line(replacement)
    chosen = {str(item.business.pk): item.business for item in line}.get(
        request.POST.get("usaha", "")
    )
    if request.method == "POST" and chosen:
        return _run(
            request,
            replacement,
            lambda: services.offer(replacement=replacement, business=chosen, by=request.user),
            f"Tempat ditawarkan kepada {chosen.name}.",
        )
    return page(
        request,
        "offer_create",
        replacement=replacement,
        line=line,
        is_missing=request.method == "POST",
    )


@roles(*OFFICERS)
@require_POST
def replacement_close(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Stops asking; the place stays free."""
    replacement = _visible(request, pk)
    return _run(
        request,
        replacement,
        lambda: services.close(replacement=replacement, by=request.user),
        "Penggantian ditutup. Tempatnya bebas untuk pengajuan lain.",
    )


@roles(*ANSWERERS)
@require_GET
def offer_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """What is offered, until when, and the two answers."""
    return _offer_page(request, _offer(request, pk))


@roles(*ANSWERERS)
@require_POST
def offer_accept(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Takes the place: the application begins."""
    offer = _offer(request, pk)
    try:
        application = services.accept(offer=offer, by=request.user)
    except CertificationError as error:
        return _offer_page(request, offer, problem=str(error))
    messages.success(request, "Tempat diterima. Lengkapi pengajuannya sekarang.")
    return redirect("certification:application-detail", number=application.number)


@roles(*ANSWERERS)
@require_POST
def offer_decline(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Leaves the place to the next."""
    offer = _offer(request, pk)
    form = DeclineForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    try:
        services.decline(offer=offer, note=note, by=request.user)
    except CertificationError as error:
        return _offer_page(request, offer, problem=str(error))
    messages.success(request, "Jawaban tersimpan. Tempat diteruskan ke usaha berikutnya.")
    if request.user.role == Role.OWNER:
        return redirect("reports:home")
    slug = offer.replacement.left.programme.slug
    return redirect("certification:replacement-list", slug=slug)


def _offer_page(
    request: AuthenticatedHttpRequest, offer: Offer, *, problem: str = ""
) -> HttpResponse:
    offer.refresh_from_db(fields=["state", "answered_at"])
    business = offer.business
    mandate = mandate_for(business, request.user, local_today(business.regency))
    return page(
        request,
        "offer_detail",
        offer=offer,
        programme=offer.replacement.left.programme,
        needs_mandate=not rules.may_act(request.user, business, mandate, MandateTask.FILL),
        decline=DeclineForm(),
        problem=problem,
    )


def _run(
    request: AuthenticatedHttpRequest,
    replacement: Replacement,
    act: Callable[[], object],
    done: str,
) -> HttpResponse:
    try:
        act()
    except CertificationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("certification:replacement-list", slug=replacement.left.programme.slug)


def _visible(request: AuthenticatedHttpRequest, pk: int) -> Replacement:
    visible = Replacement.objects.visible_to(request.user)
    related = ("left__programme", "left__business", "left__regency", "allocation__region")
    return get_object_or_404(visible.select_related(*related), pk=pk)


def _offer(request: AuthenticatedHttpRequest, pk: int) -> Offer:
    related = ("business__regency", "replacement__left__programme")
    return get_object_or_404(Offer.objects.visible_to(request.user).select_related(*related), pk=pk)


def _outcome(replacement: Replacement) -> str:
    offer = replacement.offers.select_related("business").last()
    if offer is None:
        return "Pengajuan dihentikan. Belum ada cadangan, jadi tempatnya bebas."
    return f"Pengajuan dihentikan. Tempatnya ditawarkan kepada {offer.business.name}."
