"""A value of a recap in words, the same on the screen and in the PDF."""

import datetime

from halalportal.lib.formats import NOTHING, number, rupiah, short_date
from reports.selectors.recaps.shape import Kind, Share, Value


def text_of(value: Value, kind: Kind) -> str:
    """Returns 1000 as "1.000", a share of 320 in 1000 as "32,0%", None (unknown) as a dash."""
    if isinstance(value, Share):
        return share_text(value)
    if value is None:
        return NOTHING
    if isinstance(value, datetime.date):
        return short_date(value)
    if isinstance(value, int):
        return rupiah(value) if kind == Kind.RUPIAH else number(value)
    return value


def share_text(share: Share) -> str:
    """One digit behind the comma."""
    tenths = share.per_mille
    return NOTHING if tenths is None else f"{number(tenths // 10)},{tenths % 10}%"
