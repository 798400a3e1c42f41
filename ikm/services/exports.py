"""What must be written down when a list leaves the portal."""

from accounts.models import User
from halalportal.audit.services import record
from ikm.models.business import BusinessQuerySet


def record_csv(*, businesses: BusinessQuerySet, by: User) -> int:
    """Notes who takes how many businesses as CSV, and returns the number."""
    count = businesses.count()
    record(action="business.exported", subject=by, by=by, count=count, format="csv")
    return count
