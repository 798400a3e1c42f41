"""Why a report can't be read; each says in a plain sentence what to do."""


class MeetingFileError(Exception):
    """The common parent."""


class UnreadableError(MeetingFileError):
    """No table, or a broken one."""


class TooMuchError(MeetingFileError):
    """More than any meeting has."""


class NothingReadError(MeetingFileError):
    """The columns are known, but no row holds a name with a time."""

    def __init__(self) -> None:
        super().__init__(
            "Tidak ada baris dengan nama dan waktu di berkas ini. Periksa kolomnya, "
            "atau unduh lagi laporannya."
        )


class ByHandError(MeetingFileError):
    """A person can still say how the file is to be read."""


class UnknownLayoutError(ByHandError):
    """Neither of the known tools, or in a language we don't know."""

    def __init__(self) -> None:
        super().__init__(
            "Susunan berkas ini belum dikenal. Tunjukkan sendiri kolom nama dan waktunya di bawah."
        )


class UnclearDateError(ByHandError):
    """The dates can be read in two ways, and both fall on days of the event."""

    def __init__(self, example: str) -> None:
        super().__init__(
            f"Tanggal {example} bisa dibaca dua cara. Pilih urutan tanggalnya di bawah."
        )


class OtherDayError(ByHandError):
    """No date of the file is a day of the event."""

    def __init__(self, example: str, days: str) -> None:
        super().__init__(
            f"Tanggal di berkas ({example}) bukan hari kegiatan ini ({days}). Periksa berkasnya, "
            "atau tunjukkan sendiri kolom dan urutan tanggalnya di bawah."
        )


class DayNeededError(ByHandError):
    """The file has hours without a date, or totals, and the event has several days."""

    def __init__(self) -> None:
        super().__init__("Berkas ini tidak menyebut tanggal. Pilih hari rapatnya.")
