"""What can stand in the way of giving a place to another business."""

from certification.errors.base import CertificationError


class NoPlaceHeldError(CertificationError):
    """The application that leaves held no place."""

    def __init__(self) -> None:
        super().__init__(
            "Pengajuan ini belum memegang tempat, jadi tidak ada yang bisa diganti. Hentikan saja."
        )


class OfferRunningError(CertificationError):
    """The place is offered to somebody who has not answered yet."""

    def __init__(self, business: str) -> None:
        super().__init__(f"Tempat ini sedang ditawarkan kepada {business}. Tunggu jawabannya dulu.")


class ReplacementClosedError(CertificationError):
    """The place was given away, or nobody is asked any more."""

    def __init__(self) -> None:
        super().__init__(
            "Penggantian ini sudah selesai. Muat ulang halaman untuk melihat hasilnya."
        )


class OfferAnsweredError(CertificationError):
    """The offer has an answer, or its day is over."""

    def __init__(self, state: str) -> None:
        super().__init__(f"Tawaran ini sudah tidak berlaku: {state.lower()}.")


class NotACandidateError(CertificationError):
    """The business can't take this place."""

    def __init__(self, business: str) -> None:
        super().__init__(
            f"{business} tidak bisa menerima tempat ini: sudah ditawari, sudah punya pengajuan, "
            "atau sudah bersertifikat. Pilih usaha lain."
        )
