"""Invitations of an event: who answered what, links, messages, letters."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.enums import OFFICERS, READERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from workshops import invitation_texts, rules
from workshops.forms.delegation import AllDelegationsForm
from workshops.models import Event, Invitation
from workshops.selectors import invitations as selectors
from workshops.selectors.invitations import DELEGATED, PERSONAL
from workshops.services import invitations as services
from workshops.views.shared import managed_event, problems_shown, visible_event


@roles(*READERS)
@require_GET
def invitation_list(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Delegations, invited people, and who has not answered."""
    return list_page(request, visible_event(request, pk))


@roles(*OFFICERS)
@require_POST
def invitation_prepare(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Makes the invitations that are missing."""
    event = managed_event(request, pk)
    with problems_shown(request):
        count = services.prepare_missing(event=event, by=request.user)
        messages.success(request, f"{count} undangan dibuat.")
    return redirect("workshops:invitation-list", pk=pk)


@roles(*OFFICERS)
@require_POST
def invitation_renew(
    request: AuthenticatedHttpRequest, pk: int, invitation_pk: int
) -> HttpResponse:
    """A new link; the old one opens nothing any more."""
    invitation = managed_invitation(request, pk, invitation_pk)
    with problems_shown(request):
        services.renew(invitation=invitation, by=request.user)
        messages.success(request, "Tautan baru dibuat. Kirim lagi: tautan lama tidak berlaku.")
    return redirect("workshops:invitation-list", pk=pk)


def list_page(
    request: AuthenticatedHttpRequest, event: Event, form: AllDelegationsForm | None = None
) -> HttpResponse:
    """The page of invitations, with the form for all kab/kota as it stands."""
    can_manage = rules.can_manage(request.user, event)
    invited = selectors.invited(event, request.user)
    context = {
        "event": event,
        "can_manage": can_manage,
        "sees_all": rules.can_see_all_participants(request.user, event),
        "invited": invited,
        "unanswered": [(each, invitation_texts.whatsapp_url(each)) for each in invited.unanswered],
        "form": form or AllDelegationsForm(),
    }
    return render(request, "workshops/invitation_list.html", context)


def managed_invitation(
    request: AuthenticatedHttpRequest, pk: int, invitation_pk: int
) -> Invitation:
    """The invitation of exactly this event, 404 for an officer of another region."""
    event = managed_event(request, pk)
    invitations = event.invitations.select_related(
        "event__organiser__region", *DELEGATED, *PERSONAL
    )
    return get_object_or_404(invitations, pk=invitation_pk)
