"""What services refuse."""


class TooManyAttemptsError(Exception):
    """Somebody tries the same thing too often; later it works again."""
