"""People, the organisations they work for, and the roles they hold."""

from accounts.models.companion import CompanionProfile
from accounts.models.membership import Membership, Organisation
from accounts.models.qualification import Qualification, Training
from accounts.models.token import ApiToken
from accounts.models.user import User

__all__ = [
    "ApiToken",
    "CompanionProfile",
    "Membership",
    "Organisation",
    "Qualification",
    "Training",
    "User",
]
