"""Consent by code: the owner reads it on the own page and tells it to the helper."""

import datetime
import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from certification.enums import MandateProof
from certification.errors import CodeRefusedError, TooManyCodesError
from certification.models import Mandate, MandateCode
from certification.selectors.mandates import Terms, helper_of, today_at, words_for
from certification.services.mandates import add, refuse_dates, refuse_strangers
from halalportal.audit import services as audit
from halalportal.lib.attempts import is_too_often
from halalportal.lib.encryption import keyed_index
from ikm.models import Business

LIFE = datetime.timedelta(minutes=15)
MOST_ATTEMPTS = 5
MOST_CODES = 10


@transaction.atomic
def make(*, terms: Terms, by: User) -> str:
    """Returns six digits for the owner's eyes; an earlier code for the same helper dies.

    Raises:
        MandateDatesError: the last day is over, or more than a year away.
        TooManyCodesError: ten in a quarter of an hour.
    """
    business = terms.business
    if by.role != Role.OWNER or business.owner_id != by.pk:
        raise PermissionDenied
    day = today_at(business.regency)
    refuse_dates(terms.ends_on, day)
    _refuse_many(f"mandate-code-made:{by.pk}")
    helper, words = terms.helper, words_for(terms, day)
    given_to = {"holder": None if helper.region else helper.holder, "region": helper.region}
    live(business).filter(**given_to).update(expires_at=timezone.now())
    code = f"{secrets.randbelow(10**6):06}"
    made = MandateCode.objects.create(
        business=business,
        code_index=_index(business, code),
        wording=words.wording,
        scope=list(terms.tasks),
        text=words.text,
        text_sha256=words.sha256,
        ends_on=terms.ends_on,
        made_by=by,
        expires_at=timezone.now() + LIFE,
        **given_to,
    )
    audit.record(action="mandate.code_made", subject=made, by=by, business=business.pk)
    return code


def use(*, business: Business, code: str, by: User) -> Mandate:
    """Makes the mandate to which the owner agreed. A wrong guess counts, whatever comes after.

    Raises:
        CodeRefusedError: wrong, over, used before, for another business or another helper.
        TooManyCodesError: ten attempts in a quarter of an hour.
    """
    refuse_strangers(by, business)
    _refuse_many(f"mandate-code-tried:{by.pk}")
    mine = live(business).filter(_given_to(by))
    if not mine.filter(code_index=_index(business, code)).exists():
        mine.update(attempts=F("attempts") + 1)
        raise CodeRefusedError
    return _used(business, code, by)


@transaction.atomic
def _used(business: Business, code: str, by: User) -> Mandate:
    """Of two who type the same code at once, one finds it used."""
    mine = live(business).filter(_given_to(by), code_index=_index(business, code))
    found = mine.select_for_update(of=("self",)).first()
    if found is None:
        raise CodeRefusedError
    found.used_at = timezone.now()
    found.save(update_fields=["used_at"])
    mandate = Mandate(
        business=business,
        holder=by,
        region=found.region,
        organisation=helper_of(by).organisation,
        scope=found.scope,
        wording=found.wording,
        text=found.text,
        text_sha256=found.text_sha256,
        proof=MandateProof.CODE,
        given_on=today_at(business.regency),
        ends_on=found.ends_on,
        recorded_by=by,
    )
    return add(mandate, by=by)


def live(business: Business) -> QuerySet[MandateCode]:
    """Codes that could still be used."""
    return business.mandate_codes.filter(
        used_at=None, expires_at__gt=timezone.now(), attempts__lt=MOST_ATTEMPTS
    )


def _given_to(by: User) -> Q:
    if by.role == Role.COMPANION:
        return Q(holder=by, region=None)
    return Q(region_id=by.scope.region_code)


def _index(business: Business, code: str) -> str:
    return keyed_index(f"{business.pk}:{code}", field="mandate_code")


def _refuse_many(key: str) -> None:
    if is_too_often(key, most=MOST_CODES, seconds=int(LIFE.total_seconds())):
        raise TooManyCodesError
