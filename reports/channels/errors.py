"""What a channel may answer. `code` is the service's own, where it gives one."""


class NotTakenError(Exception):
    """The outside surely did not take the message, so it may be tried again."""

    def __init__(self, what: str, code: int | None = None) -> None:
        super().__init__(what)
        self.code = code


class RefusedError(Exception):
    """The outside will never take this message this way: another way has to be found."""

    def __init__(self, code: int | None) -> None:
        super().__init__(f"refused with {code}")
        self.code = code
