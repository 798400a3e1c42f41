"""What can stand in the way of acting for an owner; each says in a plain sentence what to do."""

from certification.errors.base import CertificationError


class MandateMissingError(CertificationError):
    """Somebody acts for the owner without a mandate that is in force."""

    def __init__(self) -> None:
        super().__init__(
            "Kuasa dari pemilik usaha belum ada, sudah berakhir, atau dicabut. Minta kuasa dulu. "
            "Pemilik tetap bisa melanjutkan sendiri."
        )


class MandateTooSmallError(CertificationError):
    """The mandate is for something else."""

    def __init__(self, task: str) -> None:
        super().__init__(
            f"Kuasa dari pemilik tidak memuat {task.lower()}. Minta kuasa baru, atau minta pemilik "
            "melakukannya sendiri."
        )


class MandateDatesError(CertificationError):
    """A mandate ends between today and a year from now."""

    def __init__(self) -> None:
        super().__init__("Pilih hari terakhir antara hari ini dan satu tahun lagi.")


class WordsChangedError(CertificationError):
    """What was signed is not what the portal would say now."""

    def __init__(self) -> None:
        super().__init__(
            "Isi kuasa berubah sejak surat ini dibuat. Cetak surat yang baru dan minta tanda "
            "tangan lagi."
        )


class PaperError(CertificationError):
    """The photo of the paper can't be used."""


class CodeRefusedError(CertificationError):
    """The code is wrong, too old, used, or for somebody else: nothing says which."""

    def __init__(self) -> None:
        super().__init__(
            "Kode ini tidak berlaku. Minta pemilik membuka Kuasa di akunnya dan membuat kode baru."
        )


class TooManyCodesError(CertificationError):
    """Somebody guesses, or makes one code after the other."""

    def __init__(self) -> None:
        super().__init__("Terlalu sering mencoba. Tunggu 15 menit, lalu coba lagi.")


class MandateOverError(CertificationError):
    """It was revoked or is over."""

    def __init__(self) -> None:
        super().__init__("Kuasa ini sudah dicabut atau berakhir.")
