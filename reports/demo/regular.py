"""Fasilitasi Reguler Kutai Timur: meat dishes on their way through the LPH to the MUI."""

import datetime
import random

from accounts.demo import make_organisation
from accounts.enums import OrganisationKind
from accounts.models import Organisation
from certification.enums import MaterialKind, Status, Track
from certification.models import Application, RegularCase
from halalportal.lib.working_days import add_days
from reports.demo.people import Cast
from reports.demo.pool import Pool
from reports.demo.small import Small, Way, tell_small

SLUG = "reguler-kutai-timur-2026"
_HOME_OF_ACCOUNTS = "64.08"
_OPENED_ON, _ENDS_ON = datetime.date(2026, 3, 2), datetime.date(2026, 12, 31)
# Slaughtered animals go the regular way in this province.
_MEAT = {
    "name": "Daging ayam",
    "kind": MaterialKind.CERTIFIED,
    "brand": "Ayam Segar",
    "producer": "RPU Contoh Samarinda",
    "certificate_number": "ID00419000001150324",
}
_IN = ("submit", "accept", "enter")
# The ages lead to these of SiHalal's steps: the LPH, its price, the audit, the fatwa.
_WAYS = [
    Way(("submit",), 1, Status.SUBMITTED, (_MEAT,)),
    Way(("submit", "return"), 3, Status.RETURNED, (_MEAT,)),
    Way(("submit", "accept"), 2, Status.READY, (_MEAT,)),
    Way(_IN, 5, Status.IN_SIHALAL, (_MEAT,)),
    Way(_IN, 8, Status.IN_SIHALAL, (_MEAT,)),
    Way(_IN, 18, Status.IN_SIHALAL, (_MEAT,)),
    Way(_IN, 32, Status.IN_SIHALAL, (_MEAT,)),
    Way((*_IN, "bpjph_return"), 4, Status.RETURNED_OUT, (_MEAT,)),
    Way((*_IN, "issue"), 6, Status.ISSUED, (_MEAT,)),
]
_COST = 2_800_000


def tell_regular(*, cast: Cast, pool: Pool, today: datetime.date, rng: random.Random) -> None:
    """Writes the programme and what the LPH did for each case."""
    small = Small(
        slug=SLUG,
        name="Fasilitasi Reguler Kutai Timur 2026",
        track=Track.REGULAR,
        region_code=_HOME_OF_ACCOUNTS,
        lp3h="",
        opened_on=_OPENED_ON,
        told_on=min(today - datetime.timedelta(days=1), _ENDS_ON),
        ends_on=_ENDS_ON,
    )
    lph = make_organisation(
        kind=OrganisationKind.LPH,
        name="LPH Contoh Mulawarman",
        short_name="LPH Contoh",
        region_code=_HOME_OF_ACCOUNTS[:2],
    )
    written = tell_small(small, _WAYS, cast=cast, pool=pool, rng=rng)
    cases = [_case(each, lph, small.told_on) for each in written if each.sihalal_entered_on]
    RegularCase.objects.bulk_create(cases)


def _case(application: Application, lph: Organisation, told_on: datetime.date) -> RegularCase:
    """As far as SiHalal shows it: the audit is paid before it begins."""
    entered_on = application.sihalal_entered_on or told_on
    after = {name: add_days(entered_on, n, "working") for name, n in _AFTER.items()}
    known = {name: day for name, day in after.items() if day <= told_on}
    made = RegularCase(application=application, inspection_body=lph, **known)
    if made.cost_agreed_on:
        made.cost = _COST
    if made.audit_from and not made.audit_to:
        made.extension_asked_on = add_days(made.audit_from, 5, "working")
        made.audit_extended_to = add_days(made.audit_from, 25, "working")
        made.note = "LPH meminta tambahan waktu untuk melihat tempat potong."
    if made.fatwa_on:
        made.fatwa_body = "MUI Provinsi Kalimantan Timur"
    return made


# Working days after the entry.
_AFTER = {"cost_agreed_on": 6, "paid_on": 8, "audit_from": 12, "audit_to": 24, "fatwa_on": 38}
