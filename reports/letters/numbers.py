"""How an office writes the numbers of its letters."""

import datetime

from halalportal.lib.numbering import check_pattern, filled
from reports.enums import LetterKind, NumberingPolicy
from reports.models import Letterhead

OFFERED = ("classification", "seq", "unit", "month", "year", "kind")
# What tells two letters apart, by what has a sequence of its own.
_REQUIRED = {
    NumberingPolicy.YEARLY: ("seq", "year"),
    NumberingPolicy.CLASSIFICATION: ("classification", "seq", "year"),
    NumberingPolicy.KIND: ("kind", "seq", "year"),
    NumberingPolicy.REGISTER: (),
}
# {kind} in numbers, as offices shorten it.
KIND_CODES = {
    LetterKind.CANDIDATES: "PU",
    LetterKind.NOTICE: "PB",
    LetterKind.INVITATION: "UND",
    LetterKind.ASSIGNMENT: "ST",
    LetterKind.INTRODUCTION: "SK",
    LetterKind.AGREEMENT: "PKS",
    LetterKind.RESULT: "PH",
    LetterKind.RECEIPT: "KW",
}


def check(pattern: str, policy: str) -> None:
    """Raises `halalportal.lib.numbering.PatternError` for a pattern that could repeat a number."""
    check_pattern(pattern, offered=OFFERED, required=_REQUIRED[NumberingPolicy(policy)])


def series_key(policy: str, *, classification: str, kind: str) -> str:
    """What the letter is counted with; "" for all letters of the office."""
    if policy == NumberingPolicy.CLASSIFICATION:
        return classification
    return kind if policy == NumberingPolicy.KIND else ""


def text_of(
    letterhead: Letterhead, sequence: int, *, classification: str, kind: str, day: datetime.date
) -> str:
    """`000.8.3/012/DISPERIN/XII/2026`."""
    return filled(
        letterhead.pattern,
        sequence,
        day=day,
        classification=classification,
        unit=letterhead.unit_code,
        kind=KIND_CODES[LetterKind(kind)],
    )
