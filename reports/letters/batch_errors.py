"""What can stand in the way of letters made together; each says what to do."""

from halalportal.lib.formats import number
from reports.letters.errors import LetterError


class NobodyChosenError(LetterError):
    """A batch goes to somebody."""

    def __init__(self) -> None:
        super().__init__("Belum ada penerima yang dicentang. Centang paling sedikit satu.")


class TooManyLettersError(LetterError):
    """More than are made at once."""

    def __init__(self, count: int, most: int) -> None:
        super().__init__(
            f"{number(count)} penerima terlalu banyak. Buat paling banyak {number(most)} surat "
            "sekaligus: persempit dengan kab/kota atau LP3H."
        )


class BatchPrintedError(LetterError):
    """There is no draft left: another press of the button came first."""

    def __init__(self) -> None:
        super().__init__("Semua surat ini sudah bernomor. Muat ulang halamannya.")


class NothingToPrintError(LetterError):
    """No letter of the batch waits for a signature."""

    def __init__(self) -> None:
        super().__init__("Tidak ada surat bernomor yang menunggu tanda tangan di kumpulan ini.")
