"""What can stand in the way of a certificate of attendance; each says what to do."""

from collections.abc import Sequence

from workshops.errors import WorkshopError


class NoCertificateRuleError(WorkshopError):
    """The event asks for nothing, so nobody can have earned a certificate."""

    def __init__(self) -> None:
        super().__init__(
            "Kegiatan ini belum memberi sertifikat. Isi syarat kehadiran atau nilai tes dulu di "
            "aturan kegiatan."
        )


class EventNotOverError(WorkshopError):
    """Before its end nobody knows who stayed."""

    def __init__(self) -> None:
        super().__init__("Kegiatan belum selesai. Terbitkan sertifikat sesudah sesi terakhir.")


class NotEntitledError(WorkshopError):
    """Somebody has not met the rule."""

    def __init__(self, name: str, lacks: Sequence[str]) -> None:
        super().__init__(
            f"{name} belum memenuhi syarat: {', '.join(lacks)}. Lengkapi dulu, atau terbitkan "
            f"dengan alasan."
        )


class WithdrawnAlreadyError(WorkshopError):
    """It was withdrawn before."""

    def __init__(self, number: str) -> None:
        super().__init__(f"Sertifikat {number} sudah ditarik.")


class NothingToSignError(WorkshopError):
    """All valid certificates of the event are signed, or there are none."""

    def __init__(self) -> None:
        super().__init__("Tidak ada sertifikat yang menunggu tanda tangan.")


class HasCertificateError(WorkshopError):
    """A number names the person, also when the certificate was withdrawn."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} pernah diberi sertifikat, jadi tetap ada di daftar peserta. Tarik "
            f"sertifikatnya bila keliru."
        )
