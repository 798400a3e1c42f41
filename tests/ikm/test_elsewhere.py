"""Lists of other programmes: read, matched, decided, and what a business then stands for."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from halalportal.jobs.registry import JobFailedError
from halalportal.lib.days import read_date
from ikm.enums import Elsewhere, ImportStatus, ListKind, MatchState
from ikm.errors import ListRefusedError
from ikm.models import Business, HeldCertificate, OtherEntry, OtherList
from ikm.selectors.elsewhere import Standing, stands, status_of
from ikm.services.elsewhere import lists
from ikm.tasks import match_other_list
from regions.models import Region
from tests.factories import BATU_TIMBAU, EAST_KUTAI, make_region
from tests.ikm.conftest import HIMBA_LESTARI
from tests.ikm.other_lists import AMPAR, NUMBER, row, send
from tests.ikm.test_finding_duplicates import PHONE, _Progress, at

Villages = dict[str, Region]


def states(found: OtherList) -> list[str]:
    return list(found.entries.values_list("state", flat=True))


def test_equal_numbers_are_certain(villages: Villages, officer: User) -> None:
    by_nib = at(BATU_TIMBAU, "Tahu Rizki", nib="9120000000017")
    by_nik = at(BATU_TIMBAU, "Madu Kelulut")
    by_nik.seal_nik("6408174107909001")
    by_nik.save()
    found = send(
        [
            row("Nama Lain", "Orang Lain", nib="9120000000017", number=NUMBER, issued="2/3/2024"),
            row("Nama Lain", "Orang Lain", nik="6408174107909001", number="ID64110000000020002"),
            row("Tidak Dikenal", "Orang Jauh", number="ID64110000000030003"),
        ],
        officer,
    )
    assert states(found) == [MatchState.CERTAIN, MatchState.CERTAIN, MatchState.NONE]
    assert [entry.evidence for entry in found.entries.all()] == [["NIB sama"], ["NIK sama"], []]
    held = HeldCertificate.objects.get(business=by_nib)
    assert (held.number, held.issued_on, held.source) == (NUMBER, date(2024, 3, 2), "BPJPH")
    assert by_nik.held_certificates.count() == 1
    assert found.counts == {"certain": 2, "none": 1}
    assert "6408174107909001" not in str(list(found.entries.values()))


def test_likeness_is_unsure_until_an_officer_decides(villages: Villages, officer: User) -> None:
    business = at(BATU_TIMBAU, phone=PHONE)
    lines = [
        row("UD KERIPIK BUNDA REKAAN", "SITI CONTOH", address=AMPAR, phone=PHONE, number=NUMBER),
        row("Keripik Bunda Rekan", "Siti Contoh", address=AMPAR),
    ]
    found = send(lines, officer)
    assert states(found) == [MatchState.UNSURE, MatchState.UNSURE]
    first, second = found.entries.all()
    assert first.evidence == ["nama sama", "pemilik sama", "desa sama", "telepon sama"]
    assert not HeldCertificate.objects.exists()
    assert status_of([business.pk])[business.pk].state == Elsewhere.UNSURE

    lists.confirm(entry=first, by=officer)
    lists.refuse(entry=second, by=officer)
    found.refresh_from_db()
    assert found.counts == {"confirmed": 1, "refused": 1}
    assert HeldCertificate.objects.get().recorded_by == officer
    with pytest.raises(ListRefusedError, match="sudah diputuskan"):
        lists.refuse(entry=first, by=officer)
    assert states(lists.match_again(other_list=found, by=officer)) == ["confirmed", "refused"]


def test_homonyms_elsewhere_and_a_shared_phone_are_no_match(
    villages: Villages, officer: User
) -> None:
    at(HIMBA_LESTARI, phone="+6283400000077")
    at(BATU_TIMBAU, "Tahu Rizki", owner_name="Ahmad Fiktif", phone=PHONE)
    found = send(
        [
            row("Keripik Bunda Rekaan", "Siti Contoh", address=AMPAR),
            row("Madu Kelulut", "Rudi Rekaan", address=AMPAR, phone=PHONE),
        ],
        officer,
    )
    assert states(found) == [MatchState.NONE, MatchState.NONE]


def test_numbers_of_two_businesses_are_for_a_person(villages: Villages, officer: User) -> None:
    at(BATU_TIMBAU, "Tahu Rizki", nib="9120000000017")
    other = at(BATU_TIMBAU, "Madu Kelulut")
    other.seal_nik("6408174107909001")
    other.save()
    found = send([row("Tahu", "Ani", nib="9120000000017", nik="6408174107909001")], officer)
    assert states(found) == [MatchState.UNSURE]
    assert "nomornya ada pada dua usaha" in found.entries.get().evidence


def test_the_same_list_again_changes_nothing(villages: Villages, officer: User) -> None:
    at(BATU_TIMBAU, nib="9120000000017")
    lines = [row("Keripik", "Siti", nib="9120000000017", number=NUMBER)]
    found = send(lines, officer)
    before = list(OtherEntry.objects.values()), list(HeldCertificate.objects.values())
    assert send(lines, officer) == found
    assert (list(OtherEntry.objects.values()), list(HeldCertificate.objects.values())) == before
    send(lines, officer, kind=ListKind.RECIPIENTS)
    assert HeldCertificate.objects.count() == 1


def test_matching_again_finds_who_came_later(villages: Villages, officer: User) -> None:
    found = send([row("Keripik", "Siti", nib="9120000000017", number=NUMBER)], officer)
    business = at(BATU_TIMBAU, nib="9120000000017")
    lists.match_again(other_list=found, by=officer)
    match_other_list(_Progress(), list_id=found.pk)
    assert business.held_certificates.get().number == NUMBER


def test_a_number_of_a_merged_record_finds_the_kept_one(villages: Villages, officer: User) -> None:
    kept = at(BATU_TIMBAU, "Tahu Rizki")
    at(BATU_TIMBAU, nib="9120000000017", merged_into=kept)
    found = send([row("Keripik", "Siti", nib="9120000000017")], officer)
    assert found.entries.get().business == kept


def test_a_file_that_can_not_be_read(officer: User) -> None:
    facts = lists.ListFacts("A", "B", ListKind.RECIPIENTS, make_region(EAST_KUTAI))
    found = lists.upload(content=b"satu;dua\n1;2\n", file_name="a.csv", facts=facts, by=officer)
    with pytest.raises(JobFailedError, match="Baris judul tidak ditemukan"):
        match_other_list(_Progress(), list_id=found.pk)
    found.refresh_from_db()
    assert found.status == ImportStatus.REJECTED


def test_the_four_standings_in_a_constant_number_of_queries(
    villages: Villages, officer: User
) -> None:
    certified = at(BATU_TIMBAU, "Tahu Rizki", nib="9120000000017")
    waiting = at(BATU_TIMBAU, "Madu Kelulut", nib="9120000000025")
    unsure, free = at(BATU_TIMBAU), at(BATU_TIMBAU, "Sambal Gami", owner_name="Nurul Fiktif")
    send([row("A", "B", nib="9120000000017", number=NUMBER, issued="2024-03-02")], officer)
    send(
        [
            row("Tahu", "Ani", nib="9120000000017"),
            row("Madu", "Ani", nib="9120000000025"),
            row("Keripik Bunda Rekan", "Siti Contoh", address=AMPAR),
        ],
        officer,
        kind=ListKind.RECIPIENTS,
    )
    ids = [business.pk for business in (certified, waiting, unsure, free)]
    with CaptureQueriesContext(connection) as queries:
        found = status_of(ids)
    assert len(queries) == 2
    assert found[certified.pk] == Standing(Elsewhere.CERTIFIED, NUMBER, date(2024, 3, 2), "BPJPH")
    assert found[waiting.pk].state == Elsewhere.IN_PROCESS
    assert found[unsure.pk].state == Elsewhere.UNSURE
    assert found[free.pk] == Standing()
    for state, pk in zip(
        (Elsewhere.CERTIFIED, Elsewhere.IN_PROCESS, Elsewhere.UNSURE, Elsewhere.FREE),
        ids,
        strict=True,
    ):
        assert list(Business.objects.filter(stands(state)).values_list("pk", flat=True)) == [pk]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (datetime(2024, 3, 2, 8, tzinfo=UTC), date(2024, 3, 2)),
        (date(2024, 3, 2), date(2024, 3, 2)),
        (45353.0, date(2024, 3, 2)),
        ("2/3/2024", date(2024, 3, 2)),
        ("02-03-2024", date(2024, 3, 2)),
        ("2 Maret 2024", date(2024, 3, 2)),
        ("2 Mar 2024", date(2024, 3, 2)),
        ("2024-03-02", date(2024, 3, 2)),
        ("31/2/2024", None),
        ("belum", None),
        (None, None),
    ],
)
def test_days_as_lists_write_them(cell: object, day: date | None) -> None:
    assert read_date(cell) == day
