"""What can stand in the way of entrusting cases to a companion."""

from certification.errors.base import CertificationError
from halalportal.lib.formats import number


class CompanionMissingError(CertificationError):
    """An accepted application needs somebody who verifies it."""

    def __init__(self) -> None:
        super().__init__(
            "Usaha ini belum punya pendamping. Pilih pendamping di halaman usaha, lalu terima lagi."
        )


class StillEntrustedError(CertificationError):
    """A companion has open cases: somebody else takes them over first."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"Masih ada {number(count)} usaha pada pendamping ini. Alihkan dulu ke pendamping lain."
        )


class ProposalOpenError(CertificationError):
    """The LP3H has a proposal that nobody has decided on."""

    def __init__(self) -> None:
        super().__init__(
            "Masih ada usulan penugasan yang menunggu. Terima atau batalkan dulu usulan itu."
        )


class NothingToProposeError(CertificationError):
    """No business waits for a companion, or the leaving one has no case."""

    def __init__(self) -> None:
        super().__init__("Tidak ada usaha yang perlu ditugaskan. Semua sudah punya pendamping.")


class ProposalDecidedError(CertificationError):
    """Somebody accepted or dropped the proposal in the meantime."""

    def __init__(self, state: str) -> None:
        super().__init__(f"Usulan ini sudah diputuskan: {state.lower()}. Susun usulan baru.")


class UntrainedError(CertificationError):
    """Somebody without the bimtek that the programme asks for gets no new cases of it."""

    def __init__(self, name: str, qualification: str) -> None:
        super().__init__(
            f"{name} belum punya {qualification} yang berlaku, jadi belum bisa diberi kasus "
            f"program ini. Undang ke kegiatan {qualification}, atau pilih pendamping lain."
        )
