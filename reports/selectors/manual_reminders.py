"""What a person chose to remind of, and the reminder that comes of it."""

import datetime
from dataclasses import replace

from django.db.models import QuerySet

from certification.models import Application
from reports import channels
from reports.links import application_url
from reports.models import ReminderRule
from reports.selectors.due import USEFUL_DAYS, Due, RuleInUse, local_day, owner_of

MANUAL = "manual"
MOST = 500


def chosen(found: QuerySet[Application]) -> list[Application]:
    """These applications by number, at most `MOST`."""
    related = ("business__owner", "regency", "programme")
    return list(found.select_related(*related).order_by("number")[:MOST])


def unreachable(applications: list[Application]) -> list[Application]:
    """Those whose owner has neither e-mail nor mobile."""
    owners = [(each, owner_of(each.business)) for each in applications]
    return [each for each, owner in owners if not channels.reach(owner.email, owner.phone)]


def due_of(application: Application, period: str, text: str, now: datetime.datetime) -> Due:
    """The reminder with a person's own text, and the link to the application."""
    rule = ReminderRule.objects.get(code=MANUAL)
    today = local_day(now, application.regency.time_zone)
    return Due(
        rule=replace(RuleInUse.of(rule), body=f"{text} {{tautan}}"),
        period=period,
        region_id=application.regency_id,
        zone=application.regency.time_zone,
        recipient=owner_of(application.business),
        due_on=today,
        expires_on=today + datetime.timedelta(days=USEFUL_DAYS),
        application_id=application.pk,
        values={"nomor": application.number},
        path=application_url(application.number),
    )
