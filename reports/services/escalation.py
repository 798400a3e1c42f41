"""Telling people of what stands still: one digest a day for staff, a message for an owner."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from halalportal.lib.formats import long_date, number
from reports import channels
from reports.digest_text import digest_text
from reports.enums import Channel, ReminderStatus
from reports.ladder import Notice, by_person, notices
from reports.models import Escalation, Reminder, ReminderRule
from reports.quiet_hours import next_allowed
from reports.selectors.due import USEFUL_DAYS, Due, RuleInUse, local_day, owner_of, user_recipient
from reports.selectors.escalation import OWNER, Record, Subject, subjects
from reports.services.reminders import row_of, schedule

DIGEST = "escalation-digest"
OFFER = "offer-unanswered"


@transaction.atomic
def tell(*, now: datetime.datetime) -> int:
    """Writes what is due and new as reminders, and returns how many.

    What is due follows from the dates alone and each notice has a key that is unique for ever,
    so it does not matter how often this runs, or for how long it did not.
    """
    awake = [s for s in subjects(now) if next_allowed(now, s.record.zone) == now]
    if not awake:
        return 0
    # Whoever comes second waits here until the first one's rows can be read.
    locked = ReminderRule.objects.select_for_update().order_by("pk")
    rules = {rule.pk: rule for rule in locked.filter(pk__in=[DIGEST, OFFER], is_active=True)}
    count = 0
    for zone, group in _by_zone(awake).items():
        day = local_day(now, zone)
        told = _told(group, day)
        if rule := rules.get(OFFER):
            count += _tell_owners(group, day, told, rule, now)
        if rule := rules.get(DIGEST):
            count += _tell_staff(group, day, told, rule, now)
    return count


def _by_zone(found: Iterable[Subject]) -> dict[str, list[Subject]]:
    groups: dict[str, list[Subject]] = defaultdict(list)
    for subject in found:
        groups[subject.record.zone].append(subject)
    return groups


def _told(group: Iterable[Subject], day: datetime.date) -> set[str]:
    """Of all that is due on the day, what was said already."""
    due = {notice.key for s in group for notice in notices(s.standstill, day, ())}
    return set(Escalation.objects.filter(key__in=due).values_list("key", flat=True))


def _tell_owners(
    group: Iterable[Subject],
    day: datetime.date,
    told: set[str],
    rule: ReminderRule,
    now: datetime.datetime,
) -> int:
    """A message of its own for each; how many a day is seen to when it is sent."""
    count = 0
    for subject in group:
        for notice in notices(subject.standstill, day, told):
            if notice.person == OWNER and (row := _offer_row(subject.record, rule, day)):
                _save(row, [notice], None, now)
                count += 1
    return count


def _offer_row(record: Record, rule: ReminderRule, day: datetime.date) -> Reminder | None:
    if record.answer_by is None or record.answer_by < day:
        return None
    return row_of(
        Due(
            rule=RuleInUse.of(rule),
            period=record.key,
            region_id=record.region_id,
            zone=record.zone,
            recipient=owner_of(record.business),
            due_on=day,
            expires_on=record.answer_by,
            values={
                "usaha": record.business.name,
                "program": record.programme.name,
                "batas": long_date(record.answer_by),
            },
        )
    )


def _tell_staff(
    group: Sequence[Subject],
    day: datetime.date,
    told: set[str],
    rule: ReminderRule,
    now: datetime.datetime,
) -> int:
    records = {subject.standstill.key: subject.record for subject in group}
    busy = _with_digest(day, group[0].record.zone)
    found = by_person(
        (subject.standstill for subject in group),
        day,
        told,
        lambda person: person == OWNER or person in busy,
    )
    people = User.objects.in_bulk(list(found))
    count = 0
    for pk, lines in found.items():
        if row := _digest_row(people[pk], lines, records, rule, day):
            _save(row, lines, people[pk], now)
            count += 1
    return count


def _with_digest(day: datetime.date, zone: str) -> set[int | None]:
    """Who has had a digest today, or waits for one of an earlier day that could not be sent."""
    midnight = datetime.datetime.combine(day, datetime.time(), ZoneInfo(zone))
    waits = Q(status__in=[ReminderStatus.QUEUED, ReminderStatus.SENDING])
    today = Q(due_on=day) | Q(taken_at__gte=midnight) | Q(sent_at__gte=midnight)
    found = Reminder.objects.filter(waits | today, rule=DIGEST)
    return set(found.values_list("recipient_user_id", flat=True))


def _digest_row(
    person: User,
    lines: Sequence[Notice],
    records: dict[str, Record],
    rule: ReminderRule,
    day: datetime.date,
) -> Reminder | None:
    regions = {records[line.standstill.key].region_id for line in lines}
    first = records[lines[0].standstill.key]
    row = row_of(
        Due(
            rule=RuleInUse.of(rule),
            period=f"{person.pk}:{day:%Y%m%d}",
            # What spans several kab/kota is the province's to send or see.
            region_id=regions.pop() if len(regions) == 1 else first.programme.region_id,
            zone=first.zone,
            recipient=user_recipient(person),
            due_on=day,
            expires_on=day + datetime.timedelta(days=USEFUL_DAYS),
            values={"jumlah": number(len(lines))},
        )
    )
    if row:
        row.body = digest_text(lines, records, is_short=row.channel != Channel.EMAIL)
    return row


def _save(
    row: Reminder, lines: Iterable[Notice], person: User | None, now: datetime.datetime
) -> None:
    row.save()
    Escalation.objects.bulk_create(
        Escalation(
            key=line.key, rule_id=line.step.pk, recipient=person, reminder=row, acts=line.acts
        )
        for line in lines
    )
    if channels.leaves_by_itself(row.channel):
        schedule(row, now)
