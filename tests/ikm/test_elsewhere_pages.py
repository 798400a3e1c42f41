"""The pages of lists of other programmes, and whom they answer."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from ikm.enums import ListKind, MatchState
from ikm.errors import NotAllowedError
from ikm.models import Business, OtherList
from ikm.services.elsewhere import lists
from ikm.tasks import match_other_list
from regions.models import Region
from tests.factories import BATU_TIMBAU, EAST_KUTAI, client_for, make_region
from tests.ikm.conftest import HIMBA_LESTARI
from tests.ikm.other_lists import AMPAR, HEADINGS, HIMBA, NUMBER, row, send
from tests.ikm.sample_file import workbook_of
from tests.ikm.test_finding_duplicates import _Progress, at

Villages = dict[str, Region]


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
