"""Which pairs are found, and which are left in peace."""

from random import Random
from typing import Any

import pytest
from django.db import transaction

from accounts.models import User
from bench.duplicate_truth import add_truth, quality, share_a_phone
from halalportal.jobs import services as jobs
from halalportal.jobs.models import Job, JobStatus
from halalportal.jobs.registry import JobCancelledError
from ikm.demo import make_businesses
from ikm.enums import PairStatus
from ikm.errors import NotAllowedError
from ikm.models import Business, DuplicatePair, HeldCertificate
from ikm.services.duplicates import finding, merging
from ikm.tasks import find_duplicates
from regions.models import Region
from tests.factories import BATU_TIMBAU, EAST_KUTAI, SAMARINDA, make_business, make_region
from tests.ikm.conftest import AIR_HITAM, HIMBA_LESTARI

PHONE = "+6283400000021"
Villages = dict[str, Region]


def at(village: str, name: str = "Keripik Bunda Rekaan", **fields: Any) -> Business:
    fields.setdefault("owner_name", "Siti Contoh")
    return make_business(
        name=name,
        regency=village[:5],
        district_id=village[:8],
        village_id=village if len(village) > 8 else None,
        **fields,
    )


def found(region: str = EAST_KUTAI) -> list[tuple[int, int]]:
    finding.find(region_code=region)
    return list(DuplicatePair.objects.open().values_list("first_id", "second_id"))


def test_the_same_business_twice_with_readable_evidence(villages: Villages) -> None:
    one = at(BATU_TIMBAU, phone=PHONE)
    other = at(BATU_TIMBAU, "UD. KERIPIK BUNDA REKAAN", owner_name="SITI CONTOH", phone=PHONE)
    typo = at(BATU_TIMBAU, "Kripik Bunda Rekaan", nib="9120000000017")
    assert found() == [(one.pk, other.pk), (one.pk, typo.pk), (other.pk, typo.pk)]
    pair, second, _ = DuplicatePair.objects.all()
    assert pair.evidence == ["nama sama", "pemilik sama", "desa sama", "telepon sama"]
    assert second.evidence[0].startswith("nama mirip 0,")
    assert pair.score > second.score


def test_a_shared_phone_alone_is_never_a_match(villages: Villages) -> None:
    for name, owner in [("Tahu Rizki", "Ahmad Fiktif"), ("Madu Kelulut", "Rudi Rekaan")]:
        at(BATU_TIMBAU, name, owner_name=owner, phone=PHONE, address="Jl. Poros 1")
    assert found() == []


def test_another_business_of_the_same_owner_is_no_match(villages: Villages) -> None:
    at(BATU_TIMBAU, "Keripik Bunda", phone=PHONE)
    at(BATU_TIMBAU, "Amplang Sejahtera", phone=PHONE)
    assert found() == []


def test_homonyms_in_different_villages_stay_apart(villages: Villages) -> None:
    at(BATU_TIMBAU, phone="+6283400000031")
    at(HIMBA_LESTARI, phone="+6283400000032")
    assert found() == []


def test_an_unknown_village_is_compared_inside_the_kecamatan(villages: Villages) -> None:
    one, other = at(BATU_TIMBAU), at(BATU_TIMBAU[:8])
    at(AIR_HITAM)
    assert found() == [(one.pk, other.pk)]
    assert "desa belum lengkap" in DuplicatePair.objects.get().evidence


def test_one_certificate_number_is_one_business(villages: Villages) -> None:
    one, other = at(BATU_TIMBAU, "Tahu Rizki"), at(HIMBA_LESTARI, "Dapur Mama")
    for business in (one, other):
        HeldCertificate.objects.create(business=business, number="ID64110000000010001", source="A")
    assert found() == [(one.pk, other.pk)]
    assert DuplicatePair.objects.get().evidence == ["nomor sertifikat sama"]


def test_different_nib_and_nik_speak_against_a_match(villages: Villages) -> None:
    one = at(BATU_TIMBAU, nib="9120000000017")
    other = at(BATU_TIMBAU, nib="9120000000025")
    one.seal_nik("6408174107909001")
    other.seal_nik("6408044505859002")
    one.save()
    other.save()
    assert found() == []


def test_a_decision_never_comes_back(villages: Villages, officer: User) -> None:
    at(BATU_TIMBAU)
    at(BATU_TIMBAU)
    assert len(found()) == 1
    merging.keep_apart(pair=DuplicatePair.objects.get(), by=officer)
    assert found() == []
    assert DuplicatePair.objects.get().status == PairStatus.DISTINCT


def test_a_decision_holds_for_the_record_it_was_merged_into(
    villages: Villages, officer: User
) -> None:
    one, two, three = at(BATU_TIMBAU), at(BATU_TIMBAU), at(BATU_TIMBAU)
    assert len(found()) == 3
    pairs = {(pair.first_id, pair.second_id): pair for pair in DuplicatePair.objects.all()}
    merging.keep_apart(pair=pairs[two.pk, three.pk], by=officer)
    pairs[one.pk, three.pk].delete()
    merging.merge(pair=pairs[one.pk, two.pk], kept_id=one.pk, taken=set(), by=officer)
    assert found() == []


def test_a_second_search_finds_the_same_and_forgets_what_was_mended(villages: Villages) -> None:
    at(BATU_TIMBAU)
    other = at(BATU_TIMBAU)
    assert found() == found()
    Business.objects.filter(pk=other.pk).update(name="Madu Kelulut Hutan")
    assert found() == []


def test_merged_records_and_other_regions_are_left_out(villages: Villages) -> None:
    one = at(BATU_TIMBAU)
    at(BATU_TIMBAU, merged_into=one)
    assert found() == []
    at(BATU_TIMBAU)
    assert found(SAMARINDA) == []
    assert len(found("64")) == 1


class _Progress:
    linked: tuple[str, str] = ("", "")

    def report(self, done: int, total: int) -> None: ...
    def attach(self, name: str, content: bytes) -> None: ...
    def link(self, url: str, message: str = "") -> None:
        self.linked = (url, message)


def test_the_job(villages: Villages, officer: User, stranger: User, owner: User) -> None:
    at(BATU_TIMBAU)
    at(BATU_TIMBAU)
    region = make_region(EAST_KUTAI)
    for person in (stranger, owner):
        with pytest.raises(NotAllowedError):
            finding.start(region=region, by=person)
    job = finding.start(region=region, by=officer)
    assert Job.objects.get() == job
    progress = _Progress()
    find_duplicates(progress, **job.params)
    assert progress.linked == ("/usaha/ganda/", "1 pasangan perlu diputuskan.")


def test_each_step_is_told_before_it_begins(villages: Villages) -> None:
    told: list[tuple[int, int]] = []
    finding.find(region_code=EAST_KUTAI, report=lambda done, total: told.append((done, total)))
    assert told == [(step, 5) for step in range(5)]


def test_a_search_cancelled_between_its_steps_leaves_the_pairs_as_they_were(
    villages: Villages,
) -> None:
    one, other = at(BATU_TIMBAU), at(BATU_TIMBAU)
    assert found() == [(one.pk, other.pk)]
    at(BATU_TIMBAU)
    Business.objects.filter(pk=other.pk).update(name="Tahu Rizki", match_key="tahu|rizki")

    def stop_at_the_last(done: int, total: int) -> None:
        if done == total - 1:
            raise JobCancelledError

    with pytest.raises(JobCancelledError), transaction.atomic():
        finding.find(region_code=EAST_KUTAI, report=stop_at_the_last)
    pairs = DuplicatePair.objects.open().values_list("first_id", "second_id")
    assert list(pairs) == [(one.pk, other.pk)]


@pytest.mark.django_db(transaction=True)
def test_the_job_can_be_cancelled_while_it_runs(villages: Villages, officer: User) -> None:
    at(BATU_TIMBAU)
    at(BATU_TIMBAU)
    job = finding.start(region=make_region(EAST_KUTAI), by=officer)
    Job.objects.filter(pk=job.pk).update(is_cancel_requested=True)
    jobs.run(job_id=job.pk)
    job.refresh_from_db()
    assert (job.status, job.total_count) == (JobStatus.CANCELLED, 5)
    assert not DuplicatePair.objects.exists()


def test_quality_on_a_generated_truth(officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """performance.md row 5, in small; bench/duplicates.py measures 83,000."""
    codes = [BATU_TIMBAU, HIMBA_LESTARI, "64.08.17.2003", AIR_HITAM, "64.72.03.1001"]
    codes += [f"64.{k}.01.20{n:02d}" for k in ("02", "03") for n in (1, 3, 4, 5, 6)]
    for code in codes:
        make_region(code)
    monkeypatch.setattr("ikm.demo.regency_weights", lambda province_code: SHARES)
    rng = Random(11)
    businesses = make_businesses(province_code="64", count=900, rng=rng, by=officer)
    share_a_phone(businesses, rng)
    Business.objects.bulk_update(businesses, ["phone"])
    truth, _ = add_truth(businesses, count=120, rng=rng)
    finding.find(region_code="64")
    pairs = set(DuplicatePair.objects.values_list("first_id", "second_id"))
    precision, recall = quality(pairs, set(truth))
    assert (precision >= 0.95, recall >= 0.90) == (True, True), (precision, recall)


SHARES = {"64.08": 1.0, "64.72": 1.0, "64.02": 1.0, "64.03": 1.0}
