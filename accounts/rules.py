"""Who may do what with people and their roles. Nothing here asks the database."""

from accounts.enums import STAFF, Role
from accounts.models import User


def can_manage_companions(user: User, organisation_id: int | None) -> bool:
    """Coordinators keep the list of their own LP3H's companions."""
    return (
        user.role == Role.LP3H_COORDINATOR
        and organisation_id is not None
        and user.scope.organisation_id == organisation_id
    )


def can_make_token(user: User) -> bool:
    """Who works with the registry may let a program read it in the own name."""
    return user.role in STAFF
