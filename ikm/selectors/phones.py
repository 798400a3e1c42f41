"""Which numbers reach nobody."""

from collections.abc import Iterable

from ikm.models import UnreachablePhone


def unreachable_among(phones: Iterable[str]) -> dict[str, str]:
    """The numbers at which nobody is reached, each with its problem; one query."""
    wanted = {phone for phone in phones if phone}
    if not wanted:
        return {}
    found = UnreachablePhone.objects.filter(phone__in=wanted)
    return dict(found.values_list("phone", "problem"))
