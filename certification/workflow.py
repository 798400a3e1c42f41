"""The way of an application as plain data: who may move it from where to where, on each track."""

from dataclasses import dataclass, replace

from accounts.enums import Role
from certification.enums import MovementKind, Place, PublicStatus, Status, Track


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
_IN_TOUCH = {Role.COMPANION, *_OFFICERS}
# Who brings tables of SiHalal in: what they say moves the application there and back.
_TELLERS = {Role.LP3H_COORDINATOR, *_IN_TOUCH}
_BEFORE_SIHALAL = {
    Status.DRAFT,
    Status.SUBMITTED,
    Status.RETURNED,
    Status.ACCEPTED,
    Status.READY,
}
_AT_SIHALAL = {Status.IN_SIHALAL, Status.RETURNED_OUT}

_SUBMIT = _t(
    "submit",
    "Kirim pengajuan",
    {Status.DRAFT},
    Status.SUBMITTED,
    _FILERS,
    quota=MovementKind.RESERVE,
)
_RESUBMIT = _t("resubmit", "Kirim perbaikan", {Status.RETURNED}, Status.SUBMITTED, _FILERS)
_RETURN = _t("return", "Minta perbaikan", {Status.SUBMITTED}, Status.RETURNED, _OFFICERS)
_ACCEPT = _t("accept", "Terima dan lanjut", {Status.SUBMITTED}, Status.ACCEPTED, _OFFICERS)
_VERIFY = _t("verify", "Simpan verifikasi", {Status.ACCEPTED}, Status.READY, {Role.COMPANION})
_VERIFY_RETURN = _t(
    "verify_return", "Minta perbaikan", {Status.ACCEPTED}, Status.RETURNED, {Role.COMPANION}
)
_ENTER = _t(
    "enter",
    "Tandai sudah diajukan",
    {Status.READY},
    Status.IN_SIHALAL,
    _IN_TOUCH,
    quota=MovementKind.COMMIT,
)
# Mended in SiHalal itself: the place stays used, so neither way touches the ledger.
_BPJPH_RETURN = _t(
    "bpjph_return",
    "Catat pengembalian SiHalal",
    {Status.IN_SIHALAL},
    Status.RETURNED_OUT,
    _TELLERS,
)
_REENTER = _t(
    "reenter", "Tandai sudah diajukan lagi", {Status.RETURNED_OUT}, Status.IN_SIHALAL, _TELLERS
)
_ISSUE = _t(
    "issue",
    "Catat sertifikat",
    {Status.IN_SIHALAL},
    Status.ISSUED,
    _IN_TOUCH,
    quota=MovementKind.ISSUE,
)
_STOP = _t(
    "stop",
    "Hentikan pengajuan",
    _BEFORE_SIHALAL | _AT_SIHALAL,
    Status.STOPPED,
    _OFFICERS,
    quota=MovementKind.RELEASE,
)

_TRACKS: dict[Track, dict[str, Transition]] = {
    track: {step.name: step for step in steps}
    for track, steps in {
        Track.SELF_DECLARE: (
            _SUBMIT,
            _RESUBMIT,
            _RETURN,
            _ACCEPT,
            _VERIFY,
            _VERIFY_RETURN,
            _ENTER,
            _BPJPH_RETURN,
            _REENTER,
            _ISSUE,
            _STOP,
        ),
        # The LPH inspects what the companion verifies on the other track.
        Track.REGULAR: (
            _SUBMIT,
            _RESUBMIT,
            _RETURN,
            replace(_ACCEPT, target=Status.READY),
            _ENTER,
            _BPJPH_RETURN,
            _REENTER,
            _ISSUE,
            _STOP,
        ),
    }.items()
}
# The moves that a status of SiHalal makes by itself, if its teller may. A certificate
# is more than a status, so issuing is not among them.
FOLLOWING = ("bpjph_return", "reenter", "stop")
# Nobody's button: a table of SiHalal that stopped a case is taken back, and the case goes on from
# where the table found it.
RESUME = "resume"
RESUMED_TO = frozenset(_AT_SIHALAL | {Status.READY})
# Who asks the owner for a correction, and where.
RETURNS = ("return", "verify_return", "bpjph_return")


def transitions_for(track: str) -> dict[str, Transition]:
    """The moves of a track by name, in the order of the way."""
    return _TRACKS[Track(track)]


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
# The statuses behind each counter of the ledger; issued places are used ones too.
PLACE_STATUSES: dict[Place, frozenset[Status]] = {
    Place.RESERVED: HOLDING - _AT_SIHALAL - {Status.ISSUED},
    Place.USED: frozenset(_AT_SIHALAL | {Status.ISSUED}),
    Place.ISSUED: frozenset({Status.ISSUED}),
}
BEFORE_SIHALAL = frozenset(_BEFORE_SIHALAL)
AT_SIHALAL = frozenset(_AT_SIHALAL)
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
