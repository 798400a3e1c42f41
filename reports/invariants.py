"""What must always hold for reminders, and for the outbox and jobs below them."""

import datetime
from collections import Counter
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.core.files.storage import default_storage
from django.db.models import Count, Exists, F, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast, Concat

from accounts.enums import STAFF
from accounts.models import Membership
from halalportal.jobs.models import Job, JobStatus
from halalportal.outbox.models import Entry
from reports import letter_invariants
from reports.enums import Channel, DeliveryState, ReminderStatus
from reports.ladder import OWNER_MESSAGES_PER_DAY
from reports.models import MonthlyReport, Reminder, WhatsAppMessage


def check() -> Iterator[str]:
    """Yields one sentence for each violation."""
    yield from reminders_on_their_way()
    yield from monthly_reports_on_their_way()
    yield from automatic_messages()
    yield from parked_work()
    yield from jobs_on_their_way()
    yield from results_without_file()
    yield from digests_beyond_one_a_day()
    yield from third_messages()
    yield from carried_to_somebody_else()
    yield from letter_invariants.check()


def reminders_on_their_way() -> Iterator[str]:
    """What leaves by itself and waits has an outbox entry that will send it."""
    by_itself = [Channel.EMAIL, Channel.CLOUD]
    entries = Entry.objects.waiting().filter(key__startswith="reminder:")
    lost = (
        Reminder.objects.filter(channel__in=by_itself, status=ReminderStatus.QUEUED)
        .exclude(pk__in=[entry.payload.get("reminder_id") for entry in entries.iterator()])
        .values_list("pk", flat=True)
    )
    for pk in lost:
        yield f"reminder {pk} waits, but nothing will send it"


def monthly_reports_on_their_way() -> Iterator[str]:
    """A waiting monthly report has an outbox entry that will send it."""
    entries = Entry.objects.waiting().filter(key__startswith="monthly-report:")
    known = [entry.payload.get("report_id") for entry in entries.iterator()]
    lost = MonthlyReport.objects.filter(status=ReminderStatus.QUEUED).exclude(pk__in=known)
    for pk in lost.values_list("pk", flat=True):
        yield f"monthly report {pk} waits, but nothing will send it"


def automatic_messages() -> Iterator[str]:
    """What WhatsApp's service sent, it has told the portal of."""
    taken = WhatsAppMessage.objects.filter(
        reminder=OuterRef("pk"),
        state__in=[DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.READ],
    )
    sent = Reminder.objects.filter(
        channel=Channel.CLOUD, status=ReminderStatus.SENT, sent_by=None
    ).exclude(Exists(taken))
    for pk in sent.values_list("pk", flat=True):
        yield f"reminder {pk} counts as sent, but WhatsApp took no message of it"


def parked_work() -> Iterator[str]:
    """Nothing was given up."""
    for entry in Entry.objects.exclude(parked_at=None).order_by("pk"):
        first = entry.error.splitlines()[0] if entry.error else "no error noted"
        yield f"outbox entry {entry.pk} ({entry.task}) was given up: {first[:120]}"


def jobs_on_their_way() -> Iterator[str]:
    """An unfinished job has an outbox entry that will run it."""
    key = Concat(Value("job:"), Cast(OuterRef("pk"), TextField()))
    unfinished = Job.objects.unfinished().exclude(Exists(Entry.objects.waiting().filter(key=key)))
    for pk in unfinished.values_list("pk", flat=True):
        yield f"job {pk} is unfinished, but nothing will run it"


def results_without_file() -> Iterator[str]:
    """A job that is done still has the file it promised."""
    done = Job.objects.filter(status=JobStatus.DONE).exclude(result_file="")
    for pk, name in done.values_list("pk", "result_file").iterator():
        if not default_storage.exists(name):
            yield f"job {pk} has lost its file {name}"


def digests_beyond_one_a_day() -> Iterator[str]:
    """Nobody has two digests of one day."""
    digests = Reminder.objects.filter(rule="escalation-digest").order_by()
    double = digests.values("recipient_user_id", "due_on").annotate(n=Count("pk")).filter(n__gt=1)
    for row in double:
        yield f"user {row['recipient_user_id']} has {row['n']} digests of {row['due_on']}"


def third_messages() -> Iterator[str]:
    """No owner was sent three e-mails on one day; what a person taps in WhatsApp is theirs."""
    staff = Membership.objects.filter(role__in=STAFF).values("user_id")
    taken = Reminder.objects.filter(channel=Channel.EMAIL, taken_at__isnull=False, lead=None)
    counts: Counter[tuple[str, datetime.date]] = Counter()
    moments = taken.exclude(recipient_user__in=staff).values_list(
        "address", "taken_at", "region__time_zone"
    )
    for address, moment, zone in moments.iterator():
        if moment:
            counts[address, moment.astimezone(ZoneInfo(zone)).date()] += 1
    for (_, day), count in counts.items():
        if count > OWNER_MESSAGES_PER_DAY:
            yield f"an owner was sent {count} e-mails on {day}"


def carried_to_somebody_else() -> Iterator[str]:
    """What left in the message of another reminder was for the same person.

    In WhatsApp that is the same number: a point of the message says for whom it is.
    """
    carried = Reminder.objects.filter(lead__isnull=False)
    same_person = Q(lead__recipient_name=F("recipient_name")) | Q(channel=Channel.WHATSAPP)
    others = carried.exclude(same_person, lead__address=F("address"), lead__lead=None)
    for pk in others.values_list("pk", flat=True):
        yield f"reminder {pk} left in the message of somebody else"
