"""What services refuse, each with the sentence that the page shows."""

from django.core.exceptions import PermissionDenied


class NotAllowedError(PermissionDenied):
    """The person may not do this to this record; a page answers 403."""


class ImportNotReadyError(Exception):
    """The import was already applied or cancelled, or is still being checked."""


class ImportNotUndoneError(Exception):
    """Businesses of the import were used since; the message says which and what to do."""


class ListRefusedError(Exception):
    """Something can't be done with another programme's list; the message says why."""


class MergeRefusedError(Exception):
    """Two records can't be merged, or a merge not undone; the message says what to do."""


class UnknownCompanionError(Exception):
    """The chosen person is no companion of that organisation."""


class CompanionRefusedError(Exception):
    """The companion can't be assigned to this business; the message says why and what to do."""


class UndoTooLateError(Exception):
    """The time for the undo is over, or it was asked for already."""


class PurposeMissingError(Exception):
    """Personal data are shown only for a purpose."""


class AlreadyOwnedError(Exception):
    """An account is connected to the business already."""


class WrongCodeError(Exception):
    """The code is wrong, used, too old, or was guessed at too often."""


class ClaimDecidedError(Exception):
    """Another officer decided the claim before."""


class TooManyBusinessesError(Exception):
    """An owner registers a few businesses alone; an officer registers more."""


class TooManyClaimsError(Exception):
    """A person waits for a few decisions at most."""
