"""What a scenario tells about one application; `cases.write_cases` makes rows of it."""

import datetime
from dataclasses import dataclass, field

from accounts.models import Organisation, User
from certification.enums import Status
from certification.models import Allocation
from certification.workflow import RETURNS, transitions_for
from ikm.models import Business


@dataclass(frozen=True, slots=True)
class Step:
    """One transition that somebody made. `reason` is the code of a return or stop reason."""

    transition: str
    at: datetime.datetime
    by: User
    reason: str = ""
    note: str = ""


@dataclass(slots=True)
class Case:
    """One application's life."""

    business: Business
    allocation: Allocation
    organisation: Organisation | None
    companion: User | None
    filed_by: User
    filed_at: datetime.datetime
    steps: list[Step] = field(default_factory=list)
    # Beside what the recipe says: names for the certificate, materials (fields of `Material`).
    more_products: tuple[str, ...] = ()
    more_materials: tuple[dict[str, str], ...] = ()

    @property
    def status(self) -> Status:
        """Where the steps lead.

        Raises:
            ValueError: the workflow does not allow the steps in this order.
        """
        status, transitions = Status.DRAFT, transitions_for(self.allocation.programme.track)
        for step in self.steps:
            transition = transitions[step.transition]
            if status not in transition.sources:
                raise ValueError(f"{step.transition} does not start at {status}")
            status = transition.target
        return status

    @property
    def is_complete(self) -> bool:
        """Whether every question is answered: it was submitted."""
        return bool(self.steps)

    def at(self, transition: str) -> datetime.datetime | None:
        """The moment of the first such step."""
        return next((s.at for s in self.steps if s.transition == transition), None)

    @property
    def last_at(self) -> datetime.datetime:
        return self.steps[-1].at if self.steps else self.filed_at

    @property
    def returned_count(self) -> int:
        return sum(step.transition in RETURNS for step in self.steps)
