"""Reminders about life with a certificate. None asks to renew it: it has no end."""

import datetime
from collections.abc import Iterator
from itertools import groupby

from certification.enums import CertificateState, Status
from certification.models import Application, Material, Surveillance
from halalportal.interface.navigation import address
from halalportal.lib.formats import long_date
from reports.links import certificate_url
from reports.selectors.due import USEFUL_DAYS, Due, RuleInUse, owner_of, shifted


def surveillance_due(rule: RuleInUse, now: datetime.datetime) -> Iterator[Due]:
    """To the owner: BPJPH looks again four years after the issue."""
    first, last = _window(rule, now)
    coming = Surveillance.objects.to_do().filter(due_on__gte=first, due_on__lte=last)
    coming = rule.narrow(coming, programme="certificate__application__programme")
    people = "certificate__application__business__owner"
    for look in coming.select_related(people, "certificate__application__regency"):
        certificate = look.certificate
        yield _due(
            rule,
            certificate.application,
            look.due_on,
            period=f"{look.pk}:{look.due_on:%Y%m%d}",
            values={"nomor": certificate.number, "batas": long_date(look.due_on)},
            path=certificate_url(certificate.number),
        )


def material_certificate_due(rule: RuleInUse, now: datetime.datetime) -> Iterator[Due]:
    """To the owner: the certificates of some materials end on a day; one message for all."""
    first, last = _window(rule, now)
    ending = (
        Material.objects.filter(certificate_until__gte=first, certificate_until__lte=last)
        .filter(application__status=Status.ISSUED)
        .exclude(application__certificate__state=CertificateState.REVOKED)
        .select_related("application__business__owner", "application__regency")
        .order_by("application_id", "certificate_until", "pk")
    )
    ending = rule.narrow(ending, record="application", programme="application__programme")
    for (_, day), found in groupby(
        ending, key=lambda material: (material.application_id, material.certificate_until)
    ):
        materials = list(found)
        application = materials[0].application
        yield _due(
            rule,
            application,
            day,
            period=f"{application.pk}:{day:%Y%m%d}",
            values={
                "bahan": ", ".join(material.name for material in materials),
                "batas": long_date(day),
            },
            path=address("certification:ending-material-list"),
        )


def _window(rule: RuleInUse, now: datetime.datetime) -> tuple[datetime.date, datetime.date]:
    """The days about which the rule may speak now, a day wider for the zones."""
    ahead = now.date() - datetime.timedelta(days=rule.offset_days)
    slack = datetime.timedelta(days=1)
    return ahead - datetime.timedelta(days=USEFUL_DAYS) - slack, ahead + slack


def _due(
    rule: RuleInUse,
    application: Application,
    day: datetime.date,
    *,
    period: str,
    values: dict[str, str],
    path: str,
) -> Due:
    due_on = shifted(day, rule)
    return Due(
        rule=rule,
        period=period,
        region_id=application.regency_id,
        zone=application.regency.time_zone,
        recipient=owner_of(application.business),
        due_on=due_on,
        expires_on=min(due_on + datetime.timedelta(days=USEFUL_DAYS), day),
        application_id=application.pk,
        values={"usaha": application.business.name} | values,
        path=path,
    )
