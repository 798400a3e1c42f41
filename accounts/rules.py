"""Who may do what with people and their roles. Nothing here asks the database."""

from accounts.enums import Role
from accounts.models import User


def can_manage_companions(user: User, organisation_id: int | None) -> bool:
    """Coordinators keep the list of their own LP3H's companions."""
    return (
        user.role == Role.LP3H_COORDINATOR
        and organisation_id is not None
        and user.scope.organisation_id == organisation_id
    )
