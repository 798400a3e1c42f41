"""What can stand in the way of a test; each says in a plain sentence what to do."""

from workshops.enums import Phase
from workshops.errors import WorkshopError


class TestStartedError(WorkshopError):
    """Somebody answered already: other questions would spoil the pairs."""

    __test__ = False  # not for pytest

    def __init__(self) -> None:
        super().__init__(
            "Sudah ada yang menjawab tes ini, jadi soalnya tidak bisa diganti. Waktunya masih "
            "bisa diubah."
        )


class NobodyAnsweredError(WorkshopError):
    """Striking a question while the questions may still be changed."""

    def __init__(self) -> None:
        super().__init__("Belum ada yang menjawab tes ini. Ganti saja soalnya di Ubah soal tes.")


class LastQuestionError(WorkshopError):
    """Striking the only question that still counts."""

    def __init__(self) -> None:
        super().__init__(
            "Ini soal terakhir yang dihitung. Tes harus punya paling sedikit satu soal, jadi "
            "hitung lagi soal lain dulu."
        )


class QuestionsNeededError(WorkshopError):
    """A test without a question, or with more than a sheet holds."""

    def __init__(self, *, most: int) -> None:
        super().__init__(f"Pilih 1 sampai {most} soal yang masih dipakai, lalu simpan lagi.")


class PhaseClosedError(WorkshopError):
    """The phase is not open."""

    def __init__(self, phase: Phase, *, is_over: bool) -> None:
        if is_over:
            text = (
                f"Waktu {phase.label.lower()} sudah habis. Jawaban yang tersimpan tetap dihitung."
            )
        else:
            text = f"{phase.label} belum dibuka. Lihat jamnya di halaman tes."
        super().__init__(text)


class HandedInError(WorkshopError):
    """An answer after handing in."""

    def __init__(self, phase: Phase) -> None:
        super().__init__(f"{phase.label} sudah dikirim, jadi jawabannya tidak bisa diubah.")


class NothingAnsweredError(WorkshopError):
    """Handing in without a single answer."""

    def __init__(self) -> None:
        super().__init__("Belum ada soal yang dijawab. Jawab paling sedikit satu, lalu kirim lagi.")


class NotTakingPartError(WorkshopError):
    """Somebody who declined opens the test."""

    def __init__(self) -> None:
        super().__init__("Anda tercatat tidak ikut kegiatan ini. Hubungi panitia bila keliru.")


class WrongChoiceError(WorkshopError):
    """The choice belongs to another question."""

    def __init__(self) -> None:
        super().__init__("Jawaban itu bukan dari soal ini. Muat ulang halaman, lalu pilih lagi.")
