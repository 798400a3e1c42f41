"""Numbers that offices give to people, businesses and certificates: read, normalised, explained.

Every `read_*` takes what somebody typed and returns an `Identifier`: its normal form, or one plain
sentence that says what is wrong and what to do. An empty text is no problem: it is unknown yet.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from lokal.nik import parse_nik
from lokal.npwp import parse_npwp
from lokal.phone import parse_phone

_SEPARATORS = re.compile(r"[\s.\-/'’`\u00a0]+")
_YOUNGEST, _OLDEST = 17, 100


@dataclass(frozen=True, slots=True)
class Identifier:
    """What was read. `fault` is a code ("length", "digits", "date" …), empty when all is well."""

    value: str = ""
    fault: str = ""
    problem: str = ""
    warnings: list[str] = field(default_factory=list)

    @property
    def is_valid(self) -> bool:
        """Whether something was written and it is right."""
        return bool(self.value) and not self.fault


@dataclass(frozen=True, slots=True)
class NikFacts:
    """What the digits of a valid NIK say. `gender` is "L" or "P"."""

    district_code: str
    gender: str
    born_on: date


@dataclass(frozen=True, slots=True)
class PirtFacts:
    """What the digits of a P-IRT number say (BPOM 22/2018). `region` is an undotted code."""

    packaging: str
    food_type: str
    region: str
    expires: int


def _compact(text: str) -> str:
    return _SEPARATORS.sub("", str(text))


def _digits(text: str, *, length: int, name: str) -> Identifier:
    """Reads a number of exactly `length` digits."""
    value = _compact(text)
    if not value:
        return Identifier()
    if not (value.isascii() and value.isdigit()):
        return Identifier(fault="digits", problem=f"{name} hanya berisi angka.")
    if len(value) != length:
        problem = f"{name} terdiri dari {length} angka. Anda menulis {len(value)} angka."
        return Identifier(fault="length", problem=problem)
    return Identifier(value)


def read_nib(text: str) -> Identifier:
    """Nomor Induk Berusaha: 13 digits, leading zeros kept."""
    found = _digits(text, length=13, name="NIB")
    if found.is_valid and len(set(found.value)) == 1:
        return Identifier(found.value, warnings=["Semua angka NIB sama. Periksa lagi di OSS."])
    return found


_NIK_FAULTS = {
    "province": "Dua angka pertama NIK bukan kode provinsi. Periksa KTP.",
    "wilayah": "Angka ke-3 sampai ke-6 NIK tidak boleh 00. Periksa KTP.",
    "birth_date": "Tanggal lahir di dalam NIK (angka ke-7 sampai ke-12) tidak ada. Periksa KTP.",
    "serial": "Empat angka terakhir NIK tidak boleh 0000. Periksa KTP.",
}


def _nik_problem(value: str) -> Identifier:
    if not (value.isascii() and value.isdigit()):
        return Identifier(fault="digits", problem="NIK hanya berisi angka, lihat KTP.")
    problem = (
        f"NIK terdiri dari 16 angka, lihat KTP baris pertama. Anda menulis {len(value)} angka."
    )
    return Identifier(fault="length", problem=problem)


def read_nik(text: str, *, today: date | None = None) -> Identifier:
    """Nomor Induk Kependudukan: 16 digits whose parts make sense. No sentence repeats it."""
    value = _compact(text)
    if not value:
        return Identifier()
    if not re.fullmatch(r"[0-9]{16}", value):
        return _nik_problem(value)
    info = parse_nik(value, reference_date=today)
    errors = [issue.code for issue in info.errors]
    if errors:
        fault = {"birth_date": "date", "wilayah": "region"}.get(errors[0], errors[0])
        return Identifier(fault=fault, problem=_NIK_FAULTS[errors[0]])
    today = today or date.today()  # noqa: DTZ011 - an age in years needs no time zone
    years = today.year - _born_on(info.birth_date, today).year
    if _YOUNGEST <= years <= _OLDEST:
        return Identifier(value)
    return Identifier(value, warnings=[f"Menurut NIK, pemilik berumur {years} tahun. Periksa KTP."])


def nik_facts(value: str, *, today: date | None = None) -> NikFacts:
    """What a valid NIK says, in the century that makes the holder 17 to 100 years old."""
    today = today or date.today()  # noqa: DTZ011 - an age in years needs no time zone
    info = parse_nik(value, reference_date=today)
    return NikFacts(info.district_code, info.gender, _born_on(info.birth_date, today))


def _born_on(text: str, today: date) -> date:
    born_on = date.fromisoformat(text)
    is_too_young = today.year - born_on.year < _YOUNGEST
    return _a_century_earlier(born_on, today) if is_too_young else born_on


def _a_century_earlier(born_on: date, today: date) -> date:
    """The same day a century before, unless it never was or makes the holder too old."""
    earlier = born_on.year - 100
    if today.year - earlier > _OLDEST or (born_on.month, born_on.day, earlier) == (2, 29, 1900):
        return born_on
    return born_on.replace(year=earlier)


def _has_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it."""
    doubled = (int(d) * (1 + place % 2) for place, d in enumerate(reversed(digits)))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def read_npwp(text: str) -> Identifier:
    """NPWP in its old form (15 digits) or today's (16); the value is the 16-digit form.

    A check digit that doesn't fit is only warned about: the tax office's rule for numbers given
    since 2024 is not published. A NIK used as NPWP has none.
    """
    value = _compact(text)
    if not value:
        return Identifier()
    if not (value.isascii() and value.isdigit()):
        return Identifier(fault="digits", problem="NPWP hanya berisi angka.")
    info = parse_npwp(value)
    if info.valid:
        is_odd = info.kind != "nik" and not _has_luhn(info.npwp16[1:10])
        warning = "Angka pemeriksa NPWP tidak cocok. Cocokkan dengan kartu NPWP."
        return Identifier(info.npwp16, warnings=[warning] if is_odd else [])
    if len(value) not in (15, 16):
        problem = f"NPWP terdiri dari 15 atau 16 angka. Anda menulis {len(value)} angka."
        return Identifier(fault="length", problem=problem)
    return Identifier(fault="nik", problem="NPWP 16 angka ini bukan NIK yang benar. Periksa KTP.")


def read_phone(text: str) -> Identifier:
    """A mobile or landline number; the value is in E.164 (`+6281234567890`)."""
    if not str(text).strip():
        return Identifier()
    info = parse_phone(text)
    if info.valid:
        return Identifier(info.e164)
    problem = "Nomor HP kurang lengkap. Contoh: 0812-3456-7890."
    if len(re.sub(r"\D", "", str(text))) > 13:
        problem = "Nomor HP terlalu panjang. Tulis satu nomor seperti 0812-3456-7890."
    return Identifier(fault="phone", problem=problem)


def read_kbli(text: str) -> Identifier:
    """A KBLI code of five digits. Its version (2020 or 2025) is kept beside it."""
    return _digits(text, length=5, name="Kode KBLI")


def read_pirt(text: str) -> Identifier:
    """A P-IRT number: 15 digits, with or without "P-IRT No." before it."""
    return _digits(
        re.sub(r"(?i)^\s*p\W*irt\W*(no\W*)?", "", str(text)), length=15, name="Nomor P-IRT"
    )


def pirt_facts(value: str) -> PirtFacts:
    """What a valid P-IRT number says."""
    return PirtFacts(
        packaging=value[0],
        food_type=value[1:3],
        region=value[3:7],
        expires=2000 + int(value[13:15]),
    )


def read_certificate_number(text: str) -> Identifier:
    """The number of a certificate of BPJPH: "ID" and 17 digits; only its shape is sure."""
    value = _compact(text).upper()
    if not value or re.fullmatch(r"ID[0-9]{17}", value):
        return Identifier(value)
    count = len(re.sub(r"\D", "", value))
    problem = f"Nomor sertifikat halal terdiri dari ID dan 17 angka. Anda menulis {count} angka."
    return Identifier(fault="length", problem=problem)


def read_sihalal_number(text: str) -> Identifier:
    """The registration number in SiHalal, e.g. SH2025-1-825659."""
    value = re.sub(r"\s+", "", str(text)).upper()
    if not value or re.fullmatch(r"SH[0-9]{4}-[0-9]-[0-9]{1,10}", value):
        return Identifier(value)
    problem = "Nomor daftar SiHalal ditulis seperti SH2025-1-825659."
    return Identifier(fault="shape", problem=problem)


def read_region_code(text: str) -> Identifier:
    """A region code with or without dots; the value is dotted, e.g. 64.08.17.2001. Shape only."""
    digits = _compact(text)
    if not digits:
        return Identifier()
    if not re.fullmatch(r"[0-9]{2}([0-9]{2}([0-9]{2}([1-3][0-9]{3})?)?)?", digits):
        problem = "Kode wilayah ditulis seperti 64, 64.08, 64.08.17, atau 64.08.17.2001."
        return Identifier(fault="shape", problem=problem)
    parts = (digits[:2], digits[2:4], digits[4:6], digits[6:])
    return Identifier(".".join(part for part in parts if part))


READERS: dict[str, Callable[[str], Identifier]] = {
    "nib": read_nib,
    "nik": read_nik,
    "npwp": read_npwp,
    "phone": read_phone,
    "kbli": read_kbli,
    "pirt": read_pirt,
    "halal_certificate": read_certificate_number,
    "sihalal_registration": read_sihalal_number,
    "region_code": read_region_code,
}
