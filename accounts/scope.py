"""What a person may see in the active role: from it every `visible_to` is built."""

from dataclasses import dataclass

from django.db.models import Q

from accounts.enums import REGIONAL_ROLES
from regions.models import within

# A condition that no row meets: the scope of anybody whose role grants nothing.
NOTHING = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Scope:
    """The active role with its region or organisation. `role` is "" for somebody without a role."""

    user_id: int | None
    role: str = ""
    region_code: str = ""
    organisation_id: int | None = None

    @property
    def is_regional(self) -> bool:
        return self.role in REGIONAL_ROLES and bool(self.region_code)

    def covers(self, code: str) -> bool:
        """Whether a region code is the scope's own or lies inside it; False for other roles."""
        return self.is_regional and (
            code == self.region_code or code.startswith(f"{self.region_code}.")
        )

    def in_region(self, field: str) -> Q:
        """The condition that the region code in `field` lies in the scope; nothing for others."""
        return within(field, self.region_code) if self.is_regional else NOTHING
