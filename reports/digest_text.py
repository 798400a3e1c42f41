"""What a digest says: of what stands still, and of several reminders in one message."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from django.conf import settings

from halalportal.lib.formats import number, short_date
from reports.ladder import Notice
from reports.models import Reminder
from reports.texts import one_line

# What one e-mail names; the rest stands in the portal.
LINES = 20
PAGE = "/kendala/"


class Told(Protocol):
    """What is said of a standstill."""

    @property
    def text(self) -> str: ...


def digest_text(lines: Sequence[Notice], records: Mapping[str, Told], *, is_short: bool) -> str:
    """Returns the list for an e-mail; for WhatsApp only how many and where."""
    link = settings.PORTAL_URL + PAGE
    if is_short:
        oldest = short_date(min(line.standstill.since for line in lines))
        return f"{number(len(lines))} hal tertahan menunggu Anda, tertua sejak {oldest}. {link}"
    parts = []
    for title, acts in (("Menunggu Anda", True), ("Sudah naik ke tingkat di atas Anda", False)):
        chosen = [line for line in lines if line.acts == acts]
        if chosen:
            shown = [_line(line, records[line.standstill.key]) for line in chosen[:LINES]]
            rest = len(chosen) - len(shown)
            shown += [f"- dan {number(rest)} lainnya"] if rest else []
            parts.append("\n".join([f"{title} ({number(len(chosen))}):", *shown]))
    return "\n\n".join([*parts, f"Buka portal: {link}"])


def together(reminders: Sequence[Reminder]) -> tuple[str, str]:
    """Subject and body of one message; several are numbered, what is over first leads."""
    ordered = sorted(reminders, key=lambda each: (each.expires_on, each.due_on, each.pk))
    first = ordered[0]
    if len(ordered) == 1:
        return first.subject, first.body
    count = number(len(ordered))
    parts = [
        f"{place}. {reminder.subject}\n{reminder.body}"
        for place, reminder in enumerate(ordered, start=1)
    ]
    subject = f"{count} pengingat: {first.subject}"[:160]
    return subject, "\n\n".join([f"Ada {count} hal untuk Anda.", *parts])


def _line(notice: Notice, record: Told) -> str:
    return f"- {one_line(record.text)}, sejak {short_date(notice.standstill.since)}"
