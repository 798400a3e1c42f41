"""allauth's own views, declared public."""

from allauth.account import views as allauth_views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from halalportal.lib.access import public

login = public(allauth_views.login)
logout = public(allauth_views.logout)


@public
def signup_closed(request: HttpRequest) -> HttpResponse:
    """allauth's own sign-up is closed: its links lead to the sign-in page."""
    return redirect("account_login")
