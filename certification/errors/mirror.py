"""What can stand in the way of bringing in a table of SiHalal."""

from certification.errors.base import CertificationError


class MirrorClosedError(CertificationError):
    """Somebody was faster, or there is nothing (any more) to do."""

    def __init__(self) -> None:
        super().__init__(
            "Tabel ini sudah diterapkan, masih diproses, atau tidak ada yang bisa diubah. "
            "Muat ulang halaman."
        )


class NotTakenBackError(CertificationError):
    """A row stays as it is; the sentence says why."""
