"""What can stand in the way of a call for nominations and of naming a business."""

import datetime
from collections.abc import Sequence
from typing import Self

from certification.errors.base import CertificationError
from halalportal.lib.formats import short_date


class CallRegionError(CertificationError):
    """A call may ask only kab/kota of the programme's own province."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} berada di luar wilayah program. Pilih kabupaten/kota lain.")


class CallTakenError(CertificationError):
    """The programme has a call of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Permintaan “{name}” sudah ada di program ini. Pakai nama lain.")


class CallDayError(CertificationError):
    """The answer-by day doesn't fit."""

    @classmethod
    def past(cls) -> Self:
        return cls("Pilih tenggat hari ini atau sesudahnya.")

    @classmethod
    def not_later(cls, due_on: datetime.date) -> Self:
        return cls(f"Pilih tanggal sesudah tenggat yang ada, {short_date(due_on)}.")


class CallClosedError(CertificationError):
    """The answer-by day is over."""

    def __init__(self, due_on: datetime.date) -> None:
        super().__init__(
            f"Tenggat usulan sudah lewat pada {short_date(due_on)}. Minta waktu tambahan ke "
            "petugas provinsi."
        )


class NominationError(CertificationError):
    """Businesses that can't be named; nothing was written."""

    @classmethod
    def none_chosen(cls) -> Self:
        return cls("Pilih paling sedikit satu usaha.")

    @classmethod
    def outside(cls, names: Sequence[str], region: str) -> Self:
        return cls(f"{', '.join(names)} bukan usaha di {region}.")

    @classmethod
    def taken(cls, names: Sequence[str]) -> Self:
        return cls(f"{', '.join(names)} sudah diusulkan pada permintaan ini.")

    @classmethod
    def applied(cls, names: Sequence[str]) -> Self:
        return cls(f"{', '.join(names)} sudah punya pengajuan di program ini.")

    @classmethod
    def empty(cls) -> Self:
        return cls("Belum ada usaha yang diusulkan. Pilih paling sedikit satu, lalu kirim.")
