"""What can stand in the way of a change; each says in a plain sentence what to do."""

import datetime
from collections.abc import Sequence

from halalportal.lib.formats import long_date, moment, number


class CertificationError(Exception):
    """The common parent: a page shows its text to the person."""


class QuotaExhaustedError(CertificationError):
    """A level of the ledger has fewer free places than asked for. `level` names it."""

    def __init__(self, level: str, *, granted: int, held: int, wanted: int) -> None:
        self.level = level
        free = granted - held
        if free > 0:
            text = f"Kuota {level} tinggal {number(free)}, Anda meminta {number(wanted)}."
        else:
            text = f"Kuota {level} habis: {number(held)} dari {number(granted)} terpakai."
        super().__init__(text)


class NoAllocationError(CertificationError):
    """The programme has no places at all for the application."""

    def __init__(self) -> None:
        super().__init__("Program ini belum punya kuota. Minta petugas provinsi membagi kuota.")


class GridChangedError(CertificationError):
    """Somebody else handed places out since the person's page was made."""

    def __init__(self) -> None:
        super().__init__(
            "Pembagian kuota sudah diubah orang lain sejak halaman ini dibuka. Angka yang Anda "
            "tulis masih ada di bawah. Periksa lagi, lalu simpan."
        )


class ProgrammeClosedError(CertificationError):
    """The programme takes no applications today."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} sedang tidak menerima pengajuan. Tanya petugas program lain.")


class ProgrammeCancelledError(CertificationError):
    """Nothing changes any more in a cancelled programme."""

    def __init__(self, name: str, reason: str) -> None:
        why = f" karena {reason}" if reason else ""
        super().__init__(f"{name} sudah dibatalkan{why}. Tidak ada yang bisa diubah lagi.")


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


class CompanionMissingError(CertificationError):
    """An accepted application needs somebody who verifies it."""

    def __init__(self) -> None:
        super().__init__(
            "Usaha ini belum punya pendamping. Pilih pendamping di halaman usaha, lalu terima lagi."
        )


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


class CaseClosedError(CertificationError):
    """An issued or stopped application has nothing that could hold it up."""

    def __init__(self) -> None:
        super().__init__("Pengajuan ini sudah selesai, jadi tidak ada kendala yang bisa dicatat.")


class ObstacleOpenError(CertificationError):
    """The application has an open obstacle already; one cause at a time."""

    def __init__(self, cause: str) -> None:
        super().__init__(
            f"Pengajuan ini sudah punya kendala: {cause}. Tandai selesai dulu, "
            "lalu catat yang baru."
        )


class ObstacleResolvedError(CertificationError):
    """Somebody else, or the application itself, was faster."""

    def __init__(self) -> None:
        super().__init__("Kendala ini sudah selesai. Catat kendala baru bila masih tertahan.")


class ObstacleDayError(CertificationError):
    """An obstacle begins neither before the application was sent nor in the future."""

    def __init__(self, first: datetime.date) -> None:
        super().__init__(
            f"Kendala tidak bisa mulai di tanggal itu. Pilih {long_date(first)} sampai hari ini."
        )


class IncidentRunningError(CertificationError):
    """The outage is written down already."""

    def __init__(self, system: str, since: datetime.datetime, zone: str) -> None:
        super().__init__(
            f"Gangguan {system} sudah dicatat sejak {moment(since, zone)}. "
            "Tambahkan pengajuan yang ikut tertahan di gangguan itu."
        )


class IncidentTimeError(CertificationError):
    """An outage lies in the past and ends after it began."""

    def __init__(self) -> None:
        super().__init__("Waktu gangguan terbalik atau belum tiba. Periksa tanggal dan jamnya.")


class StillEntrustedError(CertificationError):
    """A companion has open cases: somebody else takes them over first."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"Masih ada {number(count)} usaha pada pendamping ini. Alihkan dulu ke pendamping lain."
        )


class ProposalOpenError(CertificationError):
    """The LP3H has a proposal that nobody has decided on."""

    def __init__(self) -> None:
        super().__init__(
            "Masih ada usulan penugasan yang menunggu. Terima atau batalkan dulu usulan itu."
        )


class NothingToProposeError(CertificationError):
    """No business waits for a companion, or the leaving one has no case."""

    def __init__(self) -> None:
        super().__init__("Tidak ada usaha yang perlu ditugaskan. Semua sudah punya pendamping.")


class ProposalDecidedError(CertificationError):
    """Somebody accepted or dropped the proposal in the meantime."""

    def __init__(self, state: str) -> None:
        super().__init__(f"Usulan ini sudah diputuskan: {state.lower()}. Susun usulan baru.")
