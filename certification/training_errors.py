"""What a programme asks a companion to have learned."""

from certification.errors import CertificationError


class UntrainedError(CertificationError):
    """Somebody without the bimtek that the programme asks for gets no new cases of it."""

    def __init__(self, name: str, qualification: str) -> None:
        super().__init__(
            f"{name} belum punya {qualification} yang berlaku, jadi belum bisa diberi kasus "
            f"program ini. Undang ke kegiatan {qualification}, atau pilih pendamping lain."
        )
