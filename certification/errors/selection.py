"""What can stand in the way of a selection round."""

from certification.errors.base import CertificationError
from halalportal.lib.formats import number


class RoundStateError(CertificationError):
    """The round is no longer (or not yet) where the act belongs."""

    def __init__(self, state: str) -> None:
        super().__init__(
            f"Ini tidak bisa dilakukan karena seleksi sudah berubah: {state.lower()}. "
            "Muat ulang halaman."
        )


class NoCriteriaError(CertificationError):
    def __init__(self) -> None:
        super().__init__("Tambah paling sedikit satu kriteria sebelum diumumkan.")


class NoCandidatesError(CertificationError):
    def __init__(self) -> None:
        super().__init__("Belum ada calon. Ambil dari usulan yang lolos syarat dulu.")


class TooManyPlacesError(CertificationError):
    def __init__(self, places: int, free: int) -> None:
        super().__init__(
            f"Seleksi ini untuk {number(places)} tempat, sedangkan sisa kuota program "
            f"{number(free)}. Kurangi tempatnya atau tambah kuota."
        )


class MarksMissingError(CertificationError):
    def __init__(self, count: int, scorers: int) -> None:
        who = "satu penilai" if scorers == 1 else "dua penilai"
        super().__init__(f"{number(count)} calon belum dinilai lengkap oleh {who}.")


class EnoughScorersError(CertificationError):
    def __init__(self) -> None:
        super().__init__("Calon ini sudah dinilai oleh penilai lain sebanyak yang diminta.")


class MarkRangeError(CertificationError):
    def __init__(self, criterion: str, most: int) -> None:
        super().__init__(f"{criterion}: beri nilai 0 sampai {most}.")


class CriterionTakenError(CertificationError):
    def __init__(self, name: str) -> None:
        super().__init__(f"Kriteria {name} sudah ada.")
