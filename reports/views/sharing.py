"""A programme's page for somebody without an account: making the link, taking it back, opening."""

from urllib.parse import quote

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import READERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import public, roles
from halalportal.lib.attempts import is_too_often, is_used_up
from halalportal.lib.encryption import keyed_index
from reports.forms.sharing import ShareForm
from reports.models import ShareLink
from reports.selectors.overview import overview
from reports.selectors.shared import own_links, shared_page
from reports.services import sharing
from reports.views.summaries import base_for, day_of, visible_programme
from reports.whatsapp_lines import whatsapp_lines

# Unknown codes only: whoever has a link may open it as often as needed.
MOST_UNKNOWN = 60
_HOUR = 3_600


@roles(*READERS)
@require_http_methods(["GET", "POST"])
def share_link_create(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Makes a link to the page, and shows the person's links that still open."""
    programme = visible_programme(request, slug)
    as_of = day_of(request, programme)
    form = ShareForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        days = form.cleaned_data["days"]
        sharing.share(programme=programme, as_of=as_of, days=days, by=request.user)
        messages.success(request, "Tautan siap dikirim.")
        return redirect(request.get_full_path())
    page = overview(programme=programme, scope=request.user.scope, as_of=as_of)
    context = {
        "programme": programme,
        "form": form,
        "page": page,
        "lines": whatsapp_lines(page),
        "links": [
            _shown(request, link) for link in own_links(request.user, programme, timezone.now())
        ],
        "base_template": base_for(request),
    }
    return render(request, "reports/share_link_create.html", context)


@roles(*READERS)
@require_POST
def share_link_revoke(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Takes one of the person's links back at once."""
    links = ShareLink.objects.visible_to(request.user).filter(programme__slug=slug)
    if sharing.revoke(link=get_object_or_404(links, pk=pk), by=request.user):
        messages.success(request, "Tautan dicabut. Tidak ada lagi yang bisa membukanya.")
    return redirect("reports:share-link-create", slug=slug)


@public
@never_cache
@require_safe
def share_link_show(request: HttpRequest, code: str) -> HttpResponse:
    """The page behind a link; the same answer for an unknown, expired and revoked one."""
    address = get_adapter(request).get_client_ip(request)
    key = f"share-from:{keyed_index(address, field='share')}"
    if is_used_up(key, most=MOST_UNKNOWN):
        return _answer(request, {"is_too_often": True}, status=429)
    shared = shared_page(code, timezone.now())
    if shared is None:
        is_too_often(key, most=MOST_UNKNOWN, seconds=_HOUR)
        return _answer(request, {}, status=404)
    return _answer(request, {"shared": shared, "page": shared.page}, status=200)


def _answer(request: HttpRequest, context: dict[str, object], *, status: int) -> HttpResponse:
    response = render(request, "reports/share_link_show.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _shown(request: HttpRequest, link: ShareLink) -> dict[str, object]:
    """A link with its whole address, and the message that carries it."""
    url = request.build_absolute_uri(reverse("reports:share-link-show", args=[link.code]))
    text = f"Ringkasan {link.programme.name}: {url}"
    return {
        "link": link,
        "url": url,
        "whatsapp_url": f"https://wa.me/?text={quote(text, safe='')}",
    }
