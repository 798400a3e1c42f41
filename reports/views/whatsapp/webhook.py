"""Where WhatsApp tells what became of messages, and what people answer."""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from halalportal.lib.access import public
from reports.channels import webhook
from reports.services.whatsapp import wishes
from reports.services.whatsapp.statuses import note

logger = logging.getLogger(__name__)
# The largest notification that WhatsApp sends.
LARGEST = 3 * 1024 * 1024


@public
@csrf_exempt  # WhatsApp has no cookie of ours; it signs what it sends with the app's secret.
@never_cache
@require_http_methods(["GET", "POST"])
def whatsapp_webhook(request: HttpRequest) -> HttpResponse:
    """Answers the challenge with which the address is registered, and takes notifications."""
    return _challenge(request) if request.method == "GET" else _notification(request)


def _challenge(request: HttpRequest) -> HttpResponse:
    expected = settings.WHATSAPP_VERIFY_TOKEN
    is_known = expected and constant_time_compare(request.GET.get("hub.verify_token", ""), expected)
    if request.GET.get("hub.mode") != "subscribe" or not is_known:
        return HttpResponseForbidden()
    answer = request.GET.get("hub.challenge", "")
    return HttpResponse(answer[:200], content_type="text/plain")


def _notification(request: HttpRequest) -> HttpResponse:
    """200 for everything that is signed, also for what the portal does not know.

    Any other answer makes WhatsApp send it again for days.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LARGEST:
        return HttpResponse(status=413)
    body = request.body
    if not webhook.is_signed(body, request.headers.get("X-Hub-Signature-256", "")):
        logger.warning("A notification to the WhatsApp webhook was not signed by WhatsApp")
        return HttpResponseForbidden()
    try:
        data = webhook.read(body)
    except ValueError:
        return HttpResponse(status=400)
    now = timezone.now()
    for status in webhook.statuses(data, now):
        note(status=status, now=now)
    for wish in webhook.wishes(data):
        wishes.follow(wish)
    return HttpResponse()
