"""Owners write down a business that no list has."""

from django.db import transaction

from accounts.models import User
from halalportal.audit.services import record
from ikm import rules
from ikm.enums import BusinessSource
from ikm.errors import NotAllowedError, TooManyBusinessesError
from ikm.models import Business
from ikm.selectors.facts import BusinessFacts
from ikm.services.businesses import ask_about_duplicates, write

_MOST = 5


@transaction.atomic
def register_own(*, facts: BusinessFacts, by: User, is_new_for_sure: bool = False) -> Business:
    """Adds a business of the person; about duplicates as `businesses.register`.

    Raises:
        NotAllowedError: when `by` doesn't act as an owner.
        TooManyBusinessesError: for a sixth business; an officer registers more.
        DuplicatesFoundError: when similar businesses exist and the person has not decided yet.
    """
    if not rules.can_claim(by):
        raise NotAllowedError
    User.objects.select_for_update().get(pk=by.pk)
    if Business.objects.living().filter(owner=by).count() >= _MOST:
        raise TooManyBusinessesError
    ask_about_duplicates(facts, is_decided=is_new_for_sure)
    business = Business(source=BusinessSource.OWNER, owner=by)
    write(business, facts)
    record(action="business.registered", subject=business, by=by, source=BusinessSource.OWNER)
    return business
