"""Batches of letters as their pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from accounts.models import User
from reports.enums import LetterState
from reports.models import Letter, LetterBatch, LetterTemplate
from reports.models.letter import LetterQuerySet
from reports.selectors.letter_recipients.parts import Addressee

_STATES = tuple(LetterState)


@dataclass(frozen=True, slots=True)
class Shown:
    """One letter of a batch to look at: the first is number 1."""

    letter: Letter
    number: int
    count: int

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.count else None


def batches_for(user: User) -> QuerySet[LetterBatch]:
    """The batches that the person sees, the newest first, each with `n_<state>` and `n_all`."""
    counts = {f"n_{state}": Count("letters", filter=Q(letters__state=state)) for state in _STATES}
    rows = LetterBatch.objects.visible_to(user).select_related("template", "organisation")
    # The order of the model is lost where rows are grouped.
    return rows.annotate(n_all=Count("letters"), **counts).order_by("-created_at", "-pk")


def states_of(batch: LetterBatch) -> list[tuple[LetterState, int]]:
    """How many letters are in which state; states without any are left out."""
    counted = batch.letters.order_by().values_list("state").annotate(n=Count("pk"))
    counts: Mapping[str, int] = dict(counted)
    return [(state, counts[state]) for state in _STATES if counts.get(state)]


def letters_of(batch: LetterBatch) -> LetterQuerySet:
    """The letters in the order in which they are numbered."""
    rows: LetterQuerySet = batch.letters.order_by("pk").select_related(
        "organisation__region", "template"
    )
    return rows


def shown_letter(batch: LetterBatch, wanted: str, count: int) -> Shown | None:
    """The letter at this place; the first for anything else. None for an empty batch."""
    place = int(wanted) if wanted.isdigit() and 1 <= int(wanted) <= count else 1
    letter = letters_of(batch)[place - 1 : place].first()
    return Shown(letter, place, count) if letter else None


def told_by(addressees: Sequence[Addressee]) -> frozenset[str]:
    """The placeholders whose value every addressee brings along."""
    if not addressees:
        return frozenset()
    told = [{code for code, value in each.values.items() if value} for each in addressees]
    return frozenset(set.intersection(*told))


def best_template(kind: str, templates: QuerySet[LetterTemplate]) -> int | None:
    """The office's own template of a kind, else the shared one; None without any."""
    found = templates.filter(kind=kind).order_by(F("organisation").asc(nulls_last=True), "-pk")
    return found.values_list("pk", flat=True).first()
