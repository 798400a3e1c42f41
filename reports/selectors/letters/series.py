"""What number comes next."""

import datetime

from reports.enums import NumberingPolicy
from reports.letters import numbers
from reports.models import Letter, Letterhead, NumberSeries

# Stands in the example on the letterhead's page, where no letter is chosen.
EXAMPLE_CLASSIFICATION = "500.9.1"
EXAMPLE_KIND = "notice"


def next_number(
    letterhead: Letterhead,
    *,
    day: datetime.date,
    classification: str = EXAMPLE_CLASSIFICATION,
    kind: str = EXAMPLE_KIND,
) -> str:
    """The number that the next letter would get; "" where the office numbers by hand."""
    if letterhead.policy == NumberingPolicy.REGISTER:
        return ""
    key = numbers.series_key(letterhead.policy, classification=classification, kind=kind)
    series = NumberSeries.objects.filter(letterhead=letterhead, year=day.year, key=key).first()
    last = series.last if series else 0
    return numbers.text_of(letterhead, last + 1, classification=classification, kind=kind, day=day)


def next_number_of(letter: Letter, letterhead: Letterhead, day: datetime.date) -> str:
    """The number that a draft would get."""
    return next_number(
        letterhead,
        day=day,
        classification=letter.facts["classification"],
        kind=letter.template.kind,
    )


def can_begin(letterhead: Letterhead, year: int) -> bool:
    """Whether the office may still say where its paper register stopped."""
    if letterhead._state.adding:
        return True
    series = NumberSeries.objects.filter(letterhead=letterhead, year=year, key="").first()
    return series is None or series.last == series.start
