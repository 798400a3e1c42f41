"""Companions get new cases and places of a programme only with the bimtek that it asks for."""

from collections.abc import Collection

from accounts.models import Qualification, User
from certification.errors import UntrainedError
from certification.models import Application, Programme
from certification.selectors.trainings import lacking
from certification.workflow import BEFORE_SIHALAL
from ikm.assignment_guards import assignment_guard


def refuse_untrained(programme: Programme, companion: User | None) -> None:
    """Raises `UntrainedError` for a companion without the bimtek; cases of before stay."""
    asked = lacking(programme, companion.pk if companion else None)
    if asked and companion:
        raise UntrainedError(companion.name, asked.label)


@assignment_guard
def unfit_for(businesses: Collection[int], companion: User) -> dict[int, str]:
    """Business id → the words of `UntrainedError`, where a case would have to follow the registry.

    Cases that are entered in SiHalal, or that the companion has already, stand in nobody's way.
    """
    asking = Application.objects.in_status(*BEFORE_SIHALAL).filter(
        business__in=businesses, programme__required_qualification__isnull=False
    )
    asking = asking.exclude(companion=companion).select_related("programme__region")
    lacks: dict[int, Qualification | None] = {}
    found: dict[int, str] = {}
    for application in asking.order_by("pk"):
        programme = application.programme
        if programme.pk not in lacks:
            lacks[programme.pk] = lacking(programme, companion.pk)
        if asked := lacks[programme.pk]:
            found[application.business_id] = str(UntrainedError(companion.name, asked.label))
    return found
