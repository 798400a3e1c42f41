"""What a line of SiHalal would change at a case, before anything is written."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from accounts.models import User
from certification.enums import MirrorOutcome, Status
from certification.mirror.lines import LABELS, MirrorLine, phone_tail
from certification.mirror.matching import Candidate, Register
from certification.models import Application, NationalStatus, StatusText
from certification.rules import can_move
from certification.workflow import AT_SIHALAL, FOLLOWING, transitions_for
from halalportal.lib.formats import moment
from halalportal.lib.texts import fold, name_key

_NATIONAL, _OWN, _NUMBER = "Status SiHalal", "Keadaan", LABELS["number"]
NOT_FOUND = "Tidak ada di portal, atau bukan wewenang Anda."
NO_STATUS = "Kolom Status kosong di baris ini."
STOPPED = "Pengajuan ini sudah dihentikan di portal."
NO_NUMBER = "Baris ini tanpa nomor daftar yang benar. Tandai sudah diajukan di halaman pengajuan."
NOT_TO_ENTER = "Yang menandai sudah diajukan adalah pendamping atau petugas."
LONGEST_STATUS = 80
_COLUMNS = (
    *("pk", "number", "sihalal_number", "brand", "companion__name"),
    *("business__name", "business__owner_name", "business__brand", "business__phone"),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of one line. `differences` are (what, before, after)."""

    outcome: MirrorOutcome
    national: NationalStatus | None = None
    differences: list[tuple[str, str, str]] = field(default_factory=list)
    problem: str = ""


def register_of(user: User) -> Register:
    """All cases that the person may update; one query. Stopped ones are found by number only."""
    rows = Application.objects.visible_to(user).order_by("pk").values_list("status", *_COLUMNS)
    return Register(_candidate(*row) for row in rows.iterator())


def _candidate(status: str, pk: int, label: str, number: str, brand: str, *texts: str) -> Candidate:
    companion, name, owner, business_brand, phone = (text or "" for text in texts)
    is_over = status == Status.STOPPED
    return Candidate(
        pk=pk,
        label=label,
        number=number,
        names=() if is_over else tuple(filter(None, (name_key(name), fold(owner)))),
        brands=tuple(filter(None, (fold(brand), fold(business_brand), name_key(name)))),
        phone="" if is_over else phone_tail(phone),
        companion=fold(companion),
    )


class Planner:
    """Plans the lines of one table for one person; asks the database once, when it is made."""

    def __init__(self, user: User, as_of: datetime.datetime) -> None:
        self._user, self._as_of = user, as_of
        self._texts = {
            text.key: text.national for text in StatusText.objects.select_related("national")
        }

    def plan(self, line: MirrorLine, application: Application) -> Plan:
        """What the line would change at the case.

        Args:
            application: with business, regency and national status.
        """
        national = self._texts.get(_key(line.status))
        if problem := self._problem(line, application):
            return Plan(MirrorOutcome.REFUSED, national, problem=problem)
        found = self._differences(line, application, national)
        if found and self._is_older(application):
            zone = application.regency.time_zone
            seen = moment(application.national_checked_at, zone)
            problem = f"Keadaan yang lebih baru sudah tercatat, dilihat {seen}."
            return Plan(MirrorOutcome.REFUSED, national, problem=problem)
        if not found:
            return Plan(MirrorOutcome.SAME, national)
        outcome = MirrorOutcome.CHANGED if national else MirrorOutcome.UNKNOWN_STATUS
        return Plan(outcome, national, found)

    def unknown(self, lines: Iterable[MirrorLine]) -> dict[str, str]:
        """Folded text → text, of the statuses in the lines that nobody has mapped or seen."""
        texts = {_key(line.status): line.status for line in lines if line.status}
        return {key: text for key, text in texts.items() if key and key not in self._texts}

    def _problem(self, line: MirrorLine, application: Application) -> str:
        status, own = Status(application.status), application.sihalal_number
        if not line.status:
            return NO_STATUS
        if status == Status.STOPPED:
            return STOPPED
        if own and line.number and own != line.number:
            return f"Nomor daftar di portal {own}. Perbaiki di halaman pengajuan bila salah."
        if status == Status.READY:
            return self._problem_of_entering(line, application)
        if status not in (*AT_SIHALAL, Status.ISSUED):
            return f"Di portal masih “{status.label}”. Selesaikan dulu di sana."
        return ""

    def _problem_of_entering(self, line: MirrorLine, application: Application) -> str:
        if not line.number:
            return NO_NUMBER
        return "" if can_move(self._user, application, "enter") else NOT_TO_ENTER

    def _is_older(self, application: Application) -> bool:
        checked_at = application.national_checked_at
        return checked_at is not None and self._as_of < checked_at

    def _differences(
        self, line: MirrorLine, application: Application, national: NationalStatus | None
    ) -> list[tuple[str, str, str]]:
        own, raw = application.sihalal_number, application.sihalal_status_raw
        known = application.national_status
        found = []
        if line.number and not own:
            found.append((_NUMBER, "", line.number))
        is_same = national == known if national and known else fold(raw) == fold(line.status)
        if not is_same:
            before = known.label if known else raw
            found.append((_NATIONAL, before, national.label if national else line.status))
        if target := self._target(application, national):
            found.append((_OWN, Status(application.status).label, target.label))
        return found

    def _target(self, application: Application, national: NationalStatus | None) -> Status | None:
        """Where the portal's own status would go, as far as the person may move it."""
        status, steps = Status(application.status), transitions_for(application.track)
        entered = Status.IN_SIHALAL if status == Status.READY else None
        for step in (steps[name] for name in FOLLOWING if name in steps):
            follows = national is not None and step.target == national.status
            if follows and (entered or status) in step.sources:
                return step.target if can_move(self._user, application, step.name) else entered
        return entered


def _key(text: str) -> str:
    """As `StatusText` has it."""
    return fold(text[:LONGEST_STATUS])[:LONGEST_STATUS]
