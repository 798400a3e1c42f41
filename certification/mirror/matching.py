"""Which case a line means: by its registration number, else by names and what goes with them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from certification.mirror.lines import MirrorLine

# What each equality is worth. A name alone is enough where only one case has it.
_NAME, _PHONE, _BRAND, _COMPANION = 50, 40, 20, 10
ENOUGH, AHEAD = _NAME, 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case as it is compared: all texts folded, the phone as its last digits."""

    pk: int
    label: str
    number: str
    names: tuple[str, ...]
    brands: tuple[str, ...]
    phone: str
    companion: str


@dataclass(frozen=True, slots=True)
class Scored:
    candidate: Candidate
    score: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Found:
    """`match` is the case that is meant; without it a person chooses among `choices`, if any."""

    match: Candidate | None = None
    evidence: str = ""
    choices: list[Scored] = field(default_factory=list)
    remark: str = ""


class Register:
    """The cases that a person may update, by number, name and phone."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._by_number: dict[str, Candidate] = {}
        self._by_mark: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            if candidate.number:
                self._by_number[candidate.number] = candidate
            for mark in {*candidate.names, candidate.phone} - {""}:
                self._by_mark[mark].append(candidate)

    def find(self, line: MirrorLine) -> Found:
        """The case that the line means, or those that it may mean."""
        if line.number and (known := self._by_number.get(line.number)):
            return Found(known, _by_number(line, known))
        alike = {c.pk: c for mark in (line.name, line.phone) if mark for c in self._by_mark[mark]}
        fitting = [c for c in alike.values() if not (line.number and c.number)]
        scored = sorted((_score(line, c) for c in fitting), key=_best_first)
        if not scored:
            return Found(remark=_other_number(alike.values()))
        if _is_sure(scored):
            return Found(scored[0].candidate, scored[0].evidence)
        return Found(choices=scored[:8])


def _is_sure(scored: list[Scored]) -> bool:
    lead = scored[0].score - scored[1].score if len(scored) > 1 else AHEAD
    return scored[0].score >= ENOUGH and lead >= AHEAD


def _best_first(scored: Scored) -> tuple[int, str]:
    return -scored.score, scored.candidate.label


def _score(line: MirrorLine, candidate: Candidate) -> Scored:
    is_companion = bool(line.companion) and line.companion == candidate.companion
    found = [
        ("nama sama", _NAME, bool(line.name) and line.name in candidate.names),
        ("nomor HP sama", _PHONE, bool(line.phone) and line.phone == candidate.phone),
        ("merek sama", _BRAND, bool(line.brand) and line.brand in candidate.brands),
        ("pendamping sama", _COMPANION, is_companion),
    ]
    score = sum(worth for _, worth, is_equal in found if is_equal)
    return Scored(candidate, score, ", ".join(word for word, _, is_equal in found if is_equal))


def _by_number(line: MirrorLine, candidate: Candidate) -> str:
    """A number that stands at another name may have a slip in it: the page says so."""
    words = set(" ".join((*candidate.names, *candidate.brands)).split())
    is_other = bool(line.name) and not words & set(line.name.split())
    return "nomor daftar sama, nama berbeda" if is_other else "nomor daftar sama"


def _other_number(alike: Iterable[Candidate]) -> str:
    labels = [f"{c.label} ({c.number})" for c in alike]
    return f"Nama sama dengan {labels[0]}, tetapi nomor daftarnya berbeda." if labels else ""
