"""Starting an application, checking its answers, sending it, and the receipt."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import OFFICERS, Role
from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.enums import MandateTask, Status, Track
from certification.errors import AlreadyAppliedError, AlreadyMovedError, CertificationError
from certification.forms.applications import InsistForm
from certification.models import Application, Programme
from certification.owner_receipt import is_on_behalf
from certification.selectors.answers import sections_of, statement_of
from certification.selectors.applications import (
    clock_of,
)
from certification.selectors.completeness import parts_of
from certification.selectors.mandates import mandate_for, mandate_now
from certification.selectors.uploads import shown_uploads
from certification.services import applications as services
from certification.services import elsewhere
from certification.services.drafts import local_today
from certification.views import told
from certification.views.shared import (
    FILERS,
    already_moved,
    page,
    posted,
    seen_at,
    visible_application,
)
from certification.wording import AFTER_SENDING, MONEY, TOLD
from halalportal.lib.access import roles
from ikm.models import Business
from ikm.models.business import BusinessQuerySet


@roles(*FILERS)
@require_http_methods(["GET", "POST"])
def application_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Starts an application: choose the business and the programme."""
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
    """The last step before a draft: what is asked for, and the mandate of who is not the owner."""
    mandate = mandate_for(business, request.user, local_today(business.regency))
    needs_mandate = not rules.may_act(request.user, business, mandate, MandateTask.FILL)
    standing = elsewhere.standing_of(business)
    may_insist = elsewhere.is_settled(standing) and request.user.role in OFFICERS
    insist = InsistForm(posted(request)) if may_insist else None
    problem = None
    if request.method == "POST" and (insist is None or insist.is_valid()):
        try:
            application = services.create(
                business=business,
                programme=programme,
                by=request.user,
                reason=insist.cleaned_data["reason"] if insist else "",
            )
        except CertificationError as error:
            problem = error
        else:
            if told.use(request, application):
                messages.info(request, TOLD)
            return redirect("certification:application-detail", number=application.number)
    return page(
        request,
        "application_create",
        business=business,
        programme=programme,
        mandate=mandate,
        needs_mandate=needs_mandate,
        insist=insist,
        news=elsewhere.sentence_about(standing),
        must_ask=elsewhere.is_settled(standing) and not may_insist,
        problem=problem,
        existing=problem.number if isinstance(problem, AlreadyAppliedError) else "",
    )


@roles(*FILERS)
@require_GET
def application_check(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """All answers on one page before they are sent, each with the way to change it."""
    application = _with_answers(request, number)
    mandate = mandate_now(application, request.user)
    if not rules.can_edit(request.user, application, mandate):
        return redirect("certification:application-detail", number=number)
    return _check_page(request, application)


@roles(*FILERS)
@require_POST
def application_submit(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """Sends a draft, or a mended application again."""
    application = get_object_or_404(Application.objects.visible_to(request.user), number=number)
    send = services.resubmit if application.status == Status.RETURNED else services.submit
    try:
        send(application=application, by=request.user, seen=seen_at(request))
    except AlreadyMovedError as error:
        return already_moved(request, application, error)
    except CertificationError as error:
        return _check_page(request, _with_answers(request, number), problem=str(error))
    return redirect("certification:application-receipt", number=number)


@roles(*FILERS)
@require_GET
def application_receipt(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """What was sent, what comes next and when, and whom to ask."""
    application = visible_application(request, number)
    if application.submitted_at is None:
        return redirect("certification:application-detail", number=number)
    return page(
        request,
        "application_receipt",
        application=application,
        clock=clock_of(application),
        next_steps=AFTER_SENDING[Track(application.track)],
        money=MONEY[Track(application.track)],
        is_on_behalf=is_on_behalf(application),
    )


def _with_answers(request: AuthenticatedHttpRequest, number: str) -> Application:
    applications = Application.objects.visible_to(request.user).with_people().with_answers()
    applications = applications.select_related("product_class", "business__village")
    return get_object_or_404(applications, number=number)


def _check_page(
    request: AuthenticatedHttpRequest, application: Application, *, problem: str = ""
) -> HttpResponse:
    parts = parts_of(application)
    return page(
        request,
        "application_check",
        application=application,
        sections=sections_of(application, request.user),
        statement=statement_of(application),
        photos=shown_uploads(application, request.user),
        opened=[part.code for part in parts if part.is_open],
        gaps=[gap for part in parts for gap in part.gaps],
        money=MONEY[Track(application.track)],
        problem=problem,
    )
