"""What reached a person lately: an owner gets at most two messages a day."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.enums import STAFF
from reports.models import Reminder

# Wide enough for "today" in every zone.
LATELY = datetime.timedelta(days=2)


def is_for_staff(reminder: Reminder) -> bool:
    """Whether its reader works for an office or an LP3H; everybody else counts as an owner."""
    person = reminder.recipient_user
    return person is not None and person.memberships.current().filter(role__in=STAFF).exists()


def sent_lately(reminder: Reminder, now: datetime.datetime) -> list[datetime.datetime]:
    """The moments of the other messages to the same person or address."""
    same = Q(address=reminder.address)
    if reminder.recipient_user_id:
        same |= Q(recipient_user=reminder.recipient_user_id)
    others = Reminder.objects.filter(same).exclude(pk=reminder.pk)
    return [moment for _, moment in _moments(others, now)]


def sent_by_address(
    addresses: Iterable[str], now: datetime.datetime
) -> dict[str, list[datetime.datetime]]:
    """The moments of the latest messages to each address; one query."""
    found: dict[str, list[datetime.datetime]] = defaultdict(list)
    for address, moment in _moments(Reminder.objects.filter(address__in=set(addresses)), now):
        found[address].append(moment)
    return found


def _moments(
    reminders: QuerySet[Reminder], now: datetime.datetime
) -> list[tuple[str, datetime.datetime]]:
    # What was carried along came in the message of its lead.
    moments = reminders.filter(lead=None).order_by()
    moments = moments.annotate(moment=Coalesce("sent_at", "taken_at"))
    return list(moments.filter(moment__gte=now - LATELY).values_list("address", "moment"))
