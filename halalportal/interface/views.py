"""The public pages and the gallery of components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from halalportal.interface.gallery import sample_context
from halalportal.interface.navigation import address
from halalportal.interface.texts import ANSWERS, STEPS
from halalportal.lib.access import public, roles


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the portal is, who may join, what to do."""
    context = {
        "steps": STEPS,
        "check_url": address("certification:eligibility-check"),
        "status_url": address("certification:status-lookup"),
    }
    return render(request, "public/home.html", context)


@public
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to reach the office, and answers to the questions that are asked most."""
    return render(request, "public/help.html", {"answers": ANSWERS})


@roles("admin")
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, to look at after a change of style."""
    return render(request, "public/gallery.html", sample_context())
