"""The shapes of the API's answers (product.md, interface contract)."""

import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from certification.enums import CertificateState, PublicStatus, Status, Track
from workshops.enums import EventKind


def eg(example: Any, description: str = "") -> Any:
    """A required field with an example, and with a description where the name says too little."""
    return Field(examples=[example], description=description or None)


class Counts(Schema):
    """Places: `used` are in SiHalal or further, `issued` of them have a certificate."""

    quota: int = eg(1000)
    reserved: int = eg(0, "Dipesan: sudah dikirim, belum masuk SiHalal")
    used: int = eg(320, "Terpakai: masuk SiHalal atau lebih jauh")
    issued: int = eg(58, "Sertifikat terbit")
    free: int = eg(680, "quota − used − reserved")
    in_process: int = eg(262, "used − issued")


class RegionCounts(Counts):
    code: str = eg("64.08")
    name: str = eg("Kabupaten Kutai Timur")


class OrganisationCounts(Counts):
    id: int = eg(12)
    name: str = eg("LP3H Contoh")


class TargetFigures(Schema):
    """A dated target with its pace and its forecast."""

    name: str = eg("Triwulan I")
    region: str | None = eg(None, "Kode wilayah; null untuk seluruh program")
    organisation: int | None = eg(None, "Nomor LP3H; null untuk semua")
    quantity: int = eg(500)
    measure: str = eg("used", "`used` (masuk SiHalal) atau `issued` (terbit)")
    done: int = eg(320)
    due_on: datetime.date = eg("2025-05-31")
    day_basis: str = eg("calendar", "Cara menghitung hari target ini")
    days_left: int = eg(0, "Menurut `day_basis`")
    overdue_calendar_days: int = eg(4)
    overdue_working_days: int = eg(3)
    pace_needed_per_working_day: float | None = eg(None, "null bila tenggat lewat")
    pace_now_per_working_day: float = eg(3.5, "Empat minggu terakhir")
    forecast_on: datetime.date | None = eg("2025-08-14", "Dengan laju empat minggu terakhir")
    forecast_from: datetime.date | None = eg("2025-08-01", "Awal rentang 8 dari 10 kemungkinan")
    forecast_to: datetime.date | None = eg("2025-09-03", "Akhir rentang 8 dari 10 kemungkinan")
    is_estimate: bool = eg(False, "Melewati tahun yang hari liburnya belum ditetapkan")
    light: str = eg("late", "green, yellow, red, met, atau late")
    light_reason: str = eg("lewat 4 hari (3 hari kerja)")


class Summary(Counts):
    programme: str = eg("self-declare-kaltim-2025")
    name: str = eg("Fasilitasi Self-Declare Kaltim 2025")
    as_of: datetime.date = eg("2025-06-04")
    targets: list[TargetFigures]
    regions: list[RegionCounts]
    organisations: list[OrganisationCounts]


class ObstacleCount(Schema):
    code: str = eg("nib")
    label: str = eg("NIB belum ada atau belum sesuai")
    count: int = eg(17)


class Obstacles(Schema):
    """Open obstacles by cause, the most frequent first."""

    programme: str = eg("self-declare-kaltim-2025")
    as_of: datetime.date = eg("2025-06-04")
    count: int = eg(17)
    causes: list[ObstacleCount]


class RecapTitle(Schema):
    code: str = eg("capaian")
    title: str = eg("Capaian kuota")
    sentence: str = eg("Berapa kuota yang terpakai dan terbit di tiap kabupaten/kota.")


class Recaps(Schema):
    results: list[RecapTitle]


class RecapColumn(Schema):
    key: str = eg("used")
    label: str = eg("Terpakai")
    kind: str = eg("number", "text, number, share (persen), rupiah, atau date")


class Recap(Schema):
    """A table: each row has a value by the key of each column; unknown is null."""

    recap: str = eg("capaian")
    title: str = eg("Capaian kuota")
    programme: str = eg("self-declare-kaltim-2025")
    as_of: datetime.date = eg("2025-06-04")
    columns: list[RecapColumn]
    rows: list[dict[str, str | int | float | None]] = eg([{"used": 320}])
    total: dict[str, str | int | float | None] | None = eg({"used": 320})
    notes: list[str] = eg([])


class ProgrammeRow(Schema):
    slug: str = eg("self-declare-kaltim-2025")
    name: str = eg("Fasilitasi Self-Declare Kaltim 2025")
    year: int = eg(2025)
    track: Track = eg("self_declare")
    funding_source: str = eg("apbd_province")
    region: str = eg("64")
    starts_on: datetime.date = eg("2025-02-20")
    ends_on: datetime.date = eg("2025-12-31")


class BusinessRow(Schema):
    """Owner, phone and NIB are masked; the NIK is never given."""

    id: str = eg("0d9f1c2e-5a51-4a8e-9b8c-3f1f6f0f7a10")
    name: str = eg("Dapur Contoh")
    brand: str = eg("")
    owner: str = eg("S•••", "Disamarkan: huruf pertama")
    phone: str = eg("••••-••••-1234", "Disamarkan: empat angka terakhir")
    nib: str = eg("•••••••••0123", "Disamarkan: empat angka terakhir")
    regency: str = eg("64.08")
    district: str | None = eg("64.08.17")
    village: str | None = eg("64.08.17.2001")
    scale: str = eg("micro", "Kosong bila belum diketahui")
    is_mentored: bool = eg(True)
    operational_status: str = eg("active")
    updated_at: datetime.datetime = eg("2025-06-04T00:15:00Z")


class ApplicationRow(Schema):
    number: str = eg("PGJ-2025-0001")
    programme: str = eg("self-declare-kaltim-2025")
    business: str = eg("0d9f1c2e-5a51-4a8e-9b8c-3f1f6f0f7a10", "`id` usahanya")
    business_name: str = eg("Dapur Contoh")
    regency: str = eg("64.08")
    organisation: int | None = eg(12, "Nomor LP3H")
    track: Track = eg("self_declare")
    status: Status = eg("issued")
    public_status: PublicStatus = eg("issued", "Kata yang dibaca semua orang")
    status_changed_at: datetime.datetime = eg("2025-06-02T03:00:00Z")
    submitted_at: datetime.datetime | None = eg("2025-04-10T02:30:00Z")
    returned_count: int = eg(0)
    sihalal_number: str = eg("SH2025-1-000123", "Kosong bila belum masuk SiHalal")


class EventRow(Schema):
    id: int = eg(7)
    kind: EventKind = eg("bimtek")
    title: str = eg("Bimtek pengisian SiHalal")
    region: str = eg("64.08")
    starts_at: datetime.datetime = eg("2025-06-10T01:00:00Z")
    ends_at: datetime.datetime = eg("2025-06-10T07:00:00Z")
    time_zone: str = eg("Asia/Makassar", "Zona waktu tempatnya")
    venue: str = eg("Aula contoh")
    updated_at: datetime.datetime = eg("2025-06-01T03:00:00Z")


class CertificateRow(Schema):
    number: str = eg("ID00000000000000001")
    application: str = eg("PGJ-2025-0001")
    programme: str = eg("self-declare-kaltim-2025")
    business: str = eg("0d9f1c2e-5a51-4a8e-9b8c-3f1f6f0f7a10", "`id` usahanya")
    business_name: str = eg("Dapur Contoh")
    regency: str = eg("64.08")
    issued_on: datetime.date = eg("2025-06-02")
    state: CertificateState = eg("active")
    products: list[str] = eg(["Keripik pisang"])


_NEXT = "Alamat halaman berikut; null di halaman terakhir"


class Programmes(Schema):
    results: list[ProgrammeRow]
    next: str | None = eg(None, _NEXT)


class Businesses(Schema):
    results: list[BusinessRow]
    next: str | None = eg(None, _NEXT)


class Applications(Schema):
    results: list[ApplicationRow]
    next: str | None = eg(None, _NEXT)


class Events(Schema):
    results: list[EventRow]
    next: str | None = eg(None, _NEXT)


class Certificates(Schema):
    results: list[CertificateRow]
    next: str | None = eg(None, _NEXT)


class Wrong(Schema):
    parameter: str = eg("limit")
    message: str = eg("Input should be less than or equal to 100")


class Problem(Schema):
    """What is wrong with the question; `errors` names the parameters where some are wrong."""

    code: str = eg("invalid", "Untuk program: tidak berubah walau kalimatnya berubah")
    detail: str = eg("Periksa limit.", "Untuk orang")
    errors: list[Wrong]
