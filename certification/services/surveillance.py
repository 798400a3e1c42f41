"""The surveillance of certificates: planned when one is recorded, noted when it was done."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from certification import certificate_rules as rules
from certification.errors import SurveillanceDoneError
from certification.models import Certificate, Surveillance
from certification.models.certificates import years_after
from certification.selectors.aftercare import surveillance_years
from certification.services.drafts import local_today
from halalportal.audit import services as audit
from halalportal.lib.formats import long_date


def plan(certificate: Certificate) -> None:
    """The first one, counted from the issue; twice is once."""
    _plan(certificate, certificate.issued_on)


def plan_again(certificate: Certificate) -> None:
    """Moves what is still to come, after the day of issue was corrected."""
    if certificate.surveillances.exclude(done_on=None).exists():
        return
    certificate.surveillances.all().delete()
    plan(certificate)


@transaction.atomic
def note_done(
    *, surveillance: Surveillance, done_on: datetime.date, result: str = "", by: User
) -> Surveillance:
    """Notes that BPJPH came, and plans the next one.

    Raises:
        SurveillanceDoneError: somebody noted it in the meantime.
    """
    locked = (
        Surveillance.objects.select_for_update(of=("self",))
        .select_related("certificate__application__regency")
        .get(pk=surveillance.pk)
    )
    if not rules.can_look_after(by, locked.certificate):
        raise PermissionDenied
    if locked.done_on:
        raise SurveillanceDoneError(long_date(locked.done_on))
    locked.done_on, locked.result, locked.recorded_by = done_on, result, by
    locked.save(update_fields=["done_on", "result", "recorded_by"])
    audit.record(action="certificate.surveillance", subject=locked.certificate, by=by)
    _plan(locked.certificate, locked.due_on)
    return locked


def _plan(certificate: Certificate, since: datetime.date) -> None:
    years = surveillance_years(local_today(certificate.application.regency))
    if years:
        Surveillance.objects.get_or_create(
            certificate=certificate, due_on=years_after(since, years)
        )
