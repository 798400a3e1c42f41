"""What can stand in the way when places are taken or change hands."""

import datetime

from certification.errors.base import CertificationError
from halalportal.lib.formats import moment, number


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


class PlaceCountError(CertificationError):
    """Nothing, or less, cannot change hands."""

    def __init__(self) -> None:
        super().__init__("Tulis jumlah tempat dengan angka, paling sedikit 1.")


class ReasonMissingError(CertificationError):
    """A change that others will ask about needs its why."""

    def __init__(self) -> None:
        super().__init__("Tulis alasannya dalam satu kalimat.")


class ProgrammeEndedError(CertificationError):
    """Places of a programme that is over stay where they are."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} sudah berakhir, jadi kuotanya tidak bisa dipindahkan lagi.")


class OutsideProvinceError(CertificationError):
    """The kab/kota is none of the programme's province."""

    def __init__(self, region: str, province: str) -> None:
        super().__init__(f"{region} tidak berada di {province}. Pilih kabupaten/kota lain.")


class NotItsCompanionError(CertificationError):
    """Somebody who is no companion of the LP3H at present."""

    def __init__(self, name: str, organisation: str) -> None:
        super().__init__(f"{name} bukan pendamping {organisation}. Pilih pendamping lain.")


class TransferError(CertificationError):
    """Source and target don't go together."""

    @classmethod
    def to_itself(cls) -> "TransferError":
        return cls("Asal dan tujuan sama. Pilih tujuan lain.")

    @classmethod
    def other_programme(cls) -> "TransferError":
        return cls("Kuota hanya bisa dipindahkan di dalam satu program. Pilih tujuan lain.")

    @classmethod
    def inside(cls, lower: str, upper: str) -> "TransferError":
        return cls(
            f"{lower} berada di bawah {upper}. Pakai Bagi kuota untuk menambah "
            f"atau mengurangi bagiannya."
        )


class TopUpWaitingError(CertificationError):
    """A level asks for one thing at a time."""

    def __init__(self, level: str, count: int) -> None:
        super().__init__(
            f"{level} masih menunggu jawaban atas permintaan {number(count)} tempat. "
            "Tarik permintaan itu dulu, lalu minta lagi."
        )


class TopUpDecidedError(CertificationError):
    """Somebody else was faster."""

    def __init__(self, *, who: str, decision: str, at: datetime.datetime, zone: str) -> None:
        super().__init__(f"Permintaan ini sudah {decision.lower()} oleh {who}, {moment(at, zone)}.")


class OwnTopUpError(CertificationError):
    """Four eyes: who asked does not decide."""

    def __init__(self) -> None:
        super().__init__("Permintaan Anda sendiri diputuskan petugas lain.")


class TopUpCountError(CertificationError):
    """More than was asked for, or nothing."""

    def __init__(self, count: int) -> None:
        super().__init__(f"Setujui 1 sampai {number(count)} tempat.")


class NotIdleError(CertificationError):
    """Somebody used the places in the meantime."""

    def __init__(self, level: str) -> None:
        super().__init__(f"Kuota {level} baru saja dipakai, jadi tidak menganggur lagi.")
