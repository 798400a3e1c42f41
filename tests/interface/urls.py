"""Every address of the menus as an empty page, so that the frame is tested without the apps."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import URLPattern, URLResolver, include, path

from halalportal.interface.navigation import MENUS, every
from halalportal.lib.access import signed_in

OWN = {"public", "jobs"}  # apps of the project package itself
PAGE = """{% extends audience_base %}
{% block title %}Contoh{% endblock %}
{% block heading %}Halaman contoh{% endblock %}
{% block content %}<p>Isi halaman.</p>{% endblock %}"""


@signed_in
def sample(request: HttpRequest) -> HttpResponse:
    """A page in the frame of the reader's role, with a message."""
    messages.success(request, "Pengajuan terkirim.")
    return HttpResponse(engines["django"].from_string(PAGE).render({}, request))


def app(name: str, url_names: Sequence[str]) -> URLResolver:
    pages: list[URLPattern] = [path(f"{name}/{page}/", sample, name=page) for page in url_names]
    return path("", include((pages, name)))


def sample_apps() -> list[URLResolver]:
    wanted: dict[str, list[str]] = {}
    for url_name in sorted({item.url_name for menu in MENUS.values() for item in every(menu)}):
        name, _, page = url_name.partition(":")
        wanted.setdefault(name, []).append(page)
    return [app(name, pages) for name, pages in wanted.items() if name not in OWN]


urlpatterns = [
    path("", include("halalportal.interface.urls")),
    path("", include("accounts.urls")),
    path("pekerjaan/", include("halalportal.jobs.urls")),
    *sample_apps(),
]
