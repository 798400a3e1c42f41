"""What services refuse, each with the sentence that the page shows."""


class NotAllowedError(Exception):
    """The person may not do this to this record."""


class ImportNotReadyError(Exception):
    """The import was already applied or cancelled, or is still being checked."""


class UnknownCompanionError(Exception):
    """The chosen person is no companion of that organisation."""
