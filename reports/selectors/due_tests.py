"""Reminders about the test after an event that somebody has not handed in."""

import datetime
from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from halalportal.lib.formats import clock, day_and_date
from reports.links import participant_url
from reports.selectors.due import OF_EVENT, Due, RuleInUse, local_day, shifted
from reports.selectors.due_moves import participant_recipient
from workshops.enums import Phase
from workshops.models import Participant, Sitting


def final_test_open(rule: RuleInUse, now: datetime.datetime) -> Iterator[Due]:
    """To each participant whose final test is open and not handed in, until it closes."""
    done = Sitting.objects.filter(
        participant=OuterRef("pk"), phase=Phase.POST, submitted_at__isnull=False
    )
    people = Participant.objects.came_or_registered().filter(
        event__knowledge_test__post_opens_at__lte=now,
        event__knowledge_test__post_closes_at__gt=now,
        event__knowledge_test__items__isnull=False,
    )
    people = rule.narrow(people, programme=OF_EVENT).exclude(Exists(done)).distinct()
    related = ("event__region", "event__knowledge_test", "business__owner", "user")
    for participant in people.select_related(*related).iterator(chunk_size=500):
        event = participant.event
        test = event.knowledge_test
        opened_on = local_day(test.post_opens_at, event.time_zone)
        closes_on = local_day(test.post_closes_at, event.time_zone)
        yield Due(
            rule=rule,
            period=f"{participant.pk}:{opened_on:%Y%m%d}:{closes_on:%Y%m%d}",
            region_id=event.region_id,
            zone=event.time_zone,
            recipient=participant_recipient(participant),
            # A test of one day is not too short for a reminder.
            due_on=min(shifted(opened_on, rule), closes_on),
            expires_on=closes_on,
            event_id=event.pk,
            values={
                "kegiatan": event.title,
                "hari": day_and_date(closes_on),
                "jam": clock(test.post_closes_at, event.time_zone),
            },
            path=participant_url(participant),
        )
