"""What can be wrong with a target or with a day of an office's calendar."""

import datetime

from certification.errors.base import CertificationError
from halalportal.lib.formats import long_date


class DueBeforeStartError(CertificationError):
    """The due day comes before the first day."""

    def __init__(self, starts_on: datetime.date) -> None:
        super().__init__(f"Tenggat harus sesudah tanggal mulai, {long_date(starts_on)}.")


class TargetGoneError(CertificationError):
    """Somebody else removed the target."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Target {name} sudah dihapus. Tambah target baru bila masih perlu.")


class RegionOutsideError(CertificationError):
    """The kab/kota lies in another province than the programme."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} bukan wilayah program ini. Pilih kabupaten/kota lain.")


class OfficeDayTakenError(CertificationError):
    """The office has that day already."""

    def __init__(self, day: datetime.date) -> None:
        super().__init__(
            f"{long_date(day)} sudah ada di hari kerja kantor. Hapus dulu bila berubah."
        )
