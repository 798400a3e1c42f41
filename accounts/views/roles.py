"""The choice of the active role for somebody who holds several."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.http import AuthenticatedHttpRequest
from accounts.middleware import SESSION_KEY
from accounts.models import Membership
from halalportal.lib.access import signed_in


@signed_in
@require_POST
def role_switch(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Makes one of the person's own memberships the active one for this session."""
    own = Membership.objects.visible_to(request.user).current()
    chosen = request.POST.get("membership", "")
    membership = get_object_or_404(own, pk=chosen if chosen.isdecimal() else None)
    request.session[SESSION_KEY] = membership.pk
    messages.success(request, f"Anda sekarang bekerja sebagai {membership}.")
    return redirect("/beranda/")
