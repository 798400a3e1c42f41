"""Filters of the list that people keep under a name and share with their office."""

from django.db import transaction

from accounts.models import User
from ikm.errors import NotAllowedError
from ikm.models import SavedFilter


@transaction.atomic
def save(*, name: str, query: str, is_shared: bool, by: User) -> SavedFilter:
    """Keeps a query string under a name; the same name again replaces what it stood for.

    A shared filter is seen by everybody whose role is for the same region.
    """
    region_code = by.scope.region_code if by.scope.is_regional else ""
    saved, _ = SavedFilter.objects.update_or_create(
        by=by,
        name=name,
        defaults={
            "query": query,
            "region_id": region_code or None,
            "is_shared": is_shared and bool(region_code),
        },
    )
    return saved


@transaction.atomic
def share(*, saved: SavedFilter, is_shared: bool, by: User) -> SavedFilter:
    """Shows a filter to the colleagues of the region, or hides it again.

    Raises:
        NotAllowedError: for somebody else's filter, or without a region to share it in.
    """
    saved = SavedFilter.objects.select_for_update().get(pk=saved.pk)
    if saved.by_id != by.pk or not saved.region_id:
        raise NotAllowedError
    saved.is_shared = is_shared
    saved.save(update_fields=["is_shared"])
    return saved


def delete(*, saved: SavedFilter, by: User) -> None:
    """Forgets a filter.

    Raises:
        NotAllowedError: for somebody else's filter.
    """
    if saved.by_id != by.pk:
        raise NotAllowedError
    saved.delete()
