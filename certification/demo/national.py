"""What SiHalal said of the cases: a trail of its statuses, some in words nobody has mapped yet."""

import datetime
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from certification.demo.plan import Case
from certification.enums import MirrorSource, Track
from certification.models import Application, NationalEvent, NationalStatus, StatusText
from halalportal.lib.texts import fold

# Calendar days after the entry on which SiHalal shows each status.
_WAY = (("OF10", 0), ("OF71", 1), ("OF72", 3), ("OF74", 6), ("OF100", 34), ("OF120", 40))
_REGULAR_WAY = (("OF10", 0), ("OF12", 2), ("OF50", 5), ("OF55", 8), ("OF60", 14), ("OF75", 36))
_RETURNS = ("OF280", "OF285", "OF2")
_ISSUED = "OF300"
# As offices tell of texts that a table showed for the first time.
_UNMAPPED = ("Antrean Sidang Komite", "Verval Data Tambahan")
_SETTLED = 2  # statuses after which a text may be new
_EVERY = 7  # one of so many cases that wait is shown in unknown words


@dataclass(frozen=True, slots=True)
class Shown:
    """A status as SiHalal showed it; `code` is None for unknown words."""

    at: datetime.datetime
    raw: str
    code: str | None


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    return dict(NationalStatus.objects.values_list("code", "label"))


def shown(case: Case, as_of: datetime.datetime) -> list[Shown]:
    """What SiHalal showed until `as_of`, the earliest first; nothing before the entry."""
    entered_at = case.at("enter")
    if entered_at is None:
        return []
    ends = {name: case.at(name) for name in ("issue", "bpjph_return")}
    end = ends["issue"] or ends["bpjph_return"] or as_of
    is_regular = case.allocation.programme.track == Track.REGULAR
    way = _REGULAR_WAY if is_regular else _WAY
    moments = [(code, entered_at + datetime.timedelta(days=days)) for code, days in way]
    told = [_known(code, at) for code, at in moments if at < end]
    if ends["issue"]:
        told.append(_known(_ISSUED, ends["issue"]))
    elif ends["bpjph_return"]:
        told.append(_known(_RETURNS[_chance(case) % len(_RETURNS)], ends["bpjph_return"]))
    elif len(told) > _SETTLED and not is_regular and _chance(case) % _EVERY == 0:
        told[-1] = Shown(told[-1].at, _UNMAPPED[_chance(case) % len(_UNMAPPED)], None)
    return told


def fields(case: Case, as_of: datetime.datetime) -> dict[str, Any]:
    """What the application itself keeps of it."""
    told = shown(case, as_of)
    if not told:
        return {}
    last = told[-1]
    return {
        "sihalal_status_raw": last.raw,
        "national_status_id": last.code,
        "national_since": last.at,
        "national_checked_at": max(last.at, case.last_at),
    }


def write(pairs: list[tuple[Application, Case]], as_of: datetime.datetime) -> None:
    """The trail of each case, and the list of texts that wait for a meaning."""
    events = [
        NationalEvent(
            application=application,
            national_id=each.code,
            raw=each.raw,
            at=each.at,
            source=MirrorSource.PASTE,
            by=next(step.by for step in case.steps if step.transition == "enter"),
        )
        for application, case in pairs
        for each in shown(case, as_of)
    ]
    NationalEvent.objects.bulk_create(events, batch_size=1_000)
    unmapped = {event.raw for event in events if event.national_id is None}
    StatusText.objects.bulk_create(
        [StatusText(key=fold(raw), text=raw) for raw in sorted(unmapped)], ignore_conflicts=True
    )


def _known(code: str, at: datetime.datetime) -> Shown:
    return Shown(at, _labels()[code], code)


def _chance(case: Case) -> int:
    """A number of the case's own, the same at each load."""
    return case.business.uuid.int >> 64
