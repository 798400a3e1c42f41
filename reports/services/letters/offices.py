"""The office's paper: its letterhead, its signers, and where its numbers begin."""

from django.db import transaction

from accounts.models import User
from halalportal.audit import services as audit
from halalportal.lib import kept_files, photos
from halalportal.lib.uploads import Cleaned
from reports.letters.errors import SeriesUsedError
from reports.models import Letterhead, NumberSeries, Signer
from reports.services.letters.locking import require_own_office

# Pixels: 22 mm high at 300 dots an inch.
_LOGO = (400, 400)


@transaction.atomic
def save_letterhead(*, letterhead: Letterhead, logo: Cleaned | None = None, by: User) -> None:
    """Keeps a new or changed letterhead. Letters that are written already stay as they are.

    Args:
        logo: a clean photo; it is made small. None keeps the present one.
    """
    require_own_office(by, letterhead.organisation)
    if logo:
        small = photos.smaller(logo.content, _LOGO, quality=90)
        kept_files.keep(letterhead.logo, Cleaned(small, logo.media_type))
    letterhead.save()
    audit.record(
        action="letterhead.saved",
        subject=letterhead,
        by=by,
        policy=letterhead.policy,
        pattern=letterhead.pattern,
    )


@transaction.atomic
def begin_after(*, letterhead: Letterhead, year: int, last: int, by: User) -> NumberSeries:
    """Goes on where the office's paper register stopped. Raises `SeriesUsedError`."""
    require_own_office(by, letterhead.organisation)
    NumberSeries.objects.get_or_create(letterhead=letterhead, year=year, key="")
    series = NumberSeries.objects.select_for_update().get(letterhead=letterhead, year=year, key="")
    if series.last != series.start:
        raise SeriesUsedError(year)
    series.start = series.last = last
    series.save(update_fields=["start", "last"])
    audit.record(action="number_series.begun", subject=series, by=by, year=year, last=last)
    return series


@transaction.atomic
def save_signer(*, signer: Signer, by: User) -> None:
    """Keeps a new or changed signer. Letters that are written already keep the words of then."""
    require_own_office(by, signer.letterhead.organisation)
    signer.save()
    audit.record(action="signer.saved", subject=signer, by=by)
