"""Why a look-up by number and phone says nothing."""

from certification.errors.base import CertificationError


class LookupRefusedError(CertificationError):
    """No application has this number and a phone that ends so; which of both is not told."""

    def __init__(self) -> None:
        super().__init__(
            "Nomor pengajuan dan 4 angka HP ini tidak cocok. Periksa tanda terima Anda, atau tanya "
            "petugas."
        )


class TooManyLookupsError(CertificationError):
    """Somebody is guessing; the people concerned still have the link and the office."""

    def __init__(self) -> None:
        super().__init__(
            "Sudah terlalu banyak percobaan yang tidak cocok. Coba lagi satu jam lagi, atau tanya "
            "petugas sekarang."
        )
