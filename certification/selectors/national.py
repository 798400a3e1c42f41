"""What SiHalal's status means for an application, in a sentence; the texts nobody has mapped."""

from dataclasses import dataclass

from django.db.models import Count

from certification.enums import Status
from certification.models import Application, NationalEvent, StatusText
from certification.selectors.clocks import Clock
from certification.wording import STATUS_SENTENCES
from halalportal.lib.formats import number
from halalportal.lib.texts import fold


@dataclass(frozen=True, slots=True)
class WaitingText:
    """A text that waits to be mapped, and how many applications were seen with it."""

    text: StatusText
    count: int


def sentence_of(application: Application, clock: Clock) -> str:
    """What the state means to the owner; at SiHalal, the step there and since when.

    The application comes with its national status (`with_people`).
    """
    status, national = Status(application.status), application.national_status
    if status not in (Status.IN_SIHALAL, Status.RETURNED_OUT):
        return STATUS_SENTENCES[status]
    if national is None:
        raw = application.sihalal_status_raw
        return f"Status di SiHalal: {raw}." if raw else STATUS_SENTENCES[status]
    if status == Status.RETURNED_OUT:
        return national.sentence
    since = f"Sejak {number(clock.age)} hari kerja" if clock.age else "Sejak hari ini"
    if national.usual_to:
        since += f", biasanya {national.usual_from}–{national.usual_to}"
    return f"Sudah di SiHalal. {national.sentence} {since}."


def waiting_texts() -> list[WaitingText]:
    """The texts without a meaning, with the number of applications; two queries."""
    rows = NationalEvent.objects.filter(national=None).order_by().values_list("raw")
    counts: dict[str, int] = {}
    for raw, count in rows.annotate(count=Count("application", distinct=True)):
        counts[fold(raw)] = counts.get(fold(raw), 0) + count
    texts = StatusText.objects.filter(national=None)
    return [WaitingText(text, counts.get(text.key, 0)) for text in texts]
