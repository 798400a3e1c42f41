"""What must always hold for letters: numbers without a gap, signed ones with their file."""

import hashlib
from collections.abc import Iterator

from django.db.models import Count, F, Max, Q

from halalportal.lib import kept_files
from reports.models import Letter, NumberSeries


def check() -> Iterator[str]:
    """Yields one sentence for each thing that is wrong."""
    yield from _no_gaps()
    yield from _own_series()
    yield from _files_as_signed()


def _no_gaps() -> Iterator[str]:
    counted = NumberSeries.objects.annotate(
        count=Count("letters"), highest=Max("letters__sequence", default=F("start"))
    )
    wrong = counted.exclude(Q(count=F("last") - F("start")) & Q(highest=F("last")))
    for series in wrong:
        found = f"{series.count} letters after {series.start}, the highest {series.highest}"
        yield f"series {series}: {found}"


def _own_series() -> Iterator[str]:
    """A letter counts in the year of its date, at its own office."""
    foreign = Letter.objects.exclude(series=None).exclude(
        series__year=F("written_on__year"), series__letterhead__organisation=F("organisation")
    )
    for pk in foreign.values_list("pk", flat=True):
        yield f"letter {pk} has a number of another year or office"


def _files_as_signed() -> Iterator[str]:
    for letter in Letter.objects.exclude(signed_file="").iterator():
        try:
            content = kept_files.read(letter.signed_file)
        except FileNotFoundError:
            yield f"letter {letter.pk} has lost its signed file"
        else:
            if hashlib.sha256(content).hexdigest() != letter.signed_sha256:
                yield f"letter {letter.pk}: the signed file was changed"
