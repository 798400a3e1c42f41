"""Who may do what with an event. Reading this table is reading the policy.

| | petugas of the event's region | head, auditor of it | offices of guests | others |
|---|---|---|---|---|
| create, change, copy, participants, attendance | yes | no | no | no |
| list of participants, funnel | all | all | own region's people | no |
| minutes | write | read | read | no |
| report on a decision | yes | no | the office or person that has to do it | as these |
| handouts | yes | yes | yes | who takes part |
| photos, survey, report | yes | yes | no | no |
| the event itself | yes | yes | yes | who takes part: with the own presence |
"""

from accounts.enums import OFFICERS, OrganisationKind, Role
from accounts.models import User
from ikm.models import Business
from regions.models import Region
from workshops.enums import ActionState
from workshops.models import ActionItem, Event


def can_create(user: User, region: Region) -> bool:
    """Officers make events in their own region."""
    return user.role in OFFICERS and user.scope.covers(region.code)


def can_manage(user: User, event: Event) -> bool:
    """Officers of the event's region change it, its participants and their attendance."""
    return user.role in OFFICERS and user.scope.covers(event.region_id)


def can_see_participants(user: User) -> bool:
    """Offices see lists of people, each within its region (`Participant.objects.visible_to`)."""
    return user.scope.is_regional


def can_see_all_participants(user: User, event: Event) -> bool:
    """Whether the list holds everybody, or only the people of the office's own region."""
    return user.scope.covers(event.region_id)


def can_see_outcome(user: User, event: Event) -> bool:
    """Photos, survey and report are for the offices whose region holds the event."""
    return user.scope.covers(event.region_id)


def has_task(user: User, item: ActionItem) -> bool:
    """Whether the person, or the person's own office, has to do it; as `ActionItem.mine`."""
    if item.person_id == user.pk:
        return True
    if user.role in OFFICERS:
        office = item.office
        is_own = office.region_id == user.scope.region_code
        return is_own and office.kind == OrganisationKind.DINAS
    is_coordinator = user.role == Role.LP3H_COORDINATOR
    return is_coordinator and item.office_id == user.scope.organisation_id


def next_states(user: User, item: ActionItem) -> tuple[ActionState, ...]:
    """What the person may report: the way on, and for the organiser also back into work."""
    is_organiser = can_manage(user, item.event)
    if item.is_pending:
        may_report = is_organiser or has_task(user, item)
        way_on = (ActionState.DOING, ActionState.DONE, ActionState.DROPPED)
        return way_on if may_report else ()
    return (ActionState.DOING,) if is_organiser else ()


def can_sign_up(user: User | None, event: Event, business: Business | None) -> bool:
    """Officers sign up anybody; at a public event an owner the own business, others themselves."""
    if user and can_manage(user, event):
        return True
    owns = business is None or (user is not None and business.owner_id == user.pk)
    return event.is_public and owns


def can_edit_questions(user: User) -> bool:
    """The question bank belongs to all officers together."""
    return user.role in OFFICERS


def can_number(user: User, event: Event) -> bool:
    """Officers in whose region the organiser sits decide how it numbers its certificates."""
    return can_manage(user, event) and user.scope.covers(event.organiser.region_id)
