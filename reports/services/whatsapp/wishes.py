"""STOP and MULAI, as people answer to a message."""

from reports.channels.webhook import Wish
from reports.enums import OptOutSource
from reports.services.whatsapp import opt_outs


def follow(wish: Wish) -> None:
    """Notes or ends the opt-out; told twice it changes nothing."""
    if wish.wants_none:
        opt_outs.note(address=wish.phone, source=OptOutSource.MESSAGE)
    else:
        opt_outs.end_of(address=wish.phone)
