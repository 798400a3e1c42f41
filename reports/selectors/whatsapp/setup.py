"""How the connection to WhatsApp is: what is set, what was told last, what was refused."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Max

from reports.channels import cloud, cloud_errors
from reports.enums import DeliveryState
from reports.models import ReminderRule, WhatsAppMessage

# Rules whose text is another each time have no template.
_FREE_TEXT = "{isi}"


@dataclass(frozen=True, slots=True)
class Failure:
    """An error code with its meaning and how often it came."""

    code: int | None
    meaning: str
    count: int
    last_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A rule, and the text to have approved for it."""

    rule: ReminderRule
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """No secret is in here, only whether it is set."""

    is_set_up: bool
    has_secret: bool
    has_verify_token: bool
    webhook_url: str
    last_told_at: datetime.datetime | None
    waiting_for_news: int
    failures: list[Failure]
    templates: list[TemplateLine]


def setup(path: str, since: datetime.datetime) -> Setup:
    """The state of the connection; `path` is that of the webhook."""
    messages = WhatsAppMessage.objects.order_by()
    counted = (
        messages.filter(state=DeliveryState.FAILED, created_at__gte=since)
        .values_list("error_code")
        .annotate(n=Count("pk"), last=Max("created_at"))
    )
    return Setup(
        is_set_up=cloud.is_set_up(),
        has_secret=bool(settings.WHATSAPP_APP_SECRET),
        has_verify_token=bool(settings.WHATSAPP_VERIFY_TOKEN),
        webhook_url=settings.PORTAL_URL + path,
        last_told_at=messages.aggregate(last=Max("told_at"))["last"],
        waiting_for_news=messages.filter(state=DeliveryState.SENT, told_at=None).count(),
        failures=[
            Failure(code, cloud_errors.explain(code), n, last)
            for code, n, last in counted.order_by("-n", "error_code")
        ],
        templates=[
            TemplateLine(rule, cloud.template_text(rule))
            for rule in ReminderRule.objects.filter(is_active=True).order_by("label")
            if rule.body != _FREE_TEXT
        ],
    )
