"""How sure it is that a guest is a participant: points from 0 to 100 with their reason in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

SURE = 90
# What two people need to lie apart so that the better one may be taken without a look.
CLEAR_LEAD = 6
NAME_POINTS = 95
PLACE_POINTS = 4
OFFICE_POINTS = 60


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one participant. Likenesses go from 0 to 1."""

    participant_id: int
    name: float = 0
    office: float = 0
    same_email: bool = False
    same_region: bool = False
    has_declined: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A participant that a guest may be."""

    participant_id: int
    score: int
    reason: str

    @property
    def is_sure(self) -> bool:
        """Whether it may be taken together with all the others that are."""
        return self.score >= SURE


def suggestions(found: Sequence[Evidence]) -> list[Suggestion]:
    """The best first. None is sure while another one is nearly as good: a person decides."""
    ranked = sorted(map(_suggestion, found), key=lambda one: (-one.score, one.participant_id))
    if not ranked or not ranked[0].is_sure:
        return ranked
    rivals = [one for one in ranked[1:] if one.score > ranked[0].score - CLEAR_LEAD]
    if not rivals:
        return ranked
    doubt = f"{len(rivals) + 1} peserta mirip, pilih satu"
    return [_doubted(one, doubt) if one in (ranked[0], *rivals) else one for one in ranked]


def _suggestion(found: Evidence) -> Suggestion:
    suggestion = Suggestion(found.participant_id, _score(found), " · ".join(_reasons(found)))
    if found.has_declined:
        return _doubted(suggestion, "tercatat tidak bisa hadir")
    return suggestion


def _score(found: Evidence) -> int:
    if found.same_email:
        return 100
    if not found.name:
        return int(found.office * OFFICE_POINTS)
    has_place = found.office or found.same_region
    return int(found.name * NAME_POINTS) + (PLACE_POINTS if has_place else 0)


def _reasons(found: Evidence) -> list[str]:
    reasons = ["email sama"] if found.same_email else []
    if found.name:
        word = "nama sama" if found.name >= 0.9 else "nama mirip"
        reasons.append(f"{word} {found.name:.2f}".replace(".", ","))
    if found.office:
        reasons.append("instansi sama")
    elif found.same_region:
        reasons.append("daerah sama")
    if found.office and not found.name:
        reasons.append("nama orang tidak tertulis")
    return reasons


def _doubted(suggestion: Suggestion, why: str) -> Suggestion:
    reason = f"{suggestion.reason} · {why}"
    return replace(suggestion, score=min(suggestion.score, SURE - 1), reason=reason)
