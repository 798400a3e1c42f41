"""What can stand in the way of a meeting's report; each says what to do."""

from workshops.errors import WorkshopError


class ReportKnownError(WorkshopError):
    """The same file was sent before; `report_id` leads to it."""

    def __init__(self, report_id: int, name: str) -> None:
        self.report_id = report_id
        super().__init__(f"Berkas ini sudah dikirim sebagai {name}. Buka laporan itu.")


class ReportUndoneError(WorkshopError):
    """The report was taken back."""

    def __init__(self) -> None:
        super().__init__(
            "Laporan ini sudah dibatalkan. Kirim lagi berkasnya; keputusan nama masih diingat."
        )


class DecisionCountedError(WorkshopError):
    """A decision by which presence was noted can't be changed alone."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Kehadiran {name} dari laporan ini sudah dicatat. Batalkan laporannya dulu, lalu "
            f"kirim lagi berkasnya."
        )


class LaterReportError(WorkshopError):
    """Another report was counted on top of this one."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Laporan {name} dicatat sesudah ini untuk sesi yang sama. Batalkan laporan itu dulu."
        )


class CertificatesStandError(WorkshopError):
    """Certificates say that these people were there."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"{count} sertifikat sudah terbit dari kehadiran ini. Tarik sertifikatnya dulu, lalu "
            f"batalkan laporannya."
        )
