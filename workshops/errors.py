"""What can stand in the way of a change; each says in a plain sentence what to do."""

from workshops.enums import Mode


class WorkshopError(Exception):
    """The common parent: a page shows its text to the person."""


class SeatsFullError(WorkshopError):
    """More people than seats."""

    def __init__(self, mode: Mode, *, free: int, holder: str = "") -> None:
        self.mode = mode
        self.free = free
        place = f"{mode.label.lower()} untuk {holder}" if holder else mode.label.lower()
        left = f"tinggal {free}" if free else "sudah penuh"
        super().__init__(
            f"Kursi {place} {left}. Tambah jumlah kursi, kurangi pilihan Anda, atau pilih cara "
            f"hadir yang lain."
        )


class SeatsTakenError(WorkshopError):
    """The new limit is below the number of people who already hold a seat."""

    def __init__(self, mode: Mode, *, taken: int, held: int = 0) -> None:
        place = mode.label.lower()
        people = f"Sudah ada {taken} peserta {place}"
        if held:
            people = f"Sudah ada {taken} kursi {place} yang terisi atau disimpan untuk delegasi"
        super().__init__(f"{people}. Tulis kursi paling sedikit {taken}.")


class SignUpClosedError(WorkshopError):
    """The event has begun, or nobody may sign up alone."""

    def __init__(self, organiser: str) -> None:
        super().__init__(f"Pendaftaran kegiatan ini sudah ditutup. Hubungi panitia: {organiser}.")


class AlreadyParticipatingError(WorkshopError):
    """The person is on the list."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} sudah ada di daftar peserta.")


class HasAttendanceError(WorkshopError):
    """Who was there cannot be taken off the list before the presence is undone."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} sudah punya catatan hadir. Batalkan kehadirannya dulu, lalu ulangi."
        )


class DeclinedError(WorkshopError):
    """Presence of somebody who said no."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} tercatat tidak bisa hadir. Daftarkan lagi di daftar peserta, lalu ulangi."
        )


class OtherEventError(WorkshopError):
    """The session and the participant belong to different events."""

    def __init__(self) -> None:
        super().__init__("Sesi dan peserta ini dari kegiatan yang berbeda. Buka lagi kegiatannya.")


class SessionOutsideEventError(WorkshopError):
    """A session begins before its event or ends after it."""

    def __init__(self, title: str, when: str) -> None:
        super().__init__(
            f"{title} harus berada dalam waktu kegiatan: {when}. Ubah jam sesi atau jam kegiatan."
        )
