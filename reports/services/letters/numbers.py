"""Numbers of letters: one row an office, year and series hands them out, so none is skipped."""

import datetime
from collections import Counter
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit import services as audit
from reports.enums import LetterState, NumberingPolicy
from reports.letters import numbers as texts
from reports.letters.errors import (
    LaterDateError,
    NumberTakenError,
    OtherOfficeError,
    RegisterNumbersError,
)
from reports.models import Letter, Letterhead, NumberSeries
from reports.selectors.letters.offices import letterhead_of, today_at
from reports.services.letters.locking import lock

_WRITTEN = ["state", "series", "sequence", "number", "written_on", "numbered_at", "numbered_by"]
_BATCH = 500


@transaction.atomic
def number(
    letters: Sequence[Letter],
    *,
    written_on: datetime.date | None = None,
    by: User,
    register_numbers: Sequence[str] | None = None,
) -> list[Letter]:
    """Dates the drafts of one office and gives each the next number, in the order given.

    Runs behind the lock of the series: undone, the numbers are free again.

    Args:
        written_on: the date on the letters and the year of the series; by default today at the
            office's place.
        register_numbers: one for each letter, where the office numbers in its own register.

    Raises `LetterMovedError`, `LaterDateError`, `RegisterNumbersError`, `NumberTakenError`,
    `OtherOfficeError`; then none has a number.
    """
    if not letters:
        return []
    rows = lock(letters, LetterState.DRAFT, by=by)
    if len({row.organisation_id for row in rows}) > 1:
        raise OtherOfficeError
    office = rows[0].organisation
    day, today = written_on or today_at(office), today_at(office)
    if day > today:
        raise LaterDateError(day)
    letterhead = letterhead_of(office)
    if letterhead.policy == NumberingPolicy.REGISTER:
        _copy(rows, register_numbers or ())
    else:
        _take(rows, letterhead, day)
    _write(rows, day, by=by)
    return rows


def _copy(rows: list[Letter], numbers: Sequence[str]) -> None:
    """The numbers of the office's own register."""
    typed = [" ".join(text.split()) for text in numbers]
    if len(typed) != len(rows) or len(set(typed)) != len(typed) or not all(typed):
        raise RegisterNumbersError
    for row, text in zip(rows, typed, strict=True):
        row.number = text


def _take(rows: list[Letter], letterhead: Letterhead, day: datetime.date) -> None:
    """The next numbers of each series; nobody else gets one meanwhile."""
    keys = [_key(row, letterhead) for row in rows]
    taken: dict[str, tuple[NumberSeries, int]] = {}
    for key, count in sorted(Counter(keys).items()):
        series = _locked(letterhead, day.year, key)
        taken[key] = series, series.last
        series.last += count
        series.save(update_fields=["last"])
    for row, key in zip(rows, keys, strict=True):
        series, last = taken[key]
        taken[key] = series, last + 1
        row.series, row.sequence = series, last + 1
        row.number = texts.text_of(
            letterhead,
            last + 1,
            classification=row.facts["classification"],
            kind=row.template.kind,
            day=day,
        )


def _key(row: Letter, letterhead: Letterhead) -> str:
    return texts.series_key(
        letterhead.policy, classification=row.facts["classification"], kind=row.template.kind
    )


def _locked(letterhead: Letterhead, year: int, key: str) -> NumberSeries:
    NumberSeries.objects.get_or_create(letterhead=letterhead, year=year, key=key)
    return NumberSeries.objects.select_for_update().get(letterhead=letterhead, year=year, key=key)


def _write(rows: list[Letter], day: datetime.date, *, by: User) -> None:
    now = timezone.now()
    for row in rows:
        row.state, row.written_on = LetterState.NUMBERED, day
        row.numbered_at, row.numbered_by = now, by
    used = Letter.objects.filter(organisation=rows[0].organisation)
    wanted = [row.number for row in rows]
    try:
        with transaction.atomic():
            Letter.objects.bulk_update(rows, _WRITTEN, batch_size=_BATCH)
    except IntegrityError as error:
        known = used.filter(number__in=wanted).values_list("number", flat=True).first()
        raise NumberTakenError(known or _twice(wanted)) from error
    for row in rows:
        audit.record(action="letter.numbered", subject=row, by=by, number=row.number)


def _twice(numbers: list[str]) -> str:
    return Counter(numbers).most_common(1)[0][0]
