"""A record that somebody could say is theirs."""

from accounts.models import User
from ikm.models import Business
from tests.factories import make_business, make_region

NIB = "9912345678901"
BATU_AMPAR = "64.08.17"


def unowned() -> Business:
    """A record of the registry that nobody is connected to."""
    make_region(BATU_AMPAR)
    return make_business(
        name="Kripik Sinar", nib=NIB, district_id=BATU_AMPAR, phone="+6283456789012"
    )


def owner_of(business: Business) -> User | None:
    business.refresh_from_db()
    return business.owner
