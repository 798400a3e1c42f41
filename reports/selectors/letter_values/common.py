"""What stands in every letter of a batch: proposals, which a person may change."""

from collections.abc import Callable

from halalportal.lib.formats import day_and_date, long_date, phone
from reports.enums import LetterKind
from reports.selectors.letter_recipients.parts import Source
from workshops.models import Event
from workshops.models.periods import hours

type Values = dict[str, str]

WORK = "mendampingi pelaku usaha serta memverifikasi dan memvalidasi pernyataan halal"
TO_BRING = "KTP, NIB, dan contoh produk"


def common_values(kind: str, source: Source) -> Values:
    """Proposals by placeholder, as they are written in letters."""
    values: Values = {
        "dinas": source.office.name,
        "narahubung": source.user.name,
        "telepon": source.phone or (phone(source.office.phone) if source.office.phone else ""),
        **_of_programme(source),
    }
    return values | PROPOSALS.get(kind, _nothing)(source)


def _of_programme(source: Source) -> Values:
    programme = source.programme
    if programme is None:
        return {}
    return {
        "program": programme.name,
        "tahun": str(programme.year),
        "selesai": long_date(programme.ends_on),
    }


def _nothing(source: Source) -> Values:
    return {}


def _of_event(source: Source) -> Values:
    return _event_values(source.event) if source.event else {"bawa": TO_BRING}


def _event_values(event: Event) -> Values:
    start = event.starts_at.astimezone(event.zone)
    titles = [session.title for session in event.sessions.all()]
    values: Values = {
        "kegiatan": event.title,
        "hari_tanggal": day_and_date(start),
        "pukul": hours(event.starts_at, event.ends_at, event.time_zone),
        "tempat": event.venue or ("daring" if event.online_link else event.region.name),
        "acara": ", ".join(titles) or event.title,
        "bawa": TO_BRING,
        "batas_jawab": long_date(event.answer_by or start.date()),
    }
    return values


def _assignment(source: Source) -> Values:
    return {"keperluan": WORK, "mulai": long_date(source.today)}


def _notice(source: Source) -> Values:
    return {"tahap": source.round.name} if source.round else {}


def _agreement(source: Source) -> Values:
    return {"jabatan": "Pimpinan", "mulai": long_date(source.today)}


PROPOSALS: dict[str, Callable[[Source], Values]] = {
    LetterKind.INVITATION: _of_event,
    LetterKind.ASSIGNMENT: _assignment,
    LetterKind.NOTICE: _notice,
    LetterKind.AGREEMENT: _agreement,
}
