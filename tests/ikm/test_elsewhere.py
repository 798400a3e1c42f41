"""Lists of other programmes: read, matched, decided, and what a business then stands for."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from halalportal.jobs.registry import JobFailedError
from halalportal.lib.days import read_date
from ikm.enums import Elsewhere, ImportStatus, ListKind, MatchState
from ikm.errors import ListRefusedError, NotAllowedError
from ikm.models import Business, HeldCertificate, OtherEntry, OtherList
from ikm.selectors.elsewhere import Standing, stands, status_of
from ikm.services.elsewhere import lists
from ikm.tasks import match_other_list
from regions.models import Region
from tests.factories import BATU_TIMBAU, EAST_KUTAI, client_for, make_region
from tests.ikm.conftest import HIMBA_LESTARI
from tests.ikm.sample_file import workbook_of
from tests.ikm.test_finding_duplicates import PHONE, _Progress, at

Villages = dict[str, Region]
HEADINGS = [
    *("No", "Nama Usaha", "Nama Pelaku Usaha", "NIK", "NIB", "Alamat", "No. HP"),
    *("Nomor Sertifikat Halal", "Tgl Terbit"),
]
AMPAR = "Desa Batu Timbau, Kec. Batu Ampar"
HIMBA = "Desa Himba Lestari, Kec. Batu Ampar"
NUMBER = "ID64110000000010001"


def row(name: str, owner: str, **cells: Any) -> list[Any]:
    names = ("nik", "nib", "address", "phone", "number", "issued")
    return [1, name, owner, *(cells.get(key, "") for key in names)]


def send(
    rows: list[list[Any]],
    by: User,
    *,
    kind: str = ListKind.CERTIFICATES,
    name: str = "Sertifikat SEHATI",
    region: str = EAST_KUTAI,
) -> OtherList:
    """Uploads a list and lets the job run."""
    facts = lists.ListFacts(name=name, source="BPJPH", kind=kind, region=make_region(region))
    content = workbook_of(HEADINGS, rows)
    found = lists.upload(content=content, file_name="daftar.xlsx", facts=facts, by=by)
    match_other_list(_Progress(), list_id=found.pk)
    found.refresh_from_db()
    assert found.job
    found.job.status = "done"
    found.job.save()
    return found


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


def test_who_may_send_and_decide(
    villages: Villages, officer: User, owner: User, stranger: User
) -> None:
    at(BATU_TIMBAU)
    facts = lists.ListFacts("A", "B", ListKind.RECIPIENTS, make_region(EAST_KUTAI))
    for person in (owner, stranger):
        with pytest.raises(NotAllowedError):
            lists.upload(content=b"a;b", file_name="a.csv", facts=facts, by=person)
    found = send([row("Keripik Bunda Rekan", "Siti Contoh", address=AMPAR)], officer)
    entry = found.entries.get()
    for person in (owner, stranger):
        with pytest.raises(NotAllowedError):
            lists.confirm(entry=entry, by=person)
        with pytest.raises(NotAllowedError):
            lists.match_again(other_list=found, by=person)
    address = f"/usaha/daftar-lain/baris/{entry.pk}/sama/"
    assert client_for(owner).post(address).status_code == 403
    assert client_for(stranger).post(address).status_code == 404
    assert client_for(stranger).get(f"/usaha/daftar-lain/{found.pk}/").status_code == 404
    assert client_for(owner).get("/usaha/daftar-lain/").status_code == 403
    client_for(officer).post(address)
    entry.refresh_from_db()
    assert (entry.state, entry.decided_by) == (MatchState.CONFIRMED, officer)


def test_a_list_of_the_province_shows_each_office_its_own_rows(
    villages: Villages, officer: User, stranger: User, province_officer: User
) -> None:
    lines = [
        row("Keripik Batu Timbau", "Siti", address=AMPAR),
        row("Amplang Samarinda", "Jumiati", address="Kel. Air Hitam, Kec. Samarinda Ulu"),
    ]
    found = send(lines, province_officer, region="64")
    address = f"/usaha/daftar-lain/{found.pk}/"
    for person, own, other in (
        (officer, "Keripik Batu", "Amplang"),
        (stranger, "Amplang", "Keripik Batu"),
    ):
        page = client_for(person).get(address).content.decode()
        assert own in page
        assert other not in page
    page = client_for(province_officer).get(address).content.decode()
    assert "Keripik Batu" in page
    assert "Amplang" in page


def test_the_pages_from_the_file_to_the_decision(villages: Villages, officer: User) -> None:
    business = at(BATU_TIMBAU)
    client = client_for(officer)
    content = workbook_of(
        HEADINGS, [row("Keripik Bunda Rekan", "Siti Contoh", address=HIMBA, number=NUMBER)]
    )
    assert "Cocokkan daftar" in client.get("/usaha/daftar-lain/baru/").content.decode()
    wrong = client.post("/usaha/daftar-lain/baru/", {"region": EAST_KUTAI})
    assert wrong.status_code == 422
    assert "Tulis siapa yang mengirim daftar ini." in wrong.content.decode()
    Business.objects.filter(pk=business.pk).update(village_id=HIMBA_LESTARI)
    answers = {
        "name": "SEHATI 2025",
        "source": "BPJPH",
        "kind": "certificates",
        "year": 2025,
        "region": EAST_KUTAI,
        "file": SimpleUploadedFile("sehati.xlsx", content),
    }
    response = client.post("/usaha/daftar-lain/baru/", answers)
    found = OtherList.objects.get()
    assert response["Location"] == f"/usaha/daftar-lain/{found.pk}/"
    assert "sedang dicocokkan" in client.get(response["Location"]).content.decode()
    match_other_list(_Progress(), list_id=found.pk)
    found.refresh_from_db()
    assert found.job
    found.job.status = "done"
    found.job.save()
    page = client.get(response["Location"]).content.decode()
    assert "Bukan usaha yang sama" in page
    page = client.get(f"/usaha/{business.pk}/").content.decode()
    assert "Mungkin tercatat di daftar BPJPH." in page
    entry = found.entries.get()
    client.post(f"/usaha/daftar-lain/baris/{entry.pk}/sama/")
    page = client.get(f"/usaha/{business.pk}/").content.decode()
    assert f"Sudah bersertifikat halal ({NUMBER}), jadi tidak perlu diajukan lagi." in page
    assert business.name in client.get("/usaha/?luar=certified").content.decode()
    assert business.name not in client.get("/usaha/?luar=free").content.decode()
    assert "SEHATI 2025" in client.get("/usaha/daftar-lain/").content.decode()


def test_a_match_that_stopped_half_way_can_be_started_again(
    villages: Villages, officer: User
) -> None:
    business = at(BATU_TIMBAU, nib="9120000000017")
    facts = lists.ListFacts("A", "B", ListKind.CERTIFICATES, make_region(EAST_KUTAI))
    content = workbook_of(HEADINGS, [row("A", "B", nib="9120000000017", number=NUMBER)])
    found = lists.upload(content=content, file_name="a.xlsx", facts=facts, by=officer)
    client = client_for(officer)
    again = f"/usaha/daftar-lain/{found.pk}/cocokkan/"
    assert "masih dicocokkan" in client.post(again, follow=True).content.decode()
    assert found.job
    found.job.status = "failed"
    found.job.save()
    page = client.get(f"/usaha/daftar-lain/{found.pk}/").content.decode()
    assert "Pencocokan berhenti" in page
    assert "Cocokkan lagi" in page
    assert client.post(again).status_code == 302
    match_other_list(_Progress(), list_id=found.pk)
    assert business.held_certificates.count() == 1
