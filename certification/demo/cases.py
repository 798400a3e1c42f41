"""Writes whole applications: the row, its status trail, ledger, answers, findings, certificate."""

import datetime
import random
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from django.db.models import prefetch_related_objects

from certification.demo import (
    answers,
    judgements,
    ledger,
    mandates,
    national,
    photos,
    results,
    trail,
)
from certification.demo.numbers import application_numbers, registration_numbers
from certification.demo.plan import Case
from certification.enums import Status
from certification.models import (
    Application,
    Programme,
    ReturnItem,
    ReturnReason,
    StatusChange,
)
from certification.selectors.snapshot import snapshot_of
from certification.services import tallies
from certification.workflow import RETURNS, transitions_for


def write_cases(
    *,
    programme: Programme,
    cases: Iterable[Case],
    as_of: datetime.datetime,
    rng: random.Random,
) -> list[Application]:
    """Writes the applications in the order of their filing and returns them.

    Args:
        as_of: the moment at which the story ends.
    """
    zone = ZoneInfo(programme.region.time_zone)
    cases = sorted(cases, key=lambda case: (case.filed_at, case.business.name))
    applications = _applications(programme, cases, as_of, rng)
    pairs = list(zip(applications, cases, strict=True))
    changes = [change for pair in pairs for change in _changes(*pair)]
    StatusChange.objects.bulk_create(changes)
    _name_what_to_mend(changes)
    trail.write(changes, ledger.write(pairs))
    tallies.add_history(applications)
    answers.write(pairs, rng)
    photos.write(pairs)
    _freeze(applications)
    judgements.write(pairs, zone)
    results.write(pairs, zone)
    national.write(pairs, as_of)
    return applications


def _applications(
    programme: Programme, cases: Sequence[Case], as_of: datetime.datetime, rng: random.Random
) -> list[Application]:
    registrations = registration_numbers(cases)
    return Application.objects.bulk_create(
        Application(
            number=number,
            programme=programme,
            regency_id=case.business.regency_id,
            track=programme.track,
            mandate=mandate,
            **_life(case),
            **results.sihalal_fields(case, number=registrations.get(id(case), ""), as_of=as_of),
            **answers.fields(case, rng),
        )
        for number, case, mandate in zip(
            application_numbers(cases), cases, mandates.write(programme, list(cases)), strict=True
        )
    )


def _life(case: Case) -> dict[str, object]:
    """Who and when: the fields that the steps decide."""
    last = case.steps[-1] if case.steps else None
    sent = next((s for s in reversed(case.steps) if s.transition.endswith("submit")), None)
    return {
        "business": case.business,
        "allocation": case.allocation if last else None,
        "organisation": case.organisation,
        "companion": case.companion,
        "created_by": case.filed_by,
        "created_at": case.filed_at,
        "status": case.status,
        "status_changed_at": case.last_at,
        "submitted_at": sent.at if sent else None,
        "submitted_by": sent.by if sent else None,
        "returned_count": case.returned_count,
        "stop_reason_id": last.reason if last and case.status == Status.STOPPED else None,
    }


def _changes(application: Application, case: Case) -> list[StatusChange]:
    """The trail, from draft on."""
    status, steps = Status.DRAFT, transitions_for(application.track)
    changes = []
    for step in case.steps:
        source, status = status, steps[step.transition].target
        change = StatusChange(
            application=application,
            transition=step.transition,
            from_status=source,
            to_status=status,
            at=step.at,
            by=step.by,
            return_reason_id=(step.reason or None) if step.transition in RETURNS else None,
            note=step.note,
        )
        changes.append(change)
    return changes


def _name_what_to_mend(changes: Iterable[StatusChange]) -> None:
    """The one thing that each return names, in the part where it is mended."""
    parts = dict(ReturnReason.objects.values_list("pk", "part"))
    ReturnItem.objects.bulk_create(
        ReturnItem(change=change, reason_id=reason, part=parts[reason])
        for change in changes
        if (reason := change.return_reason_id)
    )


def _freeze(applications: Sequence[Application]) -> None:
    """Keeps the answers as they were when sent; drafts have nothing to keep."""
    sent = [application for application in applications if application.submitted_at]
    prefetch_related_objects(sent, "products", "materials", "uploads")
    for application in sent:
        application.snapshot = snapshot_of(application)
    Application.objects.bulk_update(sent, ["snapshot"], batch_size=200)
