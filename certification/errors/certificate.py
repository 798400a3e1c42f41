"""What can stand in the way after a certificate was issued."""

from certification.errors.base import CertificationError


class StateMovedError(CertificationError):
    """Somebody else changed the state, or a report did, since the page was opened."""

    def __init__(self, state: str) -> None:
        super().__init__(
            f"Keadaan sertifikat ini sudah berubah menjadi: {state}. Periksa dulu, lalu putuskan "
            "lagi."
        )


class RevokedError(CertificationError):
    """A revoked certificate has no changes to report."""

    def __init__(self) -> None:
        super().__init__("Sertifikat ini sudah dicabut. Tanya petugas apa yang bisa dilakukan.")


class ReportedTwiceError(CertificationError):
    """The same change waits already."""

    def __init__(self) -> None:
        super().__init__("Perubahan ini sudah dilaporkan. Lihat jawabannya di halaman sertifikat.")


class ReportAnsweredError(CertificationError):
    """Somebody else was faster."""

    def __init__(self, who: str, state: str) -> None:
        super().__init__(f"Perubahan ini sudah dijawab {who}: {state.lower()}.")


class SurveillanceDoneError(CertificationError):
    """Somebody else noted it."""

    def __init__(self, day: str) -> None:
        super().__init__(f"Pengawasan ini sudah dicatat selesai pada {day}.")


class NothingToHandOverError(CertificationError):
    """A list has at least one certificate."""

    def __init__(self) -> None:
        super().__init__("Pilih paling sedikit satu sertifikat.")


class OnAnotherListError(CertificationError):
    """Somebody else put some of them on a list, or handed them over, in the meantime."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"{count} sertifikat sudah masuk daftar lain atau sudah diserahkan. Muat ulang halaman "
            "ini, lalu pilih lagi."
        )


class HandoverSignedError(CertificationError):
    """Nothing changes any more once the signed list is there."""

    def __init__(self) -> None:
        super().__init__("Daftar ini sudah ditandatangani, jadi tidak bisa diubah lagi.")


class NobodyReceivedError(CertificationError):
    """A signed list says who took what."""

    def __init__(self) -> None:
        super().__init__("Tandai dulu siapa yang menerima, lalu unggah pindaian.")


class SomebodyReceivedError(CertificationError):
    """What was handed over stays on its list."""

    def __init__(self) -> None:
        super().__init__("Sudah ada yang menerima di daftar ini. Batalkan dulu tanda terimanya.")
