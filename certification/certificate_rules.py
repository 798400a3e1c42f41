"""Who may do what with a certificate; nothing here asks the database.

| | owner | companion | LP3H coordinator | kab/kota, province |
|---|---|---|---|---|
| see | own | assigned | of the LP3H | own region |
| correct what was recorded | – | assigned | – | own region |
| report a change, note a supplier's new certificate | own | assigned | – | own region |
| answer a change, change the state, surveillance, handover | – | – | – | own region |
| show it to everybody | own | – | – | – |
"""

from accounts.enums import OFFICERS, Role
from accounts.models import User
from certification.models import Certificate, Handover, Material
from certification.rules import can_move, can_see_contact, reaches


def can_correct(user: User, certificate: Certificate) -> bool:
    """Who may record certificates may correct what was recorded."""
    return can_move(user, certificate.application, "issue")


def can_report_change(user: User, certificate: Certificate) -> bool:
    """The owner, and those who work with the owner."""
    return can_see_contact(user) and reaches(user, certificate.application)


def can_look_after(user: User, certificate: Certificate) -> bool:
    """Officers of the region answer changes, set the state and note surveillances."""
    return user.role in OFFICERS and reaches(user, certificate.application)


def can_renew_material(user: User, material: Material) -> bool:
    """Whoever may report a change may note a supplier's new certificate."""
    return can_see_contact(user) and reaches(user, material.application)


def can_showcase(user: User, certificate: Certificate) -> bool:
    """The owner alone, whoever else asks."""
    return user.role == Role.OWNER and certificate.application.business.owner_id == user.pk


def can_hand_over(user: User) -> bool:
    """Officers make the lists."""
    return user.role in OFFICERS and user.scope.is_regional


def can_change_handover(user: User, handover: Handover) -> bool:
    """Officers of its region, until the signed list is there."""
    in_region = can_hand_over(user) and user.scope.covers(handover.region_id)
    return in_region and not handover.is_signed
