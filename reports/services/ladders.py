"""Setting the ladders of a programme."""

from collections.abc import Mapping
from itertools import pairwise

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.enums import Role
from accounts.models import User
from certification.models import Programme
from certification.rules import can_manage_programme
from halalportal.audit.services import record
from reports.models import EscalationRule
from reports.selectors.ladders import Days, Kind, ladder_of


class LadderError(Exception):
    """The steps don't rise; its text says what to do."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        super().__init__(
            f"{kind.label}: hari kerja harus naik dari kiri ke kanan, dan provinsi wajib diisi."
        )


@transaction.atomic
def set_ladders(*, programme: Programme, ladders: Mapping[Kind, Days], by: User) -> int:
    """Gives the programme its own steps where they differ; returns how many ladders changed.

    Raises:
        LadderError: the days don't rise, or the province is not told at the end.
    """
    if not can_manage_programme(by, programme):
        raise PermissionDenied
    Programme.objects.select_for_update().get(pk=programme.pk)
    present = ladder_of(programme)
    changed = {kind: days for kind, days in ladders.items() if present[kind] != days}
    for kind, days in changed.items():
        _refuse_disorder(kind, days)
        _write(programme, kind, days, by)
    return len(changed)


def _refuse_disorder(kind: Kind, days: Days) -> None:
    numbers = [days[role] for role in kind.roles if role in days]
    rises = all(low < high for low, high in pairwise(numbers))
    if not rises or Role.PROVINCE_OFFICER not in days or min(numbers) < 1:
        raise LadderError(kind)


def _write(programme: Programme, kind: Kind, days: Days, by: User) -> None:
    own = EscalationRule.objects.filter(
        programme=programme, trigger=kind.trigger, status=kind.status
    )
    steps = [role for role in kind.roles if role in days]
    for step, role in enumerate(steps, start=1):
        own.update_or_create(
            programme=programme,
            trigger=kind.trigger,
            status=kind.status,
            step=step,
            defaults={
                "role": role,
                "after_working_days": days[role],
                "source": "Ditetapkan petugas provinsi",
                "is_active": True,
            },
        )
    own.filter(step__gt=len(steps)).update(is_active=False)
    record(
        action="programme.ladder_set",
        subject=programme,
        by=by,
        trigger=kind.trigger,
        status=kind.status,
        days={role: days[role] for role in steps},
    )
