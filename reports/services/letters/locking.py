"""Letters are locked in the order of their keys, so that two batches never wait for each other."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied

from accounts.models import Organisation, User
from reports.letters.errors import LetterMovedError
from reports.models import Letter
from reports.rules import can_write_letters


def lock(letters: Sequence[Letter], *states: str, by: User) -> list[Letter]:
    """The rows as they are now, locked, in the order given.

    Raises `PermissionDenied` for somebody of another office, and `LetterMovedError` when one is
    in none of `states`.
    """
    rows = Letter.objects.select_for_update(of=("self",)).order_by("pk")
    rows = rows.select_related("organisation__region", "template")
    found = {row.pk: row for row in rows.filter(pk__in=[letter.pk for letter in letters])}
    for row in found.values():
        require_own_office(by, row.organisation)
        if row.state not in states:
            raise LetterMovedError(str(row), row.get_state_display())
    missing = [letter for letter in letters if letter.pk not in found]
    if missing:
        raise LetterMovedError(str(missing[0]), "sudah dihapus")
    return [found[letter.pk] for letter in letters]


def require_own_office(by: User, organisation: Organisation) -> None:
    """Raises `PermissionDenied`."""
    if not can_write_letters(by, organisation):
        raise PermissionDenied
