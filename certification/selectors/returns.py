"""How often an application came back and why, and the third returns that wait."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch

from accounts.models import User
from certification.enums import Status
from certification.models import Application, ReturnItem, StatusChange, ThirdReturn
from certification.models.application import ApplicationQuerySet
from certification.models.returns import ThirdReturnQuerySet

# SiHalal cancels a submission after three returns with the same note.
SAME_REASON_LIMIT = 3
ALARM = 2


@dataclass(frozen=True, slots=True)
class Alarm:
    """What officers and the companion see from the second return on."""

    count: int
    repeated: tuple[str, ...]
    waiting: ThirdReturn | None


def with_trail(applications: ApplicationQuerySet) -> ApplicationQuerySet:
    """With every status change, who made it and what it asked to mend; two queries."""
    items = Prefetch("items", ReturnItem.objects.select_related("reason"))
    changes = StatusChange.objects.select_related("by", "return_reason").prefetch_related(items)
    return applications.prefetch_related(Prefetch("status_changes", changes))


def counts_by_reason(application: Application) -> dict[str, int]:
    """How often each reason sent it back, here and from SiHalal; one query."""
    items = ReturnItem.objects.filter(change__application=application)
    rows = items.order_by().values_list("reason").annotate(count=Count("pk"))
    return dict(rows)


def alarm_of(application: Application) -> Alarm | None:
    """The warning of an application that came back twice; None before, or when it is over."""
    is_open = application.status not in (Status.ISSUED, Status.STOPPED)
    if not is_open or application.returned_count < ALARM:
        return None
    items = ReturnItem.objects.filter(change__application=application).order_by()
    rows = items.values("reason__label").annotate(count=Count("pk"))
    twice = tuple(row["reason__label"] for row in rows.filter(count__gte=ALARM))
    waiting = application.third_returns.waiting().select_related("asked_by").first()
    return Alarm(application.returned_count, twice, waiting)


def last_return(application: Application) -> StatusChange | None:
    """Why the application was returned, with its items, while it is to be mended."""
    if application.status not in (Status.RETURNED, Status.RETURNED_OUT):
        return None
    return application.last_change_to(application.status)


def third_returns(user: User) -> ThirdReturnQuerySet:
    """The requests that the person decides, the longest waiting first; not the own ones."""
    waiting = ThirdReturn.objects.visible_to(user).waiting().exclude(asked_by_id=user.pk)
    return waiting.select_related("application__business", "application__regency", "asked_by")
