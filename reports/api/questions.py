"""What may be asked of each list: filters, and the place where a page begins."""

import datetime
import re
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field
from pydantic.json_schema import SkipJsonSchema

from certification.enums import CertificateState, Status, Track
from reports.api.problems import InvalidError
from workshops.enums import EventKind

MOST = 100
FIRST = datetime.datetime.min.replace(tzinfo=datetime.UTC)
LAST = datetime.datetime.max.replace(tzinfo=datetime.UTC)
USUAL = 50
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)


def _written_as(pattern: re.Pattern[str], how: str) -> BeforeValidator:
    """Only what the description promises: Pydantic alone would also take numbers."""

    def check(value: Any) -> Any:
        if isinstance(value, str) and not pattern.fullmatch(value):
            raise ValueError(how)
        return value

    return BeforeValidator(check)


def _in_utc(moment: datetime.datetime) -> datetime.datetime:
    """PostgreSQL knows no zones beyond 16 hours, and the calendar of Python ends on both sides."""
    try:
        return moment.astimezone(datetime.UTC)
    except OverflowError:
        return FIRST if moment.year == 1 else LAST


def _shown(description: str, example: Any) -> Any:
    return Field(default=None, description=description, json_schema_extra={"example": example})


# A limit counts in the description only where it stands at the type, beside which may be nothing.
Absent = SkipJsonSchema[None]
Day = Annotated[datetime.date, _written_as(_DAY, "Tulis tanggal seperti 2025-06-04.")]
Moment = Annotated[
    AwareDatetime,
    _written_as(_MOMENT, "Tulis waktu seperti 2025-06-04T08:00:00+08:00."),
    AfterValidator(_in_utc),
]
SLUG = r"^[-a-zA-Z0-9_]{1,80}$"
Slug = Annotated[str, Field(pattern=SLUG)]
Regency = Annotated[str, Field(pattern=r"^[0-9]{2}\.[0-9]{2}$")]
Cursor = Annotated[str, Field(max_length=60)]
Year = Annotated[int, Field(ge=2000, le=2100)]
Key = Annotated[int, Field(ge=1, le=2**31 - 1)]


class Question(Schema):
    """What may be asked of one endpoint. A name that nobody knows is refused, not passed over."""


class AsOf(Question):
    as_of: Day | Absent = _shown(
        "Angka pada akhir hari ini, dari 2000-01-01 sampai hari ini; tanpa ini angka saat ini",
        "2025-06-04",
    )


class Page(Question):
    cursor: Cursor | Absent = _shown(
        "Tempat halaman mulai, dari `next` halaman sebelumnya",
        "YnVzaW5lc3M6NTA",
    )
    limit: int = Field(
        default=USUAL,
        ge=1,
        le=MOST,
        description="Paling banyak sekian baris",
        json_schema_extra={"example": 50},
    )


class Programmes(Page):
    year: Year | Absent = _shown("Tahun program", 2025)
    track: Track | Absent = _shown("Jalur", "self_declare")


class Businesses(Page):
    regency: Regency | Absent = _shown("Kode kabupaten/kota", "64.08")
    is_mentored: bool | Absent = _shown("IKM binaan atau bukan", True)
    updated_since: Moment | Absent = _shown("Diubah sejak waktu ini", "2025-06-04T08:00:00+08:00")


class Applications(Page):
    programme: Slug | Absent = _shown("Program (`slug`)", "self-declare-kaltim-2025")
    regency: Regency | Absent = _shown("Kode kabupaten/kota", "64.08")
    organisation: Key | Absent = _shown("Nomor LP3H", 12)
    status: Status | Absent = _shown("Status", "issued")
    updated_since: Moment | Absent = _shown(
        "Status berubah sejak waktu ini", "2025-06-04T08:00:00+08:00"
    )


class Events(Page):
    kind: EventKind | Absent = _shown("Jenis kegiatan", "bimtek")
    starts_from: Moment | Absent = _shown("Mulai sejak waktu ini", "2025-06-01T00:00:00+08:00")
    starts_until: Moment | Absent = _shown("Mulai sampai waktu ini", "2025-06-30T23:59:59+08:00")
    updated_since: Moment | Absent = _shown("Diubah sejak waktu ini", "2025-06-04T08:00:00+08:00")


class Certificates(Page):
    programme: Slug | Absent = _shown("Program (`slug`)", "self-declare-kaltim-2025")
    regency: Regency | Absent = _shown("Kode kabupaten/kota", "64.08")
    state: CertificateState | Absent = _shown("Keadaan sertifikat", "active")
    issued_from: Day | Absent = _shown("Terbit sejak tanggal ini", "2025-01-01")
    issued_to: Day | Absent = _shown("Terbit sampai tanggal ini", "2025-12-31")


def conditions(request: HttpRequest, asked: Question, **lookups: str) -> dict[str, Any]:
    """The filters that were asked for, by the lookups that they mean.

    Raises:
        InvalidError: for a parameter that the endpoint does not know.
    """
    for name in request.GET:
        if name not in type(asked).model_fields:
            raise InvalidError(_printable(name), "parameter ini tidak ada.")
    values = {lookup: getattr(asked, name) for name, lookup in lookups.items()}
    return {lookup: value for lookup, value in values.items() if value is not None}


def _printable(name: str) -> str:
    return "".join(letter for letter in name[:40] if letter.isprintable())
