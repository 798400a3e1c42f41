"""Asking for corrections, and the supervisor's word on a third time for the same reason."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import OFFICERS, Role
from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.enums import Decision, Status
from certification.errors import AlreadyMovedError, CertificationError
from certification.forms.returns import ReturnItemsForm, ThirdReturnForm
from certification.models import Application, ThirdReturn
from certification.selectors.applications import last_return
from certification.selectors.returns import alarm_of, third_returns
from certification.selectors.series import next_to_check
from certification.services import returns, supervision
from certification.services.drafts import local_today
from certification.views.shared import (
    MOVERS,
    already_moved,
    page,
    posted,
    seen_at,
    taken,
    visible_application,
)
from halalportal.lib.access import roles

AFTER = {
    ThirdReturnForm.CALL: "certification:obstacle-create",
    ThirdReturnForm.STOP: "certification:application-stop",
}


@roles(*MOVERS)
@require_http_methods(["GET", "POST"])
def application_return(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """Asks the owner for corrections, each with a coded reason."""
    application = visible_application(request, number)
    name = "verify_return" if request.user.role == Role.COMPANION else "return"
    if not rules.can_move(request.user, application, name):
        raise PermissionDenied
    form = ReturnItemsForm(posted(request), day=local_today(application.regency))
    if request.method != "POST" and name not in _open_steps(request, application):
        return redirect("certification:application-detail", number=number)
    try:
        if request.method == "POST" and form.is_valid():
            return _give_back(request, application, name, form)
    except AlreadyMovedError as error:
        return already_moved(request, application, error)
    except CertificationError as error:
        form.add_error(None, str(error))
    return page(
        request,
        "application_return",
        application=application,
        form=form,
        alarm=alarm_of(application),
        next_number=_next(request, application),
    )


def _next(request: AuthenticatedHttpRequest, application: Application) -> str | None:
    """What an officer may go on with; a companion comes from a visit."""
    is_officer = request.user.role in OFFICERS
    return next_to_check(request.user, application) if is_officer else None


def _open_steps(request: AuthenticatedHttpRequest, application: Application) -> set[str]:
    return {step.name for step in rules.available_actions(application, request.user)}


def _give_back(
    request: AuthenticatedHttpRequest, application: Application, name: str, form: ReturnItemsForm
) -> HttpResponse:
    third = returns.give_back(
        application=application,
        items=form.items(),
        note=form.cleaned_data["note"],
        by=request.user,
        seen=seen_at(request),
    )
    return taken(request, application, "third" if third else name)


@roles(Role.PROVINCE_OFFICER)
@require_GET
def third_return_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Third returns for the same reason that wait for the person's decision."""
    return page(request, "third_return_list", thirds=third_returns(request.user))


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def third_return_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """What was asked before and now, and the four ways on."""
    thirds = ThirdReturn.objects.visible_to(request.user).select_related("asked_by", "reason")
    third = get_object_or_404(thirds, pk=pk)
    application = visible_application(request, third.application.number)
    if third.decision != Decision.WAITING:
        return redirect("certification:application-detail", number=application.number)
    can_accept = application.status == Status.SUBMITTED
    form = ThirdReturnForm(posted(request), can_accept=can_accept)
    try:
        if request.method == "POST" and form.is_valid():
            return _decide(request, third, application, form)
    except AlreadyMovedError as error:
        return already_moved(request, application, error)
    except CertificationError as error:
        form.add_error(None, str(error))
    return page(
        request,
        "third_return_detail",
        third=third,
        items=returns.items_of(third),
        application=application,
        form=form,
        last=last_return(application),
        may_decide=rules.can_decide_third_return(request.user, third),
    )


def _decide(
    request: AuthenticatedHttpRequest,
    third: ThirdReturn,
    application: Application,
    form: ThirdReturnForm,
) -> HttpResponse:
    """One of four; calling and stopping go on to the page where that is written down."""
    decision, answer = form.cleaned_data["decision"], form.cleaned_data["answer"]
    if decision == ThirdReturnForm.SEND_BACK:
        supervision.send_back(third=third, answer=answer, by=request.user)
        return taken(request, application, "return")
    if decision == ThirdReturnForm.ACCEPT:
        supervision.accept_instead(third=third, answer=answer, by=request.user)
        return taken(request, application, "accept")
    supervision.keep(third=third, answer=answer, by=request.user)
    messages.success(request, "Keputusan Anda tersimpan.")
    return redirect(AFTER[decision], number=application.number)
