"""Who may do what with an event. Reading this table is reading the policy.

| | petugas of the event's region | head, auditor of it | offices of guests | others |
|---|---|---|---|---|
| create, change, copy, participants, attendance | yes | no | no | no |
| list of participants, funnel | all | all | own region's people | no |
| the event itself | yes | yes | yes | who takes part: with the own presence |
"""

from accounts.enums import OFFICERS
from accounts.models import User
from regions.models import Region
from workshops.models import Event


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
