"""The whole record of the demo owner's business, so that its page shows what a record may hold."""

import datetime

from ikm.enums import PermitKind
from ikm.models import Business
from ikm.selectors.facts import PermitFacts, RecordFacts
from ikm.services import records
from ikm.sizes import Finances

_FINANCES = Finances(capital=45_000_000, sales=180_000_000, investment=25_000_000)


def complete_record(business: Business, *, today: datetime.date) -> None:
    """Writes workers, money and a P-IRT that ends in three years; the numbers are invented."""
    ends = today.replace(month=12, day=31, year=today.year + 3)
    permit = PermitFacts(
        kind=PermitKind.PIRT,
        number=f"2066408010999{ends:%y}",
        expires_on=ends,
        issuer="Dinas Kesehatan Kabupaten Kutai Timur",
    )
    facts = RecordFacts(
        finances=_FINANCES,
        workers_male=1,
        workers_female=3,
        established_year=2019,
        permits=(permit,),
    )
    records.write(Business.objects.get(pk=business.pk), facts)
