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
    """Nobody may sign up any more: the event has begun."""

    def __init__(self) -> None:
        super().__init__(
            "Pendaftaran kegiatan ini sudah ditutup. Hubungi panitia kalau Anda tetap ingin ikut."
        )


class AlreadyParticipatingError(WorkshopError):
    """The person is on the list."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} sudah ada di daftar peserta.")


class DelegationExistsError(WorkshopError):
    """The kab/kota or office has seats of this mode already."""

    def __init__(self, name: str, mode: Mode) -> None:
        super().__init__(
            f"{name} sudah punya kursi {mode.label.lower()}. Ubah jumlah kursinya di daftar."
        )


class AnswerClosedError(WorkshopError):
    """The last day to answer is over, or the event has begun."""

    def __init__(self, organiser: str, phone: str) -> None:
        where = f"{organiser}, telepon {phone}" if phone else organiser
        super().__init__(
            f"Waktu untuk menjawab undangan ini sudah lewat. Hubungi panitia: {where}."
        )


class AnsweredBySubstituteError(WorkshopError):
    """Somebody else comes already; only the office can change that."""

    def __init__(self, substitute: str) -> None:
        super().__init__(
            f"Undangan ini sudah diwakilkan kepada {substitute}. Kalau mau diubah lagi, hubungi "
            f"panitia."
        )


class SeatsGivenAwayError(WorkshopError):
    """A delegation gave its seats up, and others have them now."""

    def __init__(self, *, free: int) -> None:
        left = f"Yang masih kosong: {free}." if free else "Semua kursi sudah terisi."
        super().__init__(
            f"Kursi delegasi ini sudah diberikan kepada yang lain. {left} Hubungi panitia kalau "
            f"masih mau mengirim orang."
        )


class SubstitutedError(WorkshopError):
    """Somebody else comes in the person's place."""

    def __init__(self, name: str, substitute: str) -> None:
        super().__init__(f"{name} diwakili {substitute}. Hapus {substitute} dari daftar dulu.")


class WaitingError(WorkshopError):
    """Presence of somebody who has no seat yet."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} masih di daftar tunggu. Beri kursi di daftar peserta dulu, lalu ulangi."
        )


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


class StopOutsideEventError(WorkshopError):
    """A stop of the itinerary begins before its event or ends after it."""

    def __init__(self, place: str, when: str) -> None:
        super().__init__(
            f"{place} harus berada dalam waktu kegiatan: {when}. Ubah jamnya atau jam kegiatan."
        )


class AnswerAfterStartError(WorkshopError):
    """Answers to an invitation are of no use once the event has begun."""

    def __init__(self) -> None:
        super().__init__("Batas menjawab undangan harus sebelum atau pada hari kegiatan mulai.")


class FollowsLaterError(WorkshopError):
    """A meeting can only follow an earlier one."""

    def __init__(self) -> None:
        super().__init__("Pilih rapat yang lebih awal daripada kegiatan ini.")


class SignedUpBeforeError(WorkshopError):
    """The same person is on the list; what stands there is not shown to whoever asks."""

    def __init__(self) -> None:
        super().__init__(
            "Nama dengan nomor HP ini sudah terdaftar. Buka tautan peserta yang Anda simpan, atau "
            "minta tautannya lagi kepada panitia."
        )


class TooManySignUpsError(WorkshopError):
    """Somebody, or a machine, signs up again and again."""

    def __init__(self) -> None:
        super().__init__("Terlalu banyak pendaftaran. Tunggu satu jam, lalu coba lagi.")


class ActionReportedError(WorkshopError):
    """Somebody reported about the decision: what was decided stays as it was."""

    def __init__(self) -> None:
        super().__init__(
            "Keputusan ini sudah punya laporan, jadi isinya tetap. Tulis perubahannya sebagai "
            "laporan baru."
        )


class ActionStateError(WorkshopError):
    """The decision cannot go to this state from where it stands, or not by this person."""

    def __init__(self, state: str) -> None:
        super().__init__(
            f"Keputusan ini sekarang berstatus {state}. Muat ulang halaman, lalu pilih keadaan "
            "yang masih bisa."
        )


class ActionWordsError(WorkshopError):
    """A report that says nothing, or a decision dropped without a reason."""

    def __init__(self) -> None:
        super().__init__("Tulis apa yang sudah dikerjakan, atau alasan tidak dilanjutkan.")


class PersonElsewhereError(WorkshopError):
    """The chosen person does not work at the office that answers for the decision."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} tidak bertugas di kantor ini. Pilih orang dari kantor itu, atau tulis namanya."
        )


class DueBeforeMeetingError(WorkshopError):
    """A decision that was due before it was taken."""

    def __init__(self) -> None:
        super().__init__("Batas waktu harus pada hari rapat atau sesudahnya.")


class TooManyScansError(WorkshopError):
    """A batch that no door fills."""

    def __init__(self, most: int) -> None:
        super().__init__(f"Paling banyak {most} pindaian sekali kirim. Kirim sebagian dulu.")


class DoorClosedError(WorkshopError):
    """Nobody checks in alone long before or after a session."""

    def __init__(self, title: str, when: str) -> None:
        super().__init__(
            f"Kode ruangan hanya berlaku sekitar waktu sesi. {title}: {when}. "
            "Sudah hadir? Minta panitia mencatatnya."
        )


class WrongRoomCodeError(WorkshopError):
    """The typed code is not on any screen of the event now."""

    def __init__(self) -> None:
        super().__init__("Kode ini tidak cocok. Lihat kode terbaru di layar ruangan, lalu ulangi.")


class TooManyTriesError(WorkshopError):
    """Somebody guesses."""

    def __init__(self) -> None:
        super().__init__("Terlalu sering mencoba. Tunggu 15 menit, atau minta panitia mencatatnya.")


class NotAdmittedError(WorkshopError):
    """Somebody checks in alone who declined, or for whom no seat is free."""

    def __init__(self) -> None:
        super().__init__("Anda belum punya kursi di kegiatan ini. Temui panitia di ruangan.")


class MeetingOrderError(WorkshopError):
    """A meeting moved before the one that it follows, or after the one that follows it."""

    def __init__(self) -> None:
        super().__init__(
            "Rapat lanjutan harus sesudah rapat yang dilanjutkannya. Pilih waktu lain, atau lepas "
            "hubungannya di aturan kegiatan."
        )
