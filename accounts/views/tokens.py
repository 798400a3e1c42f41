"""A person's own tokens of the API: the list, a new one, taking one back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.confirming import confirm, is_fresh
from accounts.enums import STAFF
from accounts.errors import TooManyTokensError
from accounts.forms import TokenForm
from accounts.http import AuthenticatedHttpRequest
from accounts.models import ApiToken
from accounts.services import tokens
from halalportal.lib.access import roles, signed_in


@signed_in
@require_safe
def token_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """All tokens of the person, in whatever role they were made."""
    own = ApiToken.objects.visible_to(request.user).select_related(
        "membership__region", "membership__organisation"
    )
    living = set(own.valid_at(timezone.now()).values_list("pk", flat=True))
    context = {
        "rows": [(token, token.pk in living) for token in own],
        "can_make": request.user.role in STAFF,
    }
    return render(request, "accounts/token_list.html", context)


@roles(*STAFF)
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def token_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Makes a token for the active role and shows its secret on this one answer."""
    form = TokenForm(request.POST or None, confirm=_confirmation(request))
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        try:
            token, secret = tokens.make(name=answers["name"], days=answers["days"], by=request.user)
        except TooManyTokensError as error:
            form.add_error(None, str(error))
        else:
            context = {"token": token, "secret": secret}
            return render(request, "accounts/token_made.html", context)
    status = 422 if form.errors else 200
    return render(request, "accounts/token_form.html", {"form": form}, status=status)


@signed_in
@require_POST
def token_revoke(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Takes a token back."""
    token = get_object_or_404(ApiToken.objects.visible_to(request.user), pk=pk)
    tokens.revoke(token=token, by=request.user)
    messages.success(request, f"Token {token.name} dicabut.")
    return redirect("accounts:token-list")


def _confirmation(request: AuthenticatedHttpRequest) -> Callable[[str], str] | None:
    """An unlocked screen is not enough for something that works for months."""
    return None if is_fresh(request) else lambda password: confirm(request, password)
