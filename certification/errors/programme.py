"""What can stand in the way of a change to a programme's terms, costs or existence."""

import datetime
from typing import Self

from certification.errors.base import CertificationError
from halalportal.lib.formats import number, short_date


class ProgrammeClosedError(CertificationError):
    """The programme takes no applications today."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} sedang tidak menerima pengajuan. Tanya petugas program lain.")


class ProgrammeCancelledError(CertificationError):
    """Nothing changes any more in a cancelled programme."""

    def __init__(self, name: str, reason: str) -> None:
        why = f" karena {reason}" if reason else ""
        super().__init__(f"{name} sudah dibatalkan{why}. Tidak ada yang bisa diubah lagi.")


class PlacesHeldError(CertificationError):
    """A programme can't be cancelled while applications or offers hold its places."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"Masih ada {number(count)} tempat yang dipegang pengajuan atau tawaran pengganti. "
            "Hentikan pengajuan dan tutup tawaran itu dulu, lalu batalkan program."
        )


class RuleTakenError(CertificationError):
    """A programme has one condition of each kind at most."""

    def __init__(self) -> None:
        super().__init__("Syarat ini sudah ada. Ubah syarat yang ada.")


class CostPeriodError(CertificationError):
    """The day from which a cost shall be valid doesn't fit."""

    @classmethod
    def outside(cls, starts_on: datetime.date, ends_on: datetime.date) -> Self:
        return cls(
            f"Pilih tanggal dalam masa program, {short_date(starts_on)} sampai "
            f"{short_date(ends_on)}."
        )

    @classmethod
    def taken(cls, valid_from: datetime.date) -> Self:
        return cls(
            f"Sudah ada biaya yang berlaku sejak {short_date(valid_from)}. "
            "Pilih tanggal sesudah hari itu."
        )


class CostUsedError(CertificationError):
    """Places were entered in SiHalal at this cost."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"{number(count)} tempat sudah masuk SiHalal dengan biaya ini, jadi biayanya tidak "
            "bisa dihapus. Tambah biaya baru yang berlaku sesudahnya."
        )


class ProgrammeDatesError(CertificationError):
    """A programme ends on the day it starts, or later."""

    def __init__(self) -> None:
        super().__init__("Tanggal selesai harus sesudah tanggal mulai.")


class PaymentTakenError(CertificationError):
    """The number of the payment order stands on another payment of the programme."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"Pembayaran dengan SP2D {reference} sudah tercatat.")
