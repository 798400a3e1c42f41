"""The office's words in the report of an event, and what was learned at the stops of a visit."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit import services as audit
from workshops.aftermath_errors import ReportChangedError
from workshops.models import Event, EventReport, Stop
from workshops.services.locking import lock


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTexts:
    """The four parts that an office writes itself; each may be empty for now."""

    background: str
    results: str
    obstacles: str
    suggestions: str

    def values(self) -> dict[str, str]:
        return {
            "background": self.background,
            "results": self.results,
            "obstacles": self.obstacles,
            "suggestions": self.suggestions,
        }


@transaction.atomic
def save(
    *, event: Event, texts: ReportTexts, learned: Mapping[int, str], seen: str, by: User
) -> EventReport:
    """Writes the report as it was typed; saving the same again changes nothing.

    Args:
        learned: stop id → what was learned there.
        seen: `version_of` when the form was opened.

    Raises:
        ReportChangedError: somebody else saved other words meanwhile; then nothing is saved.
    """
    event = lock(event.pk, by=by)
    report = EventReport.objects.filter(event=event).first()
    stops = {stop.pk: stop for stop in event.stops.filter(pk__in=learned)}
    if report and _is_same(report, texts) and _are_same(stops, learned):
        return report
    if report and version_of(report) != seen:
        raise ReportChangedError(report)
    report = report or EventReport(event=event)
    for field, text in texts.values().items():
        setattr(report, field, text)
    report.changed_at, report.changed_by = timezone.now(), by
    report.save()
    for stop in stops.values():
        stop.learned = learned[stop.pk]
    Stop.objects.bulk_update(stops.values(), ["learned"])
    audit.record(action="event_report.saved", subject=report, by=by, event=event.pk)
    return report


def version_of(report: EventReport | None) -> str:
    """Tells one saved report from the next; "" before the first."""
    return report.changed_at.isoformat() if report else ""


def _is_same(report: EventReport, texts: ReportTexts) -> bool:
    return all(getattr(report, field) == text for field, text in texts.values().items())


def _are_same(stops: Mapping[int, Stop], learned: Mapping[int, str]) -> bool:
    return all(stop.learned == learned[pk] for pk, stop in stops.items())
