"""What services refuse."""


class TooManyAttemptsError(Exception):
    """Somebody tries the same thing too often; later it works again."""


class TooManyTokensError(Exception):
    """The person has as many living API tokens as one may have; its text is shown."""

    def __init__(self) -> None:
        super().__init__("Anda sudah punya 10 token. Cabut token yang tidak dipakai lagi.")


class CompanionError(Exception):
    """The common parent of what stands in the way of a companion's profile; its text is shown."""


class PhoneTakenError(CompanionError):
    """Somebody else has the number. The text doesn't tell who."""

    def __init__(self) -> None:
        super().__init__("Nomor HP ini sudah dipakai akun lain. Pakai nomor lain.")


class RegistrationTakenError(CompanionError):
    """Another companion is registered under the number."""

    def __init__(self) -> None:
        super().__init__("Nomor registrasi ini sudah dicatat untuk pendamping lain. Periksa lagi.")


class AlreadyLeftError(CompanionError):
    """The companion has left the LP3H."""

    def __init__(self) -> None:
        super().__init__("Pendamping ini sudah keluar. Datanya tidak bisa diubah lagi.")
