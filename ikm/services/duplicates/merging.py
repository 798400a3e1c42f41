"""What a person decides about a pair: two businesses, or one that is merged; and the undo."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from halalportal.audit.services import record
from ikm import rules
from ikm.enums import PairStatus
from ikm.errors import MergeRefusedError, NotAllowedError
from ikm.models import Business, DuplicatePair, Merge
from ikm.models.duplicates import UNDO_TIME
from ikm.selectors.hanging import plan
from ikm.services.duplicates.choosing import put_back, seal, take, unseal
from ikm.services.duplicates.moving import move, move_back

_DECIDED = "Pasangan ini sudah diputuskan. Muat ulang halaman."
_CHANGED = "Data kedua usaha baru saja berubah. Muat ulang halaman, lalu gabungkan lagi."


@transaction.atomic
def keep_apart(*, pair: DuplicatePair, by: User) -> DuplicatePair:
    """Says that a pair is two businesses; it never comes back.

    Raises:
        MergeRefusedError: when somebody decided already.
    """
    pair = _locked_pair(pair, by)
    _decide(pair, PairStatus.DISTINCT, by)
    record(action="duplicate_pair.kept_apart", subject=pair, by=by)
    return pair


@transaction.atomic
def merge(*, pair: DuplicatePair, kept_id: int, taken: Collection[str], by: User) -> Merge:
    """Takes one record of a pair into the other, with everything that hangs on it.

    Args:
        kept_id: the record of the pair that stays.
        taken: names of `selectors.choices.CHOICES` whose values come from the other record.

    Raises:
        MergeRefusedError: with the sentence that says what to do first.
        NotAllowedError: when one of the two lies outside the officer's region.
    """
    pair = _locked_pair(pair, by)
    kept, absorbed = _locked_records(pair, kept_id)
    moves = plan(kept, absorbed)
    if refusals := [one.refusal for one in moves if one.refusal]:
        raise MergeRefusedError(" ".join(refusals))
    try:
        with transaction.atomic():
            absorbed.merged_into = kept
            absorbed.save(update_fields=["merged_into"])
            changed = take(kept, absorbed, taken)
            moved = move(moves, kept)
    except IntegrityError as error:
        raise MergeRefusedError(_CHANGED) from error
    merged = Merge.objects.create(
        kept=kept,
        absorbed=absorbed,
        moved=moved,
        before=seal(changed, context=f"{kept.pk}:{absorbed.pk}"),
        by=by,
    )
    _decide(pair, PairStatus.MERGED, by)
    _record_both("business.merged", merged, by)
    return merged


@transaction.atomic
def undo(*, merge: Merge, by: User) -> Merge:
    """Makes two records of one again, as they were; what was added since stays on the kept one.

    Raises:
        MergeRefusedError: after thirty days, twice, or while a later merge builds on this one.
        NotAllowedError: when one of the two lies outside the officer's region.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    records = Business.objects.select_for_update().in_bulk([merge.kept_id, merge.absorbed_id])
    kept, absorbed = records[merge.kept_id], records[merge.absorbed_id]
    if not (rules.can_merge(by, kept) and rules.can_merge(by, absorbed)):
        raise NotAllowedError
    if refusal := why_not_undo(merge, absorbed):
        raise MergeRefusedError(refusal)
    put_back(kept, unseal(merge.before, context=f"{kept.pk}:{absorbed.pk}"))
    move_back(merge.moved, kept, absorbed)
    Business.objects.filter(pk=absorbed.pk).update(merged_into=None)
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save(update_fields=["undone_at", "undone_by"])
    first, second = sorted([kept.pk, absorbed.pk])
    DuplicatePair.objects.filter(first_id=first, second_id=second).update(
        status=PairStatus.OPEN, decided_by=None, decided_at=None
    )
    _record_both("business.merge_undone", merge, by)
    return merge


def why_not_undo(merge: Merge, absorbed: Business) -> str:
    """The sentence that says why a merge can't be undone, "" when it can."""
    if merge.undone_at:
        return "Penggabungan ini sudah dibatalkan."
    if merge.at < timezone.now() - UNDO_TIME:
        return "Penggabungan hanya bisa dibatalkan dalam 30 hari."
    later = Merge.objects.filter(undone_at=None, pk__gt=merge.pk)
    if later.filter(Q(kept_id=merge.kept_id) | Q(absorbed_id=merge.kept_id)).exists():
        return "Batalkan dulu penggabungan yang lebih baru pada usaha ini."
    same = Q(nib=absorbed.nib) & ~Q(nib="") | Q(nik_index=absorbed.nik_index) & ~Q(nik_index="")
    others = Business.objects.living().filter(same).exclude(pk=merge.kept_id)
    if others.exists():
        return "NIB atau NIK usaha yang digabungkan sekarang dipakai usaha lain. Periksa keduanya."
    return ""


def _locked_pair(pair: DuplicatePair, by: User) -> DuplicatePair:
    """The pair as it is now, open and allowed, locked until the end of the transaction."""
    pairs = DuplicatePair.objects.select_for_update(of=("self",)).select_related("first", "second")
    pair = pairs.get(pk=pair.pk)
    if not (rules.can_merge(by, pair.first) and rules.can_merge(by, pair.second)):
        raise NotAllowedError
    if pair.status != PairStatus.OPEN:
        raise MergeRefusedError(_DECIDED)
    return pair


def _locked_records(pair: DuplicatePair, kept_id: int) -> tuple[Business, Business]:
    """The record that stays and the other one, locked in the order of their ids."""
    ids = [pair.first_id, pair.second_id]
    records = Business.objects.living().filter(pk__in=ids).order_by("pk").select_for_update()
    found = {business.pk: business for business in records}
    if len(found) < 2:
        raise MergeRefusedError(_DECIDED)
    if kept_id not in found:
        raise MergeRefusedError("Pilih usaha yang dipertahankan.")
    kept = found.pop(kept_id)
    return kept, found.popitem()[1]


def _decide(pair: DuplicatePair, status: PairStatus, by: User) -> None:
    pair.status, pair.decided_by, pair.decided_at = status, by, timezone.now()
    pair.save(update_fields=["status", "decided_by", "decided_at"])


def _record_both(action: str, merge: Merge, by: User) -> None:
    """Both records tell in their history what became of them."""
    for business in (merge.kept, merge.absorbed):
        record(action=action, subject=business, by=by, merge=merge.pk)
