"""Filters that write numbers, money, dates and phones as an Indonesian office does."""

from datetime import date, datetime, time

from django import template
from django.utils import timezone

from halalportal.lib import formats

register = template.Library()

register.filter("ribuan", formats.number)
register.filter("rupiah", formats.rupiah)
register.filter("rupiah_lengkap", formats.rupiah_in_full)
register.filter("terbilang", formats.words)
register.filter("persen", formats.percent)
register.filter("telepon", formats.phone)
register.filter("samar", formats.masked)
register.filter("tanggal", formats.long_date, expects_localtime=True)
register.filter("tanggal_pendek", formats.short_date, expects_localtime=True)
register.filter("tanggal_hari", formats.day_and_date, expects_localtime=True)


@register.filter
def jam(value: datetime | time | None, zone: str = "") -> str:
    """Returns "10.15 WITA" in `zone`, by default the portal's; a bare time of day gets no zone."""
    if isinstance(value, datetime):
        zone = zone or timezone.get_current_timezone_name()
    return formats.clock(value, zone or None)


@register.filter
def tanggal_jam(value: datetime | None, zone: str = "") -> str:
    """Returns "21 Nov 2026 10.15 WITA" in `zone`, by default the portal's own zone."""
    return formats.moment(value, zone or timezone.get_current_timezone_name())


@register.filter
def hari_lagi(value: date | None, today: date | None = None) -> str:
    """Returns "12 hari lagi", "hari ini" or "terlambat 4 hari" for a due day."""
    return formats.days_left(value, today or timezone.localdate())
