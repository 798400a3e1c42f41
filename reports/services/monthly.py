"""Monthly reports: wanting them, and sending each at most once."""

import datetime
import logging
from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from certification.models import Programme
from halalportal.audit.services import record
from halalportal.outbox.models import Queue
from halalportal.outbox.services import enqueue
from reports import rules
from reports.channels.email import deliver
from reports.channels.errors import NotTakenError
from reports.documents.monthly import message_of
from reports.enums import ReminderStatus
from reports.models import MonthlyReport, Subscription
from reports.quiet_hours import next_allowed
from reports.selectors.monthly import due_reports
from reports.services.delivery import PAUSES

logger = logging.getLogger(__name__)

SEND_TASK = "reports.tasks.send_monthly_report"


class NoAddressError(Exception):
    """The account has no e-mail address; the text is shown."""

    def __init__(self) -> None:
        super().__init__("Akun Anda belum punya alamat email. Minta admin menambahkannya.")


class ReportMovedError(Exception):
    """Nobody has to decide about the report any more."""


@transaction.atomic
def subscribe(*, programme: Programme, by: User) -> Subscription:
    """Begins with the report over this month; a second time changes nothing.

    Raises:
        NoAddressError: there is no address to send to.
    """
    membership = by.active_membership
    if membership is None or not rules.can_see_summary(by):
        raise PermissionDenied
    if not by.email:
        raise NoAddressError
    subscription, is_new = Subscription.objects.select_for_update().get_or_create(
        membership=membership, programme=programme
    )
    if subscription.ended_at:
        subscription.started_at, subscription.ended_at = timezone.now(), None
        subscription.save(update_fields=["started_at", "ended_at"])
        is_new = True
    if is_new:
        record(action="subscription.started", subject=subscription, by=by, programme=programme.pk)
    return subscription


@transaction.atomic
def unsubscribe(*, programme: Programme, by: User) -> None:
    """Ends the person's subscription; what waits to be sent is not sent any more."""
    own = Subscription.objects.visible_to(by).select_for_update()
    subscription = own.filter(programme=programme, ended_at=None).first()
    if subscription is None:
        return
    subscription.ended_at = timezone.now()
    subscription.save(update_fields=["ended_at"])
    record(action="subscription.ended", subject=subscription, by=by, programme=programme.pk)


@transaction.atomic
def queue_due(*, now: datetime.datetime) -> int:
    """Adds a row for each report that is due and new; returns how many there are.

    Months that were missed come each as a message of its own, the oldest first: it has the
    figures of its month, and can be found, forwarded and sent again like any other.
    """
    due = {(subscription.pk, month.first) for subscription, month in due_reports(now)}
    new = due - set(_among(due).values_list("subscription_id", "month"))
    rows = [MonthlyReport(subscription_id=who, month=month) for who, month in new]
    MonthlyReport.objects.bulk_create(rows, ignore_conflicts=True)
    waiting = _among(new).filter(status=ReminderStatus.QUEUED).order_by("month", "pk")
    for report in waiting.select_related("subscription__programme__region"):
        if (report.subscription_id, report.month) in new:
            _schedule(report, now)
    return len(new)


def _among(pairs: Collection[tuple[int, datetime.date]]) -> QuerySet[MonthlyReport]:
    """The reports of these subscriptions over any of these months."""
    return MonthlyReport.objects.filter(
        subscription__in={who for who, _ in pairs}, month__in={month for _, month in pairs}
    )


def send(*, report_id: int) -> None:
    """Makes and sends a waiting report, unless it was sent or its reader lost the role.

    The row says `sending` before the first byte goes out. A worker that dies after that leaves it
    so; the next run can't know whether the message left and hands the question to the reader.
    """
    report = _standing(report_id)
    if report is None:
        return
    message = message_of(report)  # takes seconds, so it is made before anything is marked
    if not _take(report):
        return
    try:
        deliver(message)
    except NotTakenError as error:
        logger.warning("Monthly report %s not taken: %s", report.pk, error)
        _try_later(report, timezone.now())
    except Exception:
        logger.exception("Monthly report %s may have been sent or not", report.pk)
        _move(report, ReminderStatus.SENDING, ReminderStatus.UNCERTAIN)
    else:
        _note_sent(report)


@transaction.atomic
def send_again(*, report: MonthlyReport, by: User) -> None:
    """Sends a report once more that its reader did not get.

    Raises:
        ReportMovedError: when it is not uncertain any more.
    """
    locked = MonthlyReport.objects.visible_to(by).select_for_update(of=("self",))
    found = locked.select_related("subscription__programme__region").get(pk=report.pk)
    if found.status != ReminderStatus.UNCERTAIN:
        raise ReportMovedError
    found.attempts += 1
    found.status, found.taken_at = ReminderStatus.QUEUED, None
    found.save(update_fields=["status", "attempts", "taken_at"])
    _schedule(found, timezone.now())
    record(action="monthly_report.sent_again", subject=found, by=by)


@transaction.atomic
def _standing(report_id: int) -> MonthlyReport | None:
    """The report if it may leave now; settles it where it may not."""
    report = (
        MonthlyReport.objects.select_for_update(of=("self",))
        .select_related(
            "subscription__programme__region",
            "subscription__membership__user",
            "subscription__membership__region",
        )
        .get(pk=report_id)
    )
    if report.status == ReminderStatus.SENDING:
        _move(report, ReminderStatus.SENDING, ReminderStatus.UNCERTAIN)
        return None
    if report.status != ReminderStatus.QUEUED:
        return None
    is_wanted = Subscription.objects.active().filter(pk=report.subscription_id).exists()
    if not (is_wanted and report.subscription.membership.user.email):
        _move(report, ReminderStatus.QUEUED, ReminderStatus.CANCELLED)
        return None
    return report


def _take(report: MonthlyReport) -> bool:
    """One guarded UPDATE: of two runs at once only one sends."""
    waiting = MonthlyReport.objects.filter(pk=report.pk, status=ReminderStatus.QUEUED)
    return bool(waiting.update(status=ReminderStatus.SENDING, taken_at=timezone.now()))


def _move(report: MonthlyReport, before: ReminderStatus, after: ReminderStatus) -> None:
    MonthlyReport.objects.filter(pk=report.pk, status=before).update(status=after)


@transaction.atomic
def _try_later(report: MonthlyReport, now: datetime.datetime) -> None:
    pause = PAUSES[min(report.attempts, len(PAUSES) - 1)]
    report.attempts += 1
    report.status, report.taken_at = ReminderStatus.QUEUED, None
    report.save(update_fields=["status", "attempts", "taken_at"])
    _schedule(report, now + datetime.timedelta(minutes=pause))


@transaction.atomic
def _note_sent(report: MonthlyReport) -> None:
    # Another run may have thought this one dead meanwhile; we know better.
    MonthlyReport.objects.filter(
        pk=report.pk, status__in=[ReminderStatus.SENDING, ReminderStatus.UNCERTAIN]
    ).update(status=ReminderStatus.SENT, sent_at=timezone.now())
    record(action="monthly_report.sent", subject=report, by=None)


def _schedule(report: MonthlyReport, now: datetime.datetime) -> None:
    enqueue(
        SEND_TASK,
        key=f"monthly-report:{report.pk}:{report.attempts}",
        queue=Queue.PDF,  # it makes a PDF first
        not_before=next_allowed(now, report.subscription.programme.region.time_zone),
        report_id=report.pk,
    )
