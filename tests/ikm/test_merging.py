"""Merging two records of one business, and undoing it."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from accounts.models import User
from certification.enums import Status
from certification.models import Application, StopReason
from ikm.enums import PairStatus, PermitKind
from ikm.errors import MergeRefusedError, NotAllowedError
from ikm.invariants import check
from ikm.models import (
    Business,
    DuplicatePair,
    HeldCertificate,
    Merge,
    Permit,
    Product,
    Unmasking,
)
from ikm.selectors.choices import lacking
from ikm.selectors.hanging import STAYING, noun_of, plan, relations
from ikm.selectors.records import showings_of
from ikm.services.duplicates import merging
from ikm.sizes import Finances
from tests.factories import SAMARINDA, assign, make_business, make_companion, make_programme
from workshops.models import Event, Participant


def make_pair(one: Business, other: Business, **fields: Any) -> DuplicatePair:
    first, second = sorted([one, other], key=lambda business: business.pk)
    return DuplicatePair.objects.create(first=first, second=second, score=0.9, **fields)


def make_application(business: Business, by: User, **fields: Any) -> Application:
    programme = fields.pop("programme", None) or make_programme(by=by)
    return Application.objects.create(
        number=f"PGJ-{business.pk}-{programme.pk}",
        programme=programme,
        business=business,
        regency=business.regency,
        track=programme.track,
        created_by=by,
        **fields,
    )


@pytest.fixture
def kept(officer: User) -> Business:
    business = make_business(name="Keripik Bunda", owner_name="Siti Rekaan", phone="+6283400000011")
    Product.objects.create(business=business, name="Keripik pisang")
    assign(business, make_companion())
    return business


@pytest.fixture
def absorbed(officer: User, owner: User) -> Business:
    """With something in every relation, some of it the same as in the kept record."""
    business = make_business(
        name="UD Keripik Bunda",
        owner_name="Hj. Siti Rekaan",
        phone="+6283400000012",
        nib="9120000000017",
        owner=owner,
        is_mentored=True,
        workers_female=3,
    )
    business.seal_nik("6408174107909001")
    business.seal_finances(Finances(capital=5_000_000))
    business.save()
    Product.objects.create(business=business, name="KERIPIK PISANG")
    Product.objects.create(business=business, name="Abon")
    Permit.objects.create(business=business, kind=PermitKind.PIRT, number="2.06.6408.01.0001-29")
    HeldCertificate.objects.create(business=business, number="ID64110000000010001", source="SEHATI")
    Unmasking.objects.create(business=business, by=officer, role="regency_officer", purpose="uji")
    assign(business, make_companion())
    make_business(name="Bunda", merged_into=business)
    make_application(business, officer)
    event = Event.objects.create(
        title="Bimtek Uji",
        starts_at=timezone.now(),
        ends_at=timezone.now() + timedelta(hours=2),
        region=business.regency,
        organiser=make_programme(by=officer).office,
    )
    Participant.objects.create(
        event=event, business=business, name="Siti", region=business.regency, mode="onsite"
    )
    return business


def dump() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table but the books of acts."""
    books = {"audit.auditentry", "ikm.merge"}
    return {
        model._meta.label_lower: [
            {k: bytes(v) if isinstance(v, memoryview) else v for k, v in row.items()}
            for row in model._base_manager.order_by("pk").values()
        ]
        for model in apps.get_models()
        if model._meta.label_lower not in books and not model._meta.proxy
    }


def everything() -> set[str]:
    return {"name", "owner_name", "owner", "nib", "nik", "phone", "size", "is_mentored"}


def test_everything_moves_and_the_chosen_values_are_kept(
    kept: Business, absorbed: Business, officer: User, owner: User
) -> None:
    pair = make_pair(kept, absorbed)
    merging.merge(pair=pair, kept_id=kept.pk, taken=everything() - {"phone"}, by=officer)
    kept.refresh_from_db()
    absorbed.refresh_from_db()
    assert absorbed.merged_into == kept
    assert (kept.name, kept.nib, kept.phone) == (
        "UD Keripik Bunda",
        "9120000000017",
        "+6283400000011",
    )
    assert kept.nik == "6408174107909001"
    assert kept.finances == Finances(capital=5_000_000)
    assert (kept.owner, kept.is_mentored, kept.workers_female) == (owner, True, 3)
    assert {p.name for p in kept.products.all()} == {"Keripik pisang", "Abon"}
    assert {p.name for p in absorbed.products.all()} == {"KERIPIK PISANG"}
    assert kept.permits.count() == kept.held_certificates.count() == 1
    assert Application.objects.get().business == kept
    assert Participant.objects.get().business == kept
    assert kept.assignments.count() == absorbed.assignments.count() == 1
    assert Business.objects.get(name="Bunda").merged_into == kept
    assert Unmasking.objects.get().business == absorbed
    assert [showing.purpose for showing in showings_of(kept)] == ["uji"]
    pair.refresh_from_db()
    assert (pair.status, pair.decided_by) == (PairStatus.MERGED, officer)
    assert list(Business.objects.visible_to(officer)) == [kept]


@pytest.mark.parametrize("keeps_lower", [True, False])
def test_undo_restores_every_row(
    kept: Business, absorbed: Business, officer: User, *, keeps_lower: bool
) -> None:
    pair = make_pair(kept, absorbed)
    before = dump()
    stays = kept if keeps_lower else absorbed
    merged = merging.merge(pair=pair, kept_id=stays.pk, taken=everything(), by=officer)
    assert dump() != before
    merging.undo(merge=merged, by=officer)
    assert dump() == before


def test_what_came_after_the_merge_outlives_the_undo(
    kept: Business, absorbed: Business, officer: User
) -> None:
    merged = merging.merge(
        pair=make_pair(kept, absorbed), kept_id=kept.pk, taken={"phone", "name"}, by=officer
    )
    Business.objects.filter(pk=kept.pk).update(phone="+6283400000099")
    added = Product.objects.create(business=kept, name="Dodol")
    merging.undo(merge=merged, by=officer)
    kept.refresh_from_db()
    added.refresh_from_db()
    assert (kept.phone, kept.name) == ("+6283400000099", "Keripik Bunda")
    assert added.business == kept


def test_two_applications_of_one_programme_are_refused_plainly(
    kept: Business, absorbed: Business, officer: User
) -> None:
    application = make_application(kept, officer, programme=Application.objects.get().programme)
    pair = make_pair(kept, absorbed)
    with pytest.raises(MergeRefusedError, match="Hentikan salah satu pengajuan"):
        merging.merge(pair=pair, kept_id=kept.pk, taken=set(), by=officer)
    absorbed.refresh_from_db()
    assert absorbed.merged_into is None
    reason = StopReason.objects.first()
    Application.objects.filter(pk=application.pk).update(status=Status.STOPPED, stop_reason=reason)
    merging.merge(pair=pair, kept_id=kept.pk, taken=set(), by=officer)
    assert kept.applications.count() == 2


def test_only_officers_of_both_regions_decide(
    kept: Business, absorbed: Business, owner: User, stranger: User, province_officer: User
) -> None:
    pair = make_pair(kept, absorbed)
    for person in (owner, stranger):
        with pytest.raises(NotAllowedError):
            merging.merge(pair=pair, kept_id=kept.pk, taken=set(), by=person)
        with pytest.raises(NotAllowedError):
            merging.keep_apart(pair=pair, by=person)
    merged = merging.merge(pair=pair, kept_id=kept.pk, taken=set(), by=province_officer)
    with pytest.raises(NotAllowedError):
        merging.undo(merge=merged, by=stranger)


def test_a_pair_across_two_regions_needs_the_province(
    kept: Business, officer: User, province_officer: User
) -> None:
    pair = make_pair(kept, make_business(regency=SAMARINDA))
    with pytest.raises(NotAllowedError):
        merging.merge(pair=pair, kept_id=kept.pk, taken=set(), by=officer)
    merging.merge(pair=pair, kept_id=kept.pk, taken=set(), by=province_officer)


def test_a_decision_is_made_once(kept: Business, absorbed: Business, officer: User) -> None:
    pair = make_pair(kept, absorbed)
    merging.keep_apart(pair=pair, by=officer)
    with pytest.raises(MergeRefusedError, match="sudah diputuskan"):
        merging.merge(pair=pair, kept_id=kept.pk, taken=set(), by=officer)
    with pytest.raises(MergeRefusedError, match="Pilih usaha"):
        merging.merge(
            pair=make_pair(kept, make_business()), kept_id=absorbed.pk, taken=set(), by=officer
        )


def test_undo_has_its_limits(kept: Business, absorbed: Business, officer: User) -> None:
    first = merging.merge(
        pair=make_pair(kept, absorbed), kept_id=kept.pk, taken={"nib"}, by=officer
    )
    third = make_business()
    later = merging.merge(pair=make_pair(third, kept), kept_id=third.pk, taken=set(), by=officer)
    with pytest.raises(MergeRefusedError, match="lebih baru"):
        merging.undo(merge=first, by=officer)
    merging.undo(merge=later, by=officer)
    Merge.objects.filter(pk=first.pk).update(at=timezone.now() - timedelta(days=31))
    with pytest.raises(MergeRefusedError, match="30 hari"):
        merging.undo(merge=first, by=officer)
    Merge.objects.filter(pk=first.pk).update(at=timezone.now() - timedelta(days=29))
    merging.undo(merge=first, by=officer)
    with pytest.raises(MergeRefusedError, match="sudah dibatalkan"):
        merging.undo(merge=first, by=officer)


def test_a_nib_given_to_another_business_since_hinders_the_undo(
    kept: Business, absorbed: Business, officer: User
) -> None:
    merged = merging.merge(pair=make_pair(kept, absorbed), kept_id=kept.pk, taken=set(), by=officer)
    make_business(nib=absorbed.nib)
    with pytest.raises(MergeRefusedError, match="dipakai usaha lain"):
        merging.undo(merge=merged, by=officer)


def test_values_of_the_merge_are_stored_sealed(
    kept: Business, absorbed: Business, officer: User
) -> None:
    merged = merging.merge(
        pair=make_pair(kept, absorbed), kept_id=kept.pk, taken=everything(), by=officer
    )
    assert set(merged.before) == {"sealed"}
    assert "Bunda" not in str(merged.before)


def test_what_only_the_other_record_knows_needs_no_decision(
    kept: Business, absorbed: Business
) -> None:
    assert lacking(kept, absorbed) == {"nib", "nik", "owner", "size", "is_mentored"}


def test_every_relation_to_a_business_is_known_and_named() -> None:
    """A new model that hangs on a business must say what the page calls it, or stay on purpose."""
    known = set(relations())
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.related_model is Business:
                assert model in STAYING or (model, field.name) in known
    for model, _ in known:
        assert noun_of(model) != str(model._meta.verbose_name_plural), model._meta.label


def test_the_plan_names_what_moves_and_what_stays(kept: Business, absorbed: Business) -> None:
    found = {move.noun: (len(move.moving), len(move.staying)) for move in plan(kept, absorbed)}
    assert found["produk"] == (1, 1)
    assert found["pendampingan"] == (0, 1)
    assert found["pengajuan"] == (1, 0)


def test_a_chain_of_merges_leads_to_one_living_record(officer: User) -> None:
    one, two, three = make_business(), make_business(), make_business()
    merging.merge(pair=make_pair(one, two), kept_id=two.pk, taken=set(), by=officer)
    merging.merge(pair=make_pair(two, three), kept_id=three.pk, taken=set(), by=officer)
    one.refresh_from_db()
    assert one.merged_into == three
    assert [line for line in check() if "merged" in line] == []
    Business.objects.filter(pk=one.pk).update(merged_into=two)
    assert [line for line in check() if "merged" in line] == [
        f"Business {one.pk}: merged into a record that was merged itself."
    ]
    Merge.objects.filter(absorbed=two).delete()
    assert f"Business {two.pk}: merged, but nobody knows by whom." in list(check())
