"""What the pages of duplicates show."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from halalportal.lib.formats import masked, number, phone
from ikm.enums import OperationalStatus, Scale
from ikm.models import Business, DuplicatePair, Merge
from ikm.models.duplicates import UNDO_TIME
from ikm.selectors.choices import CHOICES, Choice
from ikm.selectors.hanging import Move, plan
from ikm.sizes import workers_of

PAGE_SIZE = 25
_PLACES = ("regency", "district", "village")


@dataclass(frozen=True, slots=True)
class PairPage:
    """`next_token` leads to the page behind this one, "" on the last."""

    pairs: list[DuplicatePair]
    count: int
    next_token: str


def pair_page(user: User, *, after: str = "") -> PairPage:
    """The open pairs of the person's region, the most alike first, in two queries."""
    found = DuplicatePair.objects.visible_to(user).open().living()
    count = found.order_by().count()
    behind = _behind(found, after).select_related("first__village", "second__village")
    rows = list(behind[: PAGE_SIZE + 1])
    has_more, rows = len(rows) > PAGE_SIZE, rows[:PAGE_SIZE]
    token = f"{rows[-1].score}_{rows[-1].pk}" if has_more else ""
    return PairPage(rows, count, token)


def _behind(pairs: QuerySet[DuplicatePair], token: str) -> QuerySet[DuplicatePair]:
    score, _, pk = token.partition("_")
    try:
        last, last_pk = float(score), int(pk)
    except ValueError:
        return pairs
    return pairs.filter(Q(score__lt=last) | Q(score=last, pk__gt=last_pk))


def recent_merges(user: User) -> QuerySet[Merge]:
    """Merges that can still be undone, the latest first."""
    since = timezone.now() - UNDO_TIME
    visible = Business.objects.visible_to(user)
    both = Q(kept__in=visible) & user.scope.in_region("absorbed__regency_id")
    merges = Merge.objects.filter(both, undone_at=None, at__gt=since)
    return merges.select_related("kept", "absorbed", "by")[:25]


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One value of both records. `is_open` when both know it and a person must choose."""

    choice: Choice
    first: str
    second: str
    is_open: bool
    is_same: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records side by side, and what hangs on each."""

    first: Business
    second: Business
    rows: list[ChoiceRow]
    first_hangs: list[str]
    second_hangs: list[str]
    refusals: list[str]


def compare(pair: DuplicatePair) -> Comparison:
    """The records of a pair with every value that one of them has."""
    found = Business.objects.select_related(*_PLACES, "owner")
    records = found.in_bulk([pair.first_id, pair.second_id])
    first, second = records[pair.first_id], records[pair.second_id]
    rows = [_row(choice, first, second) for choice in CHOICES]
    to_second, to_first = plan(second, first), plan(first, second)
    refusals = [move.refusal for move in to_first if move.refusal]
    return Comparison(
        first=first,
        second=second,
        rows=[row for row in rows if row.first or row.second],
        first_hangs=[_hanging(move) for move in to_second],
        second_hangs=[_hanging(move) for move in to_first],
        refusals=refusals,
    )


def _row(choice: Choice, first: Business, second: Business) -> ChoiceRow:
    is_same = choice.of(first) == choice.of(second)
    both = not (choice.is_empty(first) or choice.is_empty(second))
    return ChoiceRow(
        choice, _shown(choice, first), _shown(choice, second), both and not is_same, is_same
    )


def _hanging(move: Move) -> str:
    parts = [f"{number(len(move.moving))} {move.noun}"] if move.moving else []
    if move.staying and not move.refusal:
        parts.append(f"{number(len(move.staying))} {move.noun} sudah ada, jadi tetap di data lama")
    return "; ".join(parts) or f"{number(len(move.staying))} {move.noun}"


def _shown(choice: Choice, business: Business) -> str:
    """The value for an officer's eyes; NIK and NPWP masked, amounts only as being there."""
    if choice.is_empty(business):
        return ""
    show = _SHOWN.get(choice.name)
    return show(business) if show else str(getattr(business, choice.fields[0]))


def _place(business: Business) -> str:
    names = [region.name for region in (business.village, business.district) if region]
    return ", ".join(part for part in [business.address, *names, business.regency.name] if part)


def _size(business: Business) -> str:
    workers = workers_of(business.workers_male, business.workers_female)
    parts = [f"{number(workers)} tenaga kerja"] if workers is not None else []
    parts += [f"berdiri {business.established_year}"] if business.established_year else []
    parts += ["modal dan penjualan tersimpan"] if business.finances.is_known else []
    return ", ".join(parts)


_SHOWN: dict[str, Callable[[Business], str]] = {
    "owner": lambda business: business.owner.name if business.owner else "",
    "nik": lambda business: masked(business.nik),
    "npwp": lambda business: masked(business.npwp),
    "phone": lambda business: phone(business.phone),
    "place": _place,
    "scale": lambda business: Scale(business.scale).label,
    "size": _size,
    "is_mentored": lambda business: "Binaan",
    "status": lambda business: OperationalStatus(business.operational_status).label,
}
