"""Certificates are handed over on a list: chosen, printed, ticked, signed, then unchangeable."""

import datetime
import subprocess

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from certification.enums import ChangeKind
from certification.errors import (
    HandoverSignedError,
    NobodyReceivedError,
    OnAnotherListError,
    SomebodyReceivedError,
)
from certification.handover_sheet import Paper, sheet_html, sheet_pdf
from certification.models import Certificate, Handover
from certification.selectors.handovers import delivery_of, free_to_list, undelivered
from certification.services import changes, handovers
from certification.services.handovers import Occasion
from halalportal.jobs.models import Job
from halalportal.lib.uploads import JPEG, Cleaned
from regions.models import Region
from reports.selectors.queues import waiting_queues
from tests.certification.conftest import Case, photo_file
from tests.certification.life import issued_many
from tests.factories import EAST_KALIMANTAN, EAST_KUTAI, SAMARINDA, client_for

DAY = datetime.date(2026, 2, 27)
OCCASION = Occasion(title="Rapat 13 kabupaten/kota", held_on=DAY, place="Aula Rekaan")


def make(case: Case, given: list[Certificate], *, by: User | None = None) -> Handover:
    by = by or case.officer
    return handovers.create(
        programme=case.programme,
        region=Region.objects.get(pk=by.scope.region_code),
        occasion=OCCASION,
        certificates=[certificate.pk for certificate in given],
        by=by,
    )


def scan() -> Cleaned:
    return Cleaned(photo_file("daftar.jpg").read(), JPEG)


def words_of(handover: Handover, paper: Paper = Paper.A4) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"],
        input=sheet_pdf(handover, paper),
        capture_output=True,
        check=True,
    )
    return " ".join(done.stdout.decode().split())


def test_an_officer_makes_a_list_prints_ticks_and_signs_it(case: Case) -> None:
    first, second = issued_many(case, 2)
    client = client_for(case.officer)
    assert first.number in client.get("/serah-terima/baru/").content.decode()
    data = {"title": OCCASION.title, "held_on": "27/02/2026", "certificate": [first.pk, second.pk]}
    made = client.post("/serah-terima/baru/", data)
    handover = Handover.objects.get()
    url = f"/serah-terima/{handover.pk}/"
    assert made["Location"] == url

    sheet = client.post(f"{url}cetak/", {"kertas": "f4"})
    assert sheet["Content-Type"] == "application/pdf"

    item = handover.items.get(certificate=first)
    ticks = {"received_on": "27/02/2026", "taken": [item.pk], f"name-{item.pk}": "Wakil Rekaan"}
    client.post(f"{url}tanda-terima/", ticks)
    assert "1 dari 2 sertifikat" in " ".join(client.get(url).content.decode().split())

    client.post(f"{url}unggah/", {"scan": photo_file("daftar.jpg")})
    handover.refresh_from_db()
    assert handover.is_signed
    assert client.get(f"{url}pindaian/")["Content-Type"] == "image/jpeg"
    page = client.get(f"/sertifikat/{first.number}/").content.decode()
    assert "Wakil Rekaan" in page
    case_page = client.get(f"/pengajuan/{first.application.number}/").content.decode()
    assert "Sudah diserahkan 27 Februari 2026" in " ".join(case_page.split())
    # Who did not come is free for the next list.
    assert list(free_to_list(case.officer)) == [second]


def test_a_certificate_is_on_one_open_list(case: Case) -> None:
    (certificate,) = issued_many(case, 1)
    handover = make(case, [certificate])
    with pytest.raises(OnAnotherListError, match="1 sertifikat"):
        make(case, [certificate])
    assert delivery_of(certificate).word == "Masuk daftar serah terima"
    handovers.drop(handover=handover, by=case.officer)
    assert delivery_of(certificate).word == "Belum diserahkan"
    make(case, [certificate])


def test_a_signed_list_stays_as_it_is(case: Case) -> None:
    (certificate,) = issued_many(case, 1)
    handover = make(case, [certificate])
    item = handover.items.get()
    with pytest.raises(NobodyReceivedError):
        handovers.sign(handover=handover, scan=scan(), by=case.officer)
    handovers.receive(handover=handover, names={item.pk: "A"}, received_on=DAY, by=case.officer)
    with pytest.raises(SomebodyReceivedError):
        handovers.drop(handover=handover, by=case.officer)
    handovers.sign(handover=handover, scan=scan(), by=case.officer)
    for act in (
        lambda: handovers.take_back(handover=handover, item=item, by=case.officer),
        lambda: handovers.sign(handover=handover, scan=scan(), by=case.officer),
        lambda: handovers.drop(handover=handover, by=case.officer),
    ):
        with pytest.raises(HandoverSignedError):
            act()


def test_a_tick_made_by_mistake_is_taken_back(case: Case) -> None:
    (certificate,) = issued_many(case, 1)
    handover = make(case, [certificate])
    item = handover.items.get()
    names = {item.pk: "A"}
    handovers.receive(handover=handover, names=names, received_on=DAY, by=case.officer)
    assert not undelivered(case.officer).exists()
    client_for(case.officer).post(f"/serah-terima/{handover.pk}/tanda-terima/{item.pk}/batal/")
    assert undelivered(case.officer).get() == certificate


def test_what_is_no_scan_is_refused(case: Case) -> None:
    handover = make(case, issued_many(case, 1))
    bad = SimpleUploadedFile("a.exe", b"MZ nothing")
    page = client_for(case.officer).post(f"/serah-terima/{handover.pk}/unggah/", {"scan": bad})
    assert "Kirim foto" in page.content.decode()
    handover.refresh_from_db()
    assert not handover.is_signed


def test_the_paper_is_a_draft_with_room_for_each_name(case: Case) -> None:
    given = issued_many(case, 2)
    handover = make(case, given)
    shown = words_of(handover)
    assert "DRAF · belum ditandatangani" in shown
    assert "2 (dua) sertifikat halal" in shown
    assert "Jumat, 27 Februari 2026" in shown
    assert "gratis, tidak ada biaya" in shown
    for certificate in given:
        assert certificate.number in shown
    item = handover.items.order_by("pk").first()
    assert item
    handovers.receive(
        handover=handover, names={item.pk: "Wakil Rekaan"}, received_on=DAY, by=case.officer
    )
    signed = handovers.sign(handover=handover, scan=scan(), by=case.officer)
    assert "DRAF" not in sheet_html(signed, Paper.A4)
    assert "Wakil Rekaan" in sheet_html(signed, Paper.F4)


def test_a_long_list_is_made_in_the_background(case: Case) -> None:
    handover = make(case, issued_many(case, 21))
    response = client_for(case.officer).post(f"/serah-terima/{handover.pk}/cetak/")
    job = Job.objects.get()
    assert str(job.pk) in response["Location"]
    assert job.kind == "certification.handover_sheet"


def test_figures_of_what_waits_by_kab_kota(case: Case, province_officer: User) -> None:
    issued_many(case, 2)
    issued_many(case, 1, regency=SAMARINDA)
    page = client_for(province_officer).get("/serah-terima/").content.decode()
    assert "3 sertifikat terbit, belum diserahkan" in page
    assert f"?serah=belum&amp;kabupaten={SAMARINDA}" in page
    own = client_for(case.officer).get("/serah-terima/").content.decode()
    assert "2 sertifikat terbit, belum diserahkan" in own
    assert client_for(case.owner).get("/serah-terima/").status_code == 403


def test_the_home_of_an_officer_counts_what_waits(case: Case) -> None:
    first, second = issued_many(case, 2)
    changes.report(certificate=first, kind=ChangeKind.NAME, text="Ganti merek", by=case.officer)

    def counts() -> dict[str, int]:
        found = waiting_queues(case.officer, timezone.now())
        return {queue.code: queue.count for queue in found}

    assert (counts()["undelivered"], counts()["changes"]) == (2, 1)
    handover = make(case, [first, second])
    names = {item.pk: "A" for item in handover.items.all()}
    handovers.receive(handover=handover, names=names, received_on=DAY, by=case.officer)
    assert "undelivered" not in counts()


def test_strangers_have_nothing_to_do_with_it(
    case: Case, stranger: User, province_officer: User
) -> None:
    (certificate,) = issued_many(case, 1)
    handover = make(case, [certificate])
    url = f"/serah-terima/{handover.pk}/"
    assert client_for(stranger).get(url).status_code == 404
    assert client_for(stranger).post(f"{url}hapus/").status_code == 404
    assert client_for(province_officer).get(url).status_code == 200
    with pytest.raises(OnAnotherListError):
        make(case, [certificate], by=stranger)
    with pytest.raises(PermissionDenied):
        handovers.drop(handover=handover, by=stranger)
    assert handover.region_id == EAST_KUTAI
    assert province_officer.scope.region_code == EAST_KALIMANTAN
