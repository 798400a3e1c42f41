"""What the page of the scanner says about a scan: a sentence, and the colour that goes with it."""

from dataclasses import dataclass

from accounts.models import User
from halalportal.lib.formats import clock
from workshops.enums import ScanOutcome
from workshops.models import Event, Participant
from workshops.services.admission import substitute_of
from workshops.services.scanning import ScanResult

# Colours of Bootstrap's notices.
TONES = {
    ScanOutcome.PRESENT: "success",
    ScanOutcome.ALREADY: "warning",
    ScanOutcome.DECLINED: "warning",
    ScanOutcome.NO_SEAT: "warning",
    ScanOutcome.OTHER_EVENT: "danger",
    ScanOutcome.UNKNOWN: "danger",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands on the page; `may_enter` offers to let the person in by hand."""

    outcome: str
    tone: str
    text: str
    may_enter: bool


def verdict(result: ScanResult, zone: str, user: User) -> Verdict:
    """The words for one result.

    Args:
        zone: the event's time zone.
        user: the officer, who learns the name of another event only within the own sight.
    """
    text, may_enter = _text(result, zone, user), result.outcome == ScanOutcome.NO_SEAT
    if result.participant and result.outcome == ScanOutcome.DECLINED:
        text, may_enter = _declined(result.participant)
    return Verdict(result.outcome, TONES[result.outcome], text, may_enter)


def _declined(person: Participant) -> tuple[str, bool]:
    """The officer may decide otherwise, unless somebody else has the person's place."""
    substitute = substitute_of(person)
    if substitute:
        return f"{person.name} diwakili {substitute.name}.", False
    return f"{person.name} tercatat tidak bisa hadir.", True


def _text(result: ScanResult, zone: str, user: User) -> str:
    person = result.participant
    if person is None:
        return "Kode tidak dikenal. Cari namanya di daftar hadir, atau tambahkan sebagai peserta."
    if result.outcome == ScanOutcome.OTHER_EVENT:
        seen = Event.objects.visible_to(user).filter(pk=person.event_id).exists()
        event = f"“{person.event.title}”" if seen else "lain"
        return f"Kode ini untuk kegiatan {event}. Cari namanya di daftar hadir kegiatan ini."
    if result.outcome == ScanOutcome.ALREADY:
        since = f" {clock(result.since, zone)}" if result.since else ""
        return f"Sudah tercatat{since}: {_who(person)}"
    if result.outcome == ScanOutcome.NO_SEAT:
        return f"{person.name} ada di daftar tunggu dan kursi penuh."
    return f"Hadir: {_who(person)}"


def _who(person: Participant) -> str:
    """Two people may have one name."""
    return f"{person.name} ({person.represents})" if person.represents else person.name
