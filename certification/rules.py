"""Who may do what. Reading this module is reading the policy; nothing here asks the database.

| | owner | companion | LP3H coordinator | kab/kota | province | head, auditor |
|---|---|---|---|---|---|---|
| programmes, quota | – | – | own rows, shares them out | own rows | all, changes | all |
| more places | – | – | asks | asks, decides for its LP3H | asks, decides | – |
| file for a business | own | assigned | – | own region, with consent | – | – |
| decide | – | verify | – | own region, not what one sent | province | – |
"""

from accounts.enums import OFFICERS, Role
from accounts.models import Organisation, User
from certification.enums import Status
from certification.models import Allocation, Application, Incident, Offer, Programme
from certification.workflow import TRANSITIONS, Transition
from ikm.models import Business

FILERS = (Role.OWNER, Role.COMPANION, Role.REGENCY_OFFICER)
EDITABLE = frozenset({Status.DRAFT, Status.RETURNED})
SEES_CONTACT = (Role.OWNER, Role.COMPANION, *OFFICERS)
RECORDS_OBSTACLES = (Role.COMPANION, Role.LP3H_COORDINATOR, *OFFICERS)


def can_open_programme(user: User) -> bool:
    """Province officers open programmes of their province."""
    return user.role == Role.PROVINCE_OFFICER


def can_manage_programme(user: User, programme: Programme) -> bool:
    """Province officers hand out the places of their province's programmes."""
    return can_open_programme(user) and user.scope.covers(programme.region_id)


def can_set_office_days(user: User, office: Organisation) -> bool:
    """Officers keep the calendar of their own region's office."""
    return user.role in OFFICERS and user.scope.region_code == office.region_id


def can_hand_down(user: User, allocation: Allocation) -> bool:
    """Who hands the places of a level to those below it: the province, a coordinator the own."""
    if user.role == Role.LP3H_COORDINATOR:
        return _is_own_lp3h(user, allocation)
    return can_manage_programme(user, allocation.programme)


def can_ask_top_up(user: User, allocation: Allocation) -> bool:
    """A level asks for itself: the kab/kota, the LP3H, the province for the whole programme."""
    match user.role:
        case Role.REGENCY_OFFICER:
            is_regency = allocation.organisation_id is None
            return is_regency and allocation.region_id == user.scope.region_code
        case Role.LP3H_COORDINATOR:
            return _is_own_lp3h(user, allocation)
        case _:
            is_root = allocation.parent_id is None
            return is_root and can_manage_programme(user, allocation.programme)


def can_decide_top_up(user: User, allocation: Allocation) -> bool:
    """The level above decides: a kab/kota on its LP3H, the province on all. Not who asked."""
    if user.role == Role.REGENCY_OFFICER:
        is_lp3h = allocation.organisation_id is not None
        return is_lp3h and allocation.region_id == user.scope.region_code
    return can_manage_programme(user, allocation.programme)


def _is_own_lp3h(user: User, allocation: Allocation) -> bool:
    own = user.scope.organisation_id
    return own is not None and (own, None) == (allocation.organisation_id, allocation.companion_id)


def can_see_money(user: User, programme: Programme) -> bool:
    """Budget and payments are seen by the province's own office: officers, head, auditor."""
    return user.scope.covers(programme.region_id)


def can_nominate(user: User, region_code: str) -> bool:
    """The officers of a kab/kota name its candidates."""
    return user.role == Role.REGENCY_OFFICER and user.scope.covers(region_code)


def can_file_for(user: User, business: Business, *, is_assigned: bool) -> bool:
    """Owners file for themselves, companions for assigned businesses, officers in their region."""
    match user.role:
        case Role.OWNER:
            return business.owner_id == user.pk
        case Role.COMPANION:
            return is_assigned
        case Role.REGENCY_OFFICER:
            return user.scope.covers(business.regency_id)
        case _:
            return False


def reaches(user: User, application: Application) -> bool:
    """Whether the application lies in the person's hands: own, assigned, or of the own region."""
    match user.role:
        case Role.OWNER:
            return application.business.owner_id == user.pk
        case Role.COMPANION:
            return application.companion_id == user.pk
        case Role.REGENCY_OFFICER | Role.PROVINCE_OFFICER:
            return user.scope.covers(application.regency_id)
        case _:
            return False


def can_edit(user: User, application: Application) -> bool:
    """Answers are open to those who file, until they are sent and again after a return."""
    is_open = Status(application.status) in EDITABLE
    return is_open and user.role in FILERS and reaches(user, application)


def has_filed(user: User, application: Application) -> bool:
    """Whether the person created the application or sent it."""
    return user.pk in (application.created_by_id, application.submitted_by_id)


def can_move(user: User, application: Application, name: str) -> bool:
    """Whether the person may take this step, wherever the application stands.

    Four eyes: nobody accepts what they filed themselves.
    """
    if user.role not in TRANSITIONS[name].roles or not reaches(user, application):
        return False
    return name != "accept" or not has_filed(user, application)


def available_actions(application: Application, user: User) -> list[Transition]:
    """The steps that the person may take now, in the order of the workflow: the page's buttons."""
    status = Status(application.status)
    return [
        step
        for step in TRANSITIONS.values()
        if status in step.sources and can_move(user, application, step.name)
    ]


def can_set_companion(user: User, application: Application) -> bool:
    """Officers bring the companion in line with the registry before SiHalal is reached."""
    is_before = Status(application.status) not in (
        Status.IN_SIHALAL,
        Status.ISSUED,
        Status.STOPPED,
    )
    return is_before and user.role in OFFICERS and reaches(user, application)


def can_see_contact(user: User) -> bool:
    """Who works with the owner sees phone and NIB in full; others see them masked."""
    return user.role in SEES_CONTACT


def can_record_obstacle(user: User, application: Application) -> bool:
    """Who works on the application: its companion, its LP3H's coordinator, officers."""
    if user.role == Role.LP3H_COORDINATOR:
        own = user.scope.organisation_id
        return own is not None and application.organisation_id == own
    return user.role in RECORDS_OBSTACLES and reaches(user, application)


def can_record_incident(user: User) -> bool:
    """Officers write an outage down; it blocks the cases of their own region."""
    return user.role in OFFICERS and user.scope.is_regional


def can_block_cases(user: User, incident: Incident) -> bool:
    """Officers of the province add the cases of their own region to its outage."""
    return can_record_incident(user) and user.scope.region_code[:2] == incident.region_id


def can_end_incident(user: User, incident: Incident) -> bool:
    """The province, or the officer who wrote it down: the end frees the cases of all."""
    if not can_block_cases(user, incident):
        return False
    return user.role == Role.PROVINCE_OFFICER or incident.reported_by_id == user.pk


def can_replace(user: User, application: Application) -> bool:
    """Officers give the place of a case in their region to another business."""
    return user.role in OFFICERS and user.scope.covers(application.regency_id)


def can_answer_offer(user: User, offer: Offer) -> bool:
    """The owner answers, or an officer of the region on the owner's word."""
    if user.role == Role.OWNER:
        return offer.business.owner_id == user.pk
    return user.role == Role.REGENCY_OFFICER and user.scope.covers(offer.business.regency_id)
