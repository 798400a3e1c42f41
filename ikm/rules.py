"""Who may do what with a business or an import. Reading the table is reading the policy."""

from accounts.enums import OFFICERS, Role
from accounts.models import User
from ikm.models import Assignment, Business, Claim, ImportBatch

# Those who may see NIK, NPWP and money in the clear, each in the own scope and on record.
UNMASKERS = (Role.OWNER, Role.COMPANION, *OFFICERS, Role.AUDITOR)


def is_officer_of(user: User, region_code: str) -> bool:
    """An officer whose region is, or holds, this one."""
    return user.role in OFFICERS and user.scope.covers(region_code)


def can_register(user: User, regency_code: str) -> bool:
    """Officers write a walk-in business of their own region."""
    return is_officer_of(user, regency_code)


def can_edit(user: User, business: Business) -> bool:
    """Officers of the region, and the owner of the business."""
    return is_officer_of(user, business.regency_id) or _is_owner(user, business)


def can_edit_many(user: User) -> bool:
    """Officers change many businesses of their own region at once."""
    return user.role in OFFICERS


def can_be_helped_by(user: User, business: Business, current: Assignment | None) -> bool:
    """Who may write an application for it: those who edit it, and its current companion."""
    is_companion = current is not None and current.companion_id == user.pk
    return can_edit(user, business) or (user.role == Role.COMPANION and is_companion)


def can_assign(user: User, business: Business) -> bool:
    """Officers of the region choose the companion."""
    return is_officer_of(user, business.regency_id)


def can_assign_own(user: User, organisation_id: int | None, current: Assignment | None) -> bool:
    """Coordinators send their own LP3H's companions where no other organisation is at work."""
    is_free = current is None or current.organisation_id == organisation_id
    is_own = organisation_id is not None and user.scope.organisation_id == organisation_id
    return user.role == Role.LP3H_COORDINATOR and is_own and is_free


def can_import(user: User, region_code: str) -> bool:
    """Officers import lists of their own region or of a part of it."""
    return is_officer_of(user, region_code)


def can_decide_import(user: User, batch: ImportBatch) -> bool:
    """Whoever may import into the batch's region may apply or cancel it."""
    return batch.region_id is not None and can_import(user, batch.region_id)


def can_merge(user: User, business: Business) -> bool:
    """Officers of the region decide about duplicates."""
    return is_officer_of(user, business.regency_id)


def can_see_contacts(user: User) -> bool:
    """Phone and e-mail in full are for those who work with the owner; others see them masked."""
    return user.role in (*OFFICERS, Role.COMPANION, Role.LP3H_COORDINATOR, Role.OWNER)


def can_claim(user: User) -> bool:
    """Owners connect their account to a record, or write down a new one."""
    return user.role == Role.OWNER


def can_make_code(user: User, business: Business) -> bool:
    """Officers of the region hand out codes."""
    return is_officer_of(user, business.regency_id)


def can_decide_claim(user: User, claim: Claim) -> bool:
    """Officers of the region of the business."""
    return is_officer_of(user, claim.business.regency_id)


def can_unmask(user: User) -> bool:
    """Never the head, a coordinator or the admin; the others only what they see anyway."""
    return user.role in UNMASKERS


def _is_owner(user: User, business: Business) -> bool:
    return user.role == Role.OWNER and business.owner_id == user.pk
