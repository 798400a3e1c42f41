"""What can stand in the way of an application: of its answers, files, numbers and steps."""

import datetime
from collections.abc import Sequence

from certification.errors.base import CertificationError
from halalportal.lib.formats import moment


class KnownElsewhereError(CertificationError):
    """Another programme's list says that the business needs no application; an officer decides."""

    def __init__(self, sentence: str, *, is_officer: bool) -> None:
        advice = "Centang Tetap buat dan tulis alasannya." if is_officer else "Tanya petugas dinas."
        super().__init__(f"{sentence} {advice}")


class AlreadyAppliedError(CertificationError):
    """The business has an open application in the programme; `number` leads to it."""

    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"Usaha ini sudah punya pengajuan {number} di program yang sama.")


class AlreadyMovedError(CertificationError):
    """Somebody else was faster: the application is no longer where the person saw it."""

    def __init__(self, *, who: str, status: str, at: datetime.datetime, zone: str) -> None:
        super().__init__(
            f"Pengajuan ini sudah diproses {who} pada {moment(at, zone)}. "
            f"Keadaannya sekarang: {status}. Periksa dulu, lalu putuskan lagi."
        )


class NotEditableError(CertificationError):
    """Answers change only while the application is a draft or was returned."""

    def __init__(self) -> None:
        super().__init__("Jawaban tidak bisa diubah karena pengajuan sudah dikirim.")


class PartClosedError(CertificationError):
    """After a return only the parts that it names are open."""

    def __init__(self, part: str, opened: Sequence[str]) -> None:
        named = " dan ".join(opened)
        super().__init__(
            f"Bagian {part} tidak dibuka. Petugas hanya minta perbaikan di bagian {named}."
        )


class IncompleteError(CertificationError):
    """Something is missing; `gaps` says what and where."""

    def __init__(self, gaps: Sequence[object]) -> None:
        self.gaps = gaps
        super().__init__(f"Masih ada {len(gaps)} hal yang perlu dilengkapi sebelum dikirim.")


class NumberTakenError(CertificationError):
    """The number from SiHalal or of the certificate stands on another application."""

    def __init__(self, number: str) -> None:
        super().__init__(f"Nomor {number} sudah dipakai pengajuan lain. Periksa lagi nomornya.")


class NameDecidedError(CertificationError):
    """Somebody else decided on the flagged name in the meantime."""

    def __init__(self, name: str, opinion: str) -> None:
        super().__init__(f"{name} sudah diputuskan: {opinion.lower()}. Muat ulang halaman ini.")


class DuplicateRowError(CertificationError):
    """The same product or material twice."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} sudah ada di daftar.")


class UploadError(CertificationError):
    """The file is not usable, was sent before, or there are enough."""


class RegularOrderError(CertificationError):
    """Something is told before what it stands on; `field` names it."""

    def __init__(self, field: str, text: str) -> None:
        self.field = field
        super().__init__(text)
