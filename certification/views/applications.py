"""Pages of applications: list, start, detail, check answers, send, receipt."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from accounts.models import User
from certification import rules
from certification.enums import Status
from certification.errors import AlreadyAppliedError, AlreadyMovedError, CertificationError
from certification.forms.applications import ConsentForm, FilterForm
from certification.models import Application, Certificate, Programme, Verification
from certification.selectors.answers import sections_of
from certification.selectors.applications import (
    clock_of,
    last_return,
    lines,
    steps_of,
    timeline,
)
from certification.selectors.completeness import gaps_of, parts_of
from certification.selectors.keyset import page_of
from certification.services import applications as services
from certification.services.drafts import local_today
from certification.views.shared import (
    FILERS,
    READERS,
    already_moved,
    page,
    posted,
    seen_at,
    visible_application,
)
from certification.wording import STATUS_SENTENCES
from halalportal.lib.access import roles
from ikm.models import Business
from ikm.models.business import BusinessQuerySet


@roles(*READERS)
@require_GET
def application_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The applications in the person's hands, the longest waiting first."""
    form = FilterForm(request.GET, user=request.user)
    found = form.apply(Application.objects.visible_to(request.user).with_people())
    current = page_of(
        found,
        after=request.GET.get("sesudah", ""),
        before=request.GET.get("sebelum", ""),
        newest_first=not form.is_queue,
    )
    return page(
        request,
        "application_list",
        lines=lines(current.rows),
        count=found.count(),
        filters=form,
        chips=form.chips(),
        is_queue=form.is_queue,
        previous_url=_page_url(form, "sebelum", current.before),
        next_url=_page_url(form, "sesudah", current.after),
        can_start=request.user.role in FILERS,
    )


@roles(*FILERS)
@require_http_methods(["GET", "POST"])
def application_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Starts an application: choose the business, the programme, and note the consent."""
    businesses = Business.objects.visible_to(request.user).select_related("regency")
    chosen = request.GET.get("usaha", "")
    if not chosen.isdecimal():
        return _choose_business(request, businesses)
    business = get_object_or_404(businesses, pk=chosen)
    day = local_today(business.regency)
    programmes = Programme.objects.open_on(day).filter(region_id=business.regency_id[:2])
    slug = request.GET.get("program", "")
    matching = programmes.filter(slug=slug) if slug else programmes
    if len(found := list(matching[:2])) != 1:
        return page(
            request, "application_choose_programme", business=business, programmes=programmes
        )
    return _start(request, business, found[0])


def _choose_business(
    request: AuthenticatedHttpRequest, businesses: BusinessQuerySet
) -> HttpResponse:
    """Owners and companions choose among their own; officers start from the registry."""
    if request.user.role == Role.REGENCY_OFFICER:
        businesses = businesses.none()
    busy = Application.objects.open().values("business_id")
    free = businesses.exclude(pk__in=busy).order_by("name")[:50]
    return page(request, "application_choose_business", businesses=free)


def _start(
    request: AuthenticatedHttpRequest, business: Business, programme: Programme
) -> HttpResponse:
    """The last step before a draft: what is asked for, and the consent of the owner."""
    is_own = business.owner_id == request.user.pk
    sentence = services.consent_sentence(business, programme)
    form = None if is_own else ConsentForm(posted(request), sentence=sentence)
    problem = None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            application = services.create(
                business=business, programme=programme, by=request.user, has_consent=not is_own
            )
            return redirect("certification:application-detail", number=application.number)
        except CertificationError as error:
            problem = error
    return page(
        request,
        "application_create",
        business=business,
        programme=programme,
        form=form,
        problem=problem,
        existing=problem.number if isinstance(problem, AlreadyAppliedError) else "",
    )


@roles(*READERS)
@require_GET
def application_detail(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """For who files the six parts; for all where it stands, answers, history and decisions."""
    application = visible_application(request, number)
    user = request.user
    can_edit = rules.can_edit(user, application)
    return page(
        request,
        "application_detail",
        application=application,
        sentence=STATUS_SENTENCES[Status(application.status)],
        clock=clock_of(application),
        can_edit=can_edit,
        returned=last_return(application),
        timeline=timeline(application),
        steps=steps_of(application),
        decisions=_decisions(application, user),
        shows_contact=rules.can_see_contact(user),
        can_set_companion=rules.can_set_companion(user, application),
        has_filed=rules.has_filed(user, application),
        **(_task_list(application) if can_edit else _answers(application, user)),
    )


def _decisions(application: Application, user: User) -> set[str]:
    """The steps behind a button; sending has its own page with all answers."""
    steps = {step.name for step in rules.available_actions(application, user)}
    return steps - {"submit", "resubmit"}


def _task_list(application: Application) -> dict[str, Any]:
    parts = parts_of(application)
    return {
        "parts": parts,
        "done_count": sum(part.is_done for part in parts),
        "next_part": next((part for part in parts if not part.is_done), None),
    }


def _answers(application: Application, user: User) -> dict[str, Any]:
    return {
        "sections": sections_of(application, user),
        "photos": application.photos.all(),
        "certificate": Certificate.objects.filter(application=application).first(),
        "verification": Verification.objects.filter(application=application).first(),
    }


@roles(*FILERS)
@require_GET
def application_check(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """All answers on one page before they are sent, each with the way to change it."""
    application = visible_application(request, number)
    if not rules.can_edit(request.user, application):
        return redirect("certification:application-detail", number=number)
    return _check_page(request, application)


@roles(*FILERS)
@require_POST
def application_submit(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """Sends a draft, or a mended application again."""
    application = visible_application(request, number)
    send = services.resubmit if application.status == Status.RETURNED else services.submit
    try:
        send(application=application, by=request.user, seen=seen_at(request))
    except AlreadyMovedError as error:
        return already_moved(request, application, error)
    except CertificationError as error:
        return _check_page(request, application, problem=str(error))
    return redirect("certification:application-receipt", number=number)


@roles(*FILERS)
@require_GET
def application_receipt(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """What was sent, what comes next and when, and whom to ask."""
    application = visible_application(request, number)
    if application.submitted_at is None:
        return redirect("certification:application-detail", number=number)
    return page(
        request, "application_receipt", application=application, clock=clock_of(application)
    )


def _check_page(
    request: AuthenticatedHttpRequest, application: Application, *, problem: str = ""
) -> HttpResponse:
    return page(
        request,
        "application_check",
        application=application,
        sections=sections_of(application, request.user),
        photos=application.photos.all(),
        gaps=gaps_of(application),
        problem=problem,
    )


def _page_url(form: FilterForm, name: str, key: str) -> str:
    query = form.query()
    return f"?{query}{'&' if query else ''}{urlencode({name: key})}" if key else ""
