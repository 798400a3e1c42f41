"""What a meeting decided: writing decisions down, and reporting how far they came.

The event's lock guards what is decided, the row's own lock what is reported: the office that
reports is often not the one that held the meeting.
"""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from accounts.enums import REGIONAL_ROLES
from accounts.models import Organisation, User
from halalportal.audit import services as audit
from workshops import rules
from workshops.enums import ActionState
from workshops.errors import (
    ActionReportedError,
    ActionStateError,
    ActionWordsError,
    DueBeforeMeetingError,
    PersonElsewhereError,
)
from workshops.models import ActionItem, ActionNote, Event
from workshops.services.locking import lock


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is to be done, by which office and until when; a person by account or by name."""

    text: str
    office: Organisation
    due_on: datetime.date
    person: User | None = None
    person_name: str = ""


@transaction.atomic
def add(*, event: Event, decision: Decision, by: User) -> ActionItem:
    """Writes a decision down after those that are there.

    Raises `PersonElsewhereError` or `DueBeforeMeetingError`.
    """
    event = lock(event.pk, by=by)
    _check(decision, event)
    last = event.action_items.aggregate(last=Max("position"))["last"] or 0
    item = ActionItem.objects.create(event=event, position=last + 1, **_values(decision))
    audit.record(action="action.added", subject=item, by=by, event=event.pk)
    return item


@transaction.atomic
def change(*, item: ActionItem, decision: Decision, by: User) -> ActionItem:
    """Corrects a decision about which nothing was reported yet; else `ActionReportedError`."""
    item = _unreported(item, by=by)
    _check(decision, item.event)
    values = _values(decision)
    for field, value in values.items():
        setattr(item, field, value)
    item.save(update_fields=list(values))
    audit.record(action="action.changed", subject=item, by=by)
    return item


@transaction.atomic
def remove(*, item: ActionItem, by: User) -> None:
    """Takes out a decision about which nothing was reported yet; else `ActionReportedError`."""
    item = _unreported(item, by=by)
    audit.record(action="action.removed", subject=item, by=by, event=item.event_id)
    item.delete()


@transaction.atomic
def report(*, item: ActionItem, state: ActionState, text: str, by: User) -> ActionItem:
    """Notes how far the decision came. The same report twice is one report.

    Raises `PermissionDenied`, `ActionStateError` or `ActionWordsError`.
    """
    item = _locked(item.pk)
    last = item.notes.last()
    if last and (last.state, last.text, last.by_id) == (state, text, by.pk):
        return item
    _check_report(item, state, text, by)
    item.state = state
    item.save(update_fields=["state"])
    ActionNote.objects.create(item=item, state=state, text=text, at=timezone.now(), by=by)
    audit.record(action="action.reported", subject=item, by=by, state=state)
    return item


def _check_report(item: ActionItem, state: ActionState, text: str, by: User) -> None:
    if not (rules.can_manage(by, item.event) or rules.has_task(by, item)):
        raise PermissionDenied
    if state not in rules.next_states(by, item):
        raise ActionStateError(item.get_state_display())
    says_enough = state == ActionState.DONE or item.state == ActionState.OPEN
    if not text and (state == ActionState.DROPPED or not says_enough):
        raise ActionWordsError


def _unreported(item: ActionItem, *, by: User) -> ActionItem:
    lock(item.event_id, by=by)
    item = _locked(item.pk)
    if item.notes.exists():
        raise ActionReportedError
    return item


def _locked(pk: int) -> ActionItem:
    items = ActionItem.objects.select_for_update(of=("self",))
    return items.select_related("event", "office").get(pk=pk)


def _check(decision: Decision, event: Event) -> None:
    if decision.due_on < event.starts_at.astimezone(event.zone).date():
        raise DueBeforeMeetingError
    person = decision.person
    if person and not _works_at(person, decision.office):
        raise PersonElsewhereError(person.name)


def _works_at(person: User, office: Organisation) -> bool:
    in_office = Q(organisation=office)
    of_region = Q(role__in=sorted(REGIONAL_ROLES), region_id=office.region_id)
    return person.memberships.current().filter(in_office | of_region).exists()


def _values(decision: Decision) -> dict[str, object]:
    return {
        "text": decision.text,
        "office": decision.office,
        "due_on": decision.due_on,
        "person": decision.person,
        "person_name": decision.person_name,
    }
