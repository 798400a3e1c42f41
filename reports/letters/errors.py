"""What can stand in the way of a letter; each says what to do."""

import datetime
from collections.abc import Sequence

from halalportal.lib.formats import long_date


class LetterError(Exception):
    """The letter stays as it was; the text is a plain sentence."""


class MissingFieldsError(LetterError):
    """Placeholders of the template have no value."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__(f"Belum diisi: {', '.join(labels)}. Lengkapi dulu.")


class UnknownPlaceholderError(LetterError):
    """A template names what its kind of letter doesn't know."""

    def __init__(self, codes: Sequence[str], offered: Sequence[str]) -> None:
        named = ", ".join(f"{{{code}}}" for code in codes)
        known = ", ".join(f"{{{code}}}" for code in offered)
        super().__init__(f"Isian {named} tidak dikenal untuk jenis surat ini. Pakai {known}.")


class OtherOfficeError(LetterError):
    """Template, signer and letters belong to one office."""

    def __init__(self) -> None:
        super().__init__("Templat, penanda tangan, dan surat harus dari dinas yang sama.")


class SharedTemplateError(LetterError):
    """Shared words are changed in a copy."""

    def __init__(self) -> None:
        super().__init__("Templat ini dipakai semua dinas. Salin dulu untuk dinas Anda.")


class NoLetterheadError(LetterError):
    """An office writes nothing before it has a head and somebody who signs."""

    def __init__(self) -> None:
        super().__init__("Kop surat atau penanda tangan belum ada. Isi dulu di Kop surat.")


class LetterMovedError(LetterError):
    """The letter is in another state than the act needs."""

    def __init__(self, name: str, state: str) -> None:
        super().__init__(f"Surat {name} sekarang {state.lower()}. Muat ulang halamannya.")


class LaterDateError(LetterError):
    """The day has not come at the office's place."""

    def __init__(self, day: datetime.date) -> None:
        super().__init__(f"{long_date(day)} belum tiba. Tulis hari ini atau sebelumnya.")


class EarlierDateError(LetterError):
    """Nobody signs before the letter's own date."""

    def __init__(self, day: datetime.date) -> None:
        super().__init__(f"Surat ini bertanggal {long_date(day)}. Tulis hari itu atau sesudahnya.")


class RegisterNumbersError(LetterError):
    """An office that numbers in its own register types one number for each letter."""

    def __init__(self) -> None:
        super().__init__("Tulis satu nomor dari buku agenda untuk tiap surat, tanpa yang sama.")


class NumberTakenError(LetterError):
    """The number stands on another letter of the office."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"Nomor {number} sudah dipakai surat lain. Periksa pola nomor atau buku agenda."
        )


class SeriesUsedError(LetterError):
    """The portal has given numbers already, so the beginning stands."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"Portal sudah memberi nomor tahun {year}, jadi nomor awalnya tidak bisa diubah."
        )


class SignedFileError(LetterError):
    """The file is no signed letter that can be kept."""


class OtherLetterError(LetterError):
    """Neither the letter's number nor its code stands in the PDF."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"Nomor {number} tidak ada di PDF ini. Periksa berkasnya. Memang berkas surat ini? "
            f"Beri centang lalu pilih lagi berkasnya."
        )
