"""Reminders about what a meeting decided: before the day, and once more when it is over."""

import datetime
from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Q, QuerySet

from accounts.enums import OFFICERS, OrganisationKind, Role
from accounts.models import Membership, User
from halalportal.lib.formats import long_date
from reports.selectors.due import OF_EVENT, USEFUL_DAYS, Due, RuleInUse, shifted, user_recipient
from workshops.models import ActionItem


def action_due(rule: RuleInUse, now: datetime.datetime) -> Iterator[Due]:
    """To the person of each pending decision, else to the officers of the office.

    Where the office has nobody with an account, the organiser's officers are told: no decision is
    forgotten because nobody can be reached. Two queries.
    """
    day = now.date()
    around = {"due_on__gte": day - rule.reach, "due_on__lte": day + rule.reach}
    items = ActionItem.objects.pending().filter(**around)
    items = rule.narrow(items, programme=OF_EVENT)
    found = list(items.select_related("event", "office__region", "person"))
    officers = _officers(found) if found else {}
    for item in found:
        for person in _told(item, officers):
            yield _due(rule, item, person)


def _due(rule: RuleInUse, item: ActionItem, person: User) -> Due:
    due_on = shifted(item.due_on, rule)
    # What is said before the day is wrong after it; what is said after it helps for a while.
    last = item.due_on if rule.offset_days <= 0 else due_on + datetime.timedelta(days=USEFUL_DAYS)
    return Due(
        rule=rule,
        period=f"{item.pk}:{item.due_on:%Y%m%d}:{person.pk}",
        region_id=item.office.region_id,
        zone=item.office.region.time_zone,
        recipient=user_recipient(person),
        due_on=due_on,
        expires_on=last,
        values={
            "rapat": item.event.title,
            "keputusan": item.text.rstrip("."),
            "kantor": item.office.name,
            "batas": long_date(item.due_on),
        },
        path=f"/kegiatan/tindak-lanjut/{item.pk}/",
    )


def _told(item: ActionItem, officers: dict[str, list[User]]) -> list[User]:
    if item.person and item.person.is_active:
        return [item.person]
    office = item.office
    region = f"region:{office.region_id}" if office.kind == OrganisationKind.DINAS else ""
    organiser = f"region:{item.event.region_id}"
    return officers[region] or officers[f"office:{office.pk}"] or officers[organiser]


def _officers(items: list[ActionItem]) -> dict[str, list[User]]:
    """The officers of all regions and the coordinators of all offices concerned, by where."""
    regions = {item.office.region_id for item in items} | {item.event.region_id for item in items}
    in_region = Q(role__in=OFFICERS, region_id__in=regions)
    in_office = Q(role=Role.LP3H_COORDINATOR, organisation__in={item.office_id for item in items})
    posts: QuerySet[Membership] = Membership.objects.current().filter(in_region | in_office)
    found: dict[str, list[User]] = defaultdict(list)
    for post in posts.filter(user__is_active=True).select_related("user"):
        is_officer = post.role in OFFICERS
        where = f"region:{post.region_id}" if is_officer else f"office:{post.organisation_id}"
        if post.user not in found[where]:
            found[where].append(post.user)
    return found
