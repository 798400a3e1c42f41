"""Looking at the lights of all targets once a day."""

import datetime

from django.db import transaction

from certification.models import Programme
from certification.selectors import programme_summary
from certification.selectors.targets import TargetSummary
from reports.models import TargetLight
from reports.selectors.due import local_day


def look(*, now: datetime.datetime) -> int:
    """Notes each target's light of the day in its province; returns how many changed.

    It looks at each programme's targets once a day, so a light that blinks is no news.
    """
    count = 0
    running = Programme.objects.filter(cancelled_at=None, targets__isnull=False).distinct()
    for programme in running.select_related("region"):
        day = local_day(now, programme.region.time_zone)
        if _is_to_see(programme, day):
            count += _see(programme, day)
    return count


def _is_to_see(programme: Programme, day: datetime.date) -> bool:
    coming = programme.targets.filter(due_on__gte=day, starts_on__lte=day)
    seen = TargetLight.objects.filter(target__in=coming, seen_on=day)
    return coming.exclude(pk__in=seen.values("pk")).exists()


@transaction.atomic
def _see(programme: Programme, day: datetime.date) -> int:
    # Of two runs at once the second finds the day seen.
    Programme.objects.select_for_update().get(pk=programme.pk)
    if not _is_to_see(programme, day):
        return 0
    lights = {row.pk: row for row in TargetLight.objects.filter(target__programme=programme)}
    found = programme_summary(programme=programme).targets
    coming = [target for target in found if target.starts_on <= day <= target.due_on]
    return sum(_note(target, lights.get(target.pk), day) for target in coming)


def _note(target: TargetSummary, before: TargetLight | None, day: datetime.date) -> bool:
    has_changed = before is None or before.light != target.light
    TargetLight.objects.update_or_create(
        target_id=target.pk,
        defaults={
            "light": target.light,
            "reason": target.light_reason if has_changed or before is None else before.reason,
            "since": day if has_changed or before is None else before.since,
            "seen_on": day,
        },
    )
    return has_changed
