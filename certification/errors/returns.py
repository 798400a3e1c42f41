"""What can stand in the way of a return, or of writing down what SiHalal says."""

from certification.errors.base import CertificationError


class NothingToMendError(CertificationError):
    """A return names at least one thing."""

    def __init__(self) -> None:
        super().__init__("Pilih paling sedikit satu hal yang perlu diperbaiki.")


class ThirdReturnWaitsError(CertificationError):
    """A supervisor decides first."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} sudah meminta perbaikan ketiga dengan alasan yang sama. "
            "Tunggu keputusan dinas provinsi."
        )


class ThirdReturnDecidedError(CertificationError):
    """Somebody else was faster, or the application has moved on."""

    def __init__(self) -> None:
        super().__init__("Permintaan ini sudah diputuskan. Lihat riwayat pengajuan.")


class AnswerMissingError(CertificationError):
    """Who asked wants to know why not."""

    def __init__(self) -> None:
        super().__init__("Tulis apa yang harus dilakukan petugas sebagai gantinya.")


class StatusMappedError(CertificationError):
    """Somebody else said in the meantime what the text means."""

    def __init__(self, text: str, label: str) -> None:
        super().__init__(f"{text} sudah dipetakan ke {label}.")
