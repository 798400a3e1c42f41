"""The way of an application as plain data: who may move it from where to where."""

from dataclasses import dataclass

from accounts.enums import Role
from certification.enums import MovementKind, PublicStatus, Status


@dataclass(frozen=True, slots=True)
class Transition:
    """One move. `quota` is what it does to the place in the ledger."""

    name: str
    label: str
    sources: frozenset[Status]
    target: Status
    roles: frozenset[Role]
    quota: MovementKind | None = None


def _t(
    name: str,
    label: str,
    sources: set[Status],
    target: Status,
    roles: set[Role],
    *,
    quota: MovementKind | None = None,
) -> Transition:
    return Transition(name, label, frozenset(sources), target, frozenset(roles), quota)


_FILERS = {Role.OWNER, Role.COMPANION, Role.REGENCY_OFFICER}
_OFFICERS = {Role.REGENCY_OFFICER, Role.PROVINCE_OFFICER}
_BEFORE_SIHALAL = {
    Status.DRAFT,
    Status.SUBMITTED,
    Status.RETURNED,
    Status.ACCEPTED,
    Status.READY,
}

TRANSITIONS: dict[str, Transition] = {
    t.name: t
    for t in (
        _t(
            "submit",
            "Kirim pengajuan",
            {Status.DRAFT},
            Status.SUBMITTED,
            _FILERS,
            quota=MovementKind.RESERVE,
        ),
        _t("resubmit", "Kirim perbaikan", {Status.RETURNED}, Status.SUBMITTED, _FILERS),
        _t("return", "Minta perbaikan", {Status.SUBMITTED}, Status.RETURNED, _OFFICERS),
        _t("accept", "Terima dan lanjut", {Status.SUBMITTED}, Status.ACCEPTED, _OFFICERS),
        _t("verify", "Simpan verifikasi", {Status.ACCEPTED}, Status.READY, {Role.COMPANION}),
        _t(
            "verify_return",
            "Minta perbaikan",
            {Status.ACCEPTED},
            Status.RETURNED,
            {Role.COMPANION},
        ),
        _t(
            "enter",
            "Tandai sudah diajukan",
            {Status.READY},
            Status.IN_SIHALAL,
            {Role.COMPANION, *_OFFICERS},
            quota=MovementKind.COMMIT,
        ),
        _t(
            "issue",
            "Catat sertifikat",
            {Status.IN_SIHALAL},
            Status.ISSUED,
            {Role.COMPANION, *_OFFICERS},
            quota=MovementKind.ISSUE,
        ),
        _t(
            "stop",
            "Hentikan pengajuan",
            _BEFORE_SIHALAL | {Status.IN_SIHALAL},
            Status.STOPPED,
            _OFFICERS,
            quota=MovementKind.RELEASE,
        ),
    )
}

# Applications that hold a place in the quota, and those still on the way.
HOLDING = frozenset(
    {
        Status.SUBMITTED,
        Status.RETURNED,
        Status.ACCEPTED,
        Status.READY,
        Status.IN_SIHALAL,
        Status.RETURNED_OUT,
        Status.ISSUED,
    }
)
BEFORE_SIHALAL = frozenset(_BEFORE_SIHALAL)
OPEN = frozenset(set(Status) - {Status.ISSUED, Status.STOPPED})

PUBLIC_STATUS: dict[Status, PublicStatus] = {
    Status.DRAFT: PublicStatus.INCOMPLETE,
    Status.SUBMITTED: PublicStatus.WAITING,
    Status.RETURNED: PublicStatus.TO_FIX,
    Status.ACCEPTED: PublicStatus.WAITING,
    Status.READY: PublicStatus.READY,
    Status.IN_SIHALAL: PublicStatus.AT_BPJPH,
    Status.RETURNED_OUT: PublicStatus.TO_FIX,
    Status.ISSUED: PublicStatus.ISSUED,
    Status.STOPPED: PublicStatus.STOPPED,
}

# Working days in which a step is expected. Ten for the companion are the law's
# (UU 33/2014 Pasal 33A); the others are the office's own goals.
DUE_WORKING_DAYS: dict[Status, int] = {
    Status.SUBMITTED: 3,
    Status.RETURNED: 5,
    Status.ACCEPTED: 10,
    Status.READY: 3,
}
