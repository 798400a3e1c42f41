"""What can stand in the way of noting an obstacle or an outage."""

import datetime

from certification.errors.base import CertificationError
from halalportal.lib.formats import long_date, moment


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
