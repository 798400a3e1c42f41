"""Companions get new cases and places of a programme only with the bimtek that it asks for."""

from accounts.models import User
from certification.errors import UntrainedError
from certification.models import Programme
from certification.selectors.trainings import lacking


def refuse_untrained(programme: Programme, companion: User | None) -> None:
    """Raises `UntrainedError` for a companion without the bimtek; cases of before stay."""
    asked = lacking(programme, companion.pk if companion else None)
    if asked and companion:
        raise UntrainedError(companion.name, asked.label)
