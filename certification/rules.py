"""Who may do what. Reading this module is reading the policy; nothing here asks the database.

| | owner | companion | LP3H coordinator | kab/kota | province | head, auditor |
|---|---|---|---|---|---|---|
| programmes, quota | – | – | own rows, shares them out | own rows | all, changes | all |
| more places | – | – | asks | asks, decides for its LP3H | asks, decides | – |
| file for a business | own | assigned, under a mandate | – | own region, under a mandate | – | – |
| decide | – | verify | – | own region, not what one sent | province | – |
"""

from accounts.enums import OFFICERS, Role
from accounts.models import Organisation, User
from certification.enums import MandateProof, MandateTask, Status, Track
from certification.models import (
    Allocation,
    Application,
    Incident,
    Mandate,
    Offer,
    Programme,
    ThirdReturn,
)
from certification.steps import PART_TITLES
from certification.workflow import AT_SIHALAL, BEFORE_SIHALAL, Transition, transitions_for
from ikm.models import Business

FILERS = (Role.OWNER, Role.COMPANION, Role.REGENCY_OFFICER)
# What is done in the owner's name, and the task of a mandate that lets others do it.
OWNERS_STEPS = {"submit": MandateTask.SUBMIT, "resubmit": MandateTask.SUBMIT}
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


def can_help(user: User, business: Business, *, is_assigned: bool) -> bool:
    """Whom an owner may entrust: the assigned companion, and the officers of the own kab/kota."""
    if user.role == Role.COMPANION:
        return is_assigned
    return user.role == Role.REGENCY_OFFICER and user.scope.covers(business.regency_id)


def may_act(user: User, business: Business, mandate: Mandate | None, task: str) -> bool:
    """Owners act for themselves; others under the owner's mandate that covers the task.

    Args:
        mandate: in force and given to the person (`selectors.mandates.mandate_for`).
    """
    if user.role == Role.OWNER:
        return business.owner_id == user.pk
    return mandate is not None and mandate.business_id == business.pk and task in mandate.scope


def can_file_for(
    user: User, business: Business, *, is_assigned: bool, mandate: Mandate | None
) -> bool:
    """Owners file for themselves; companions and officers under a mandate."""
    helps = user.role == Role.OWNER or can_help(user, business, is_assigned=is_assigned)
    return helps and may_act(user, business, mandate, MandateTask.FILL)


def can_copy(application: Application, mandate: Mandate | None) -> bool:
    """What others sent for the owner goes into SiHalal unless the owner left that out or revoked.

    The mandate under which it was sent counts beyond its last day. What was noted before there
    were papers says nothing about it.

    Args:
        mandate: the person's own, now.
    """
    sent = application.mandate
    if sent is None or sent.proof == MandateProof.RECORDED:
        return True
    standing = [given for given in (sent, mandate) if given and given.revoked_at is None]
    return any(MandateTask.SIHALAL in given.scope for given in standing)


def can_revoke(user: User, mandate: Mandate) -> bool:
    """The owner, who holds it, and officers of the region; nobody needs a reason."""
    match user.role:
        case Role.OWNER:
            return mandate.business.owner_id == user.pk
        case Role.COMPANION:
            return mandate.holder_id == user.pk and mandate.region_id is None
        case _:
            return user.role in OFFICERS and user.scope.covers(mandate.business.regency_id)


def reaches(user: User, application: Application) -> bool:
    """Whether it lies in the person's hands: own, assigned, of the own LP3H or region."""
    match user.role:
        case Role.OWNER:
            return application.business.owner_id == user.pk
        case Role.COMPANION:
            return application.companion_id == user.pk
        case Role.LP3H_COORDINATOR:
            own = user.scope.organisation_id
            return own is not None and application.organisation_id == own
        case Role.REGENCY_OFFICER | Role.PROVINCE_OFFICER:
            return user.scope.covers(application.regency_id)
        case _:
            return False


def can_fill(user: User, application: Application) -> bool:
    """Whether the person is one of those who fill it in: the owner, or who may be entrusted."""
    return user.role in FILERS and reaches(user, application)


def can_edit(user: User, application: Application, mandate: Mandate | None = None) -> bool:
    """Answers are open to those who file, until they are sent and again after a return.

    Args:
        mandate: of somebody who fills it in for the owner (`selectors.mandates.mandate_now`).
    """
    is_open = Status(application.status) in EDITABLE and can_fill(user, application)
    return is_open and may_act(user, application.business, mandate, MandateTask.FILL)


def open_parts(application: Application) -> frozenset[str]:
    """The parts whose answers may change now: all of a draft, the named ones of a returned one."""
    if Status(application.status) not in EDITABLE:
        return frozenset()
    named = application.returned_parts if application.status == Status.RETURNED else None
    return named or frozenset(PART_TITLES)


def has_filed(user: User, application: Application) -> bool:
    """Whether the person created the application or sent it."""
    return user.pk in (application.created_by_id, application.submitted_by_id)


def can_move(user: User, application: Application, name: str) -> bool:
    """Whether the person may take this step, wherever the application stands.

    Four eyes: nobody accepts what they filed themselves.
    """
    step = transitions_for(application.track).get(name)
    if step is None or user.role not in step.roles or not reaches(user, application):
        return False
    return name != "accept" or not has_filed(user, application)


def available_actions(application: Application, user: User) -> list[Transition]:
    """The steps that the person may take now, in the order of the workflow: the page's buttons."""
    status = Status(application.status)
    return [
        step
        for step in transitions_for(application.track).values()
        if status in step.sources and can_move(user, application, step.name)
    ]


def can_set_companion(user: User, application: Application) -> bool:
    """Officers bring the companion in line with the registry before SiHalal is reached."""
    is_before = Status(application.status) in BEFORE_SIHALAL
    return is_before and user.role in OFFICERS and reaches(user, application)


def can_see_contact(user: User) -> bool:
    """Who works with the owner sees phone and NIB in full; others see them masked."""
    return user.role in SEES_CONTACT


def can_record_obstacle(user: User, application: Application) -> bool:
    """Who works on the application: its companion, its LP3H's coordinator, officers."""
    return user.role in RECORDS_OBSTACLES and reaches(user, application)


def can_record_national(user: User, application: Application) -> bool:
    """The same people write down what SiHalal says."""
    return can_record_obstacle(user, application)


def can_write_regular(user: User, application: Application) -> bool:
    """On the regular track companion and officers write down what the LPH and the MUI did."""
    is_on_the_way = Status(application.status) in {Status.READY, *AT_SIHALAL}
    is_regular = application.track == Track.REGULAR
    may = user.role == Role.COMPANION or user.role in OFFICERS
    return is_regular and is_on_the_way and may and reaches(user, application)


def can_map_statuses(user: User) -> bool:
    """Province officers say what an unknown text of SiHalal means."""
    return user.role == Role.PROVINCE_OFFICER


def can_decide_third_return(user: User, third: ThirdReturn) -> bool:
    """A province officer of the region who did not ask for it (four eyes)."""
    is_supervisor = user.role == Role.PROVINCE_OFFICER and reaches(user, third.application)
    return is_supervisor and third.asked_by_id != user.pk


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


def can_review_names(user: User, application: Application) -> bool:
    """Officers of the region decide on a flagged product name; never a machine."""
    return user.role in OFFICERS and reaches(user, application)


def can_keep_dictionaries(user: User) -> bool:
    """Province officers add and end entries of the dictionaries of materials and names."""
    return user.role == Role.PROVINCE_OFFICER
