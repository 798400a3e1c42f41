"""What must always hold for reminders, and for the outbox and jobs below them."""

from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef, TextField, Value
from django.db.models.functions import Cast, Concat

from halalportal.jobs.models import Job, JobStatus
from halalportal.outbox.models import Entry
from reports.enums import Channel, ReminderStatus
from reports.models import Reminder


def check() -> Iterator[str]:
    """Yields one sentence for each violation."""
    yield from reminders_on_their_way()
    yield from parked_work()
    yield from jobs_on_their_way()
    yield from results_without_file()


def reminders_on_their_way() -> Iterator[str]:
    """A waiting e-mail has an outbox entry that will send it."""
    entries = Entry.objects.waiting().filter(key__startswith="reminder:")
    lost = (
        Reminder.objects.filter(channel=Channel.EMAIL, status=ReminderStatus.QUEUED)
        .exclude(pk__in=[entry.payload.get("reminder_id") for entry in entries.iterator()])
        .values_list("pk", flat=True)
    )
    for pk in lost:
        yield f"reminder {pk} waits, but nothing will send it"


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
