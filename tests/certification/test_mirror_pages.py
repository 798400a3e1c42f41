"""The pages of SiHalal's mirror: who may see what, and what they show."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from certification.enums import MirrorSource, MirrorState, Status
from certification.models import Allocation, Application, MirrorBatch
from tests.certification.mirror_tables import (
    COMMITTEE,
    ISSUED,
    NUMBER,
    REPORT,
    applied,
    at_sihalal,
    finish,
    inquiry,
    number_of,
    paste,
    rows_of,
    snapshot,
    told,
    workbook,
)
from tests.factories import SAMARINDA, client_for, make_companion, make_region

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def known(allocation: Allocation, companion: User) -> Application:
    return at_sihalal(
        allocation, by=companion, number=NUMBER, name="Bunda Contoh", companion=companion
    )


def test_a_paste_leads_to_the_preview_and_on(known: Application, companion: User) -> None:
    client = client_for(companion)
    table = inquiry(told(NUMBER, COMMITTEE, name="Bunda"), told("SH2026-1-1", COMMITTEE))
    sent = client.post("/cermin/baru/", {"table": table}, follow=True)
    assert "1 pengajuan akan berubah." in sent.content.decode()
    assert "Terapkan 1 perubahan" in sent.content.decode()
    batch = MirrorBatch.objects.get()
    client.post(f"/cermin/{batch.pk}/terapkan/")
    batch.refresh_from_db()
    assert batch.state == MirrorState.APPLYING
    finish(batch)
    done = client.get(f"/cermin/{batch.pk}/").content.decode()
    assert "1 pengajuan dicocokkan dengan SiHalal" in done
    assert "Batalkan tabel ini" in done


def test_the_filters_show_their_rows_only(known: Application, companion: User) -> None:
    batch = paste(inquiry(told(NUMBER, COMMITTEE), told("SH2026-1-1", ISSUED)), by=companion)
    client = client_for(companion)
    changed = client.get(f"/cermin/{batch.pk}/?baris=berubah").content.decode()
    missing = client.get(f"/cermin/{batch.pk}/?baris=tidak-ada").content.decode()
    assert "Bunda Contoh" in changed
    assert "SH2026-1-1<" not in changed
    assert "Bunda Contoh" not in missing
    assert "Tidak ada di portal, atau bukan wewenang Anda." in missing


def test_a_report_of_an_lp3h(known: Application, coordinator: User) -> None:
    row = ["R1", NUMBER, 46024, "A3012", "Siti", "Jl. Uji", "Bunda", 83400009001, "Rina", COMMITTEE]
    file = SimpleUploadedFile("laporan.xlsx", workbook([REPORT, row]))
    client_for(coordinator).post("/cermin/baru/", {"file": file})
    batch = MirrorBatch.objects.get()
    assert (batch.source, batch.file_name) == (MirrorSource.WORKBOOK, "laporan.xlsx")
    assert batch.counts == {"changed": 1}


def test_one_number_typed(known: Application, companion: User) -> None:
    page = client_for(companion).post(
        "/cermin/ketik/", {"number": "sh2026.1.825659", "status": "OF74"}, follow=True
    )
    assert "Dikirim ke Komite Fatwa" in page.content.decode()
    assert MirrorBatch.objects.get().counts == {"changed": 1}


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Tempel tabel dari SiHalal, atau pilih berkas."),
        ({"table": "a", "seen_on": "1/1/2999"}, "Tanggal itu belum tiba."),
    ],
)
def test_what_the_form_refuses(sent: dict[str, str], sentence: str, companion: User) -> None:
    page = client_for(companion).post("/cermin/baru/", sent)
    assert sentence in page.content.decode()
    assert not MirrorBatch.objects.exists()


def test_a_file_that_is_no_table_is_not_kept(companion: User) -> None:
    file = SimpleUploadedFile("laporan.xlsx", b"%PDF-1.7 x")
    page = client_for(companion).post("/cermin/baru/", {"file": file})
    assert "Berkas ini bukan tabel." in page.content.decode()
    assert not MirrorBatch.objects.exists()


def test_an_earlier_day_is_its_end(known: Application, companion: User) -> None:
    client_for(companion).post(
        "/cermin/baru/", {"table": inquiry(told(NUMBER, COMMITTEE)), "seen_on": "2/1/2026"}
    )
    as_of = MirrorBatch.objects.get().as_of.astimezone(datetime.UTC)
    assert as_of.date() == datetime.date(2026, 1, 2)


def test_strangers_find_nothing(
    known: Application, companion: User, officer: User, stranger: User, owner: User
) -> None:
    own = paste(inquiry(told(NUMBER, COMMITTEE)), by=companion)
    of_office = paste(inquiry(told(NUMBER, COMMITTEE)), by=officer)
    before = snapshot()
    assert client_for(companion).get(f"/cermin/{own.pk}/").status_code == 200
    assert client_for(officer).get(f"/cermin/{of_office.pk}/").status_code == 200
    for person, batch in ((stranger, own), (stranger, of_office), (make_companion(), own)):
        client = client_for(person)
        assert client.get(f"/cermin/{batch.pk}/").status_code == 404
        row = batch.rows.get()
        for address in (
            f"/cermin/{batch.pk}/terapkan/",
            f"/cermin/{batch.pk}/hapus/",
            f"/cermin/{batch.pk}/batalkan/",
            f"/cermin/baris/{row.pk}/lewati/",
            f"/cermin/baris/{row.pk}/pilih/",
        ):
            assert client.post(address).status_code == 404, address
    assert client_for(owner).get("/cermin/").status_code == 403
    assert snapshot() == before


def test_a_table_of_the_province_is_not_for_a_regency(
    known: Application, officer: User, province_officer: User
) -> None:
    batch = paste(inquiry(told(NUMBER, COMMITTEE)), by=province_officer)
    page = client_for(province_officer).get(f"/cermin/{batch.pk}/").content.decode()
    assert known.number in page
    assert client_for(officer).get(f"/cermin/{batch.pk}/").status_code == 404


def test_a_case_that_left_the_region_is_not_named(known: Application, officer: User) -> None:
    batch = paste(inquiry(told(NUMBER, COMMITTEE, name="Siti")), by=officer)
    Application.objects.filter(pk=known.pk).update(regency=make_region(SAMARINDA))
    page = client_for(officer).get(f"/cermin/{batch.pk}/").content.decode()
    assert "Siti" in page
    assert known.number not in page


def test_choosing_among_twins_on_the_page(
    known: Application, allocation: Allocation, companion: User
) -> None:
    twin = at_sihalal(
        allocation, by=companion, number="SH2026-1-2", name="Bunda Contoh", companion=companion
    )
    batch = paste(inquiry(told("", COMMITTEE, name="Bunda Contoh")), by=companion)
    client = client_for(companion)
    page = client.get(f"/cermin/{batch.pk}/").content.decode()
    assert "Pilih pengajuan" in page
    assert "nama sama (50)" in page
    (row,) = rows_of(batch)
    client.post(f"/cermin/baris/{row.pk}/pilih/", {"application": twin.pk, "baris": "pilih"})
    row.refresh_from_db()
    assert row.application == twin


def test_a_row_is_left_out_on_the_page(known: Application, companion: User) -> None:
    batch = paste(inquiry(told(NUMBER, COMMITTEE)), by=companion)
    client, row = client_for(companion), batch.rows.get()
    client.post(f"/cermin/baris/{row.pk}/lewati/", {"lewati": "1"})
    assert "Dilewati" in client.get(f"/cermin/{batch.pk}/").content.decode()
    client.post(f"/cermin/baris/{row.pk}/lewati/", {"lewati": "0"})
    row.refresh_from_db()
    assert not row.is_skipped


def test_undoing_asks_first(known: Application, companion: User) -> None:
    batch = applied(paste(inquiry(told(NUMBER, COMMITTEE)), by=companion))
    client = client_for(companion)
    assert "1 pengajuan kembali" in client.get(f"/cermin/{batch.pk}/batalkan/").content.decode()
    client.post(f"/cermin/{batch.pk}/batalkan/")
    batch.refresh_from_db()
    finish(batch)
    page = client.get(f"/cermin/{batch.pk}/").content.decode()
    assert "Semua pengajuan kembali seperti sebelumnya." in page


def test_the_same_table_says_that_nothing_changes(known: Application, companion: User) -> None:
    table = inquiry(told(NUMBER, COMMITTEE))
    applied(paste(table, by=companion))
    page = client_for(companion).post("/cermin/baru/", {"table": table}, follow=True)
    text = page.content.decode()
    assert "Tabel yang sama sudah diterapkan pada" in text
    assert "Tidak ada yang berubah." in text


def test_what_stands_still_is_listed(
    known: Application, allocation: Allocation, companion: User, stranger: User
) -> None:
    fresh = at_sihalal(
        allocation, by=companion, number=number_of(1), name="Baru Saja", companion=companion
    )
    now = timezone.now()
    Application.objects.filter(pk=known.pk).update(national_since=now - 20 * DAY)
    Application.objects.filter(pk=fresh.pk).update(national_since=now - 3 * DAY)
    client = client_for(companion)
    page = client.get("/cermin/belum-berubah/").content.decode()
    assert "Bunda Contoh" in page
    assert '"num">20<' in page
    assert "Baru Saja" not in page
    assert "Baru Saja" in client.get("/cermin/belum-berubah/?hari=0").content.decode()
    assert "Bunda Contoh" not in client.get("/cermin/belum-berubah/?hari=30").content.decode()
    assert "Bunda Contoh" not in client_for(stranger).get("/cermin/belum-berubah/").content.decode()


def test_certificates_that_wait_for_their_number(
    known: Application, companion: User, stranger: User
) -> None:
    applied(paste(inquiry(told(NUMBER, ISSUED)), by=companion))
    page = client_for(companion).get("/cermin/sertifikat/").content.decode()
    assert "Bunda Contoh" in page
    assert f"/pengajuan/{known.number}/sertifikat/" in page
    assert "Bunda Contoh" not in client_for(stranger).get("/cermin/sertifikat/").content.decode()
    known.refresh_from_db()
    assert known.status == Status.IN_SIHALAL


def test_long_pages_ask_as_much_as_short_ones(
    allocation: Allocation,
    companion: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = []
    for n in range(60):
        at_sihalal(allocation, by=companion, number=number_of(n), companion=companion)
        rows.append(told(number_of(n), COMMITTEE))
    batch = paste(inquiry(*rows), by=companion)
    client = client_for(companion)
    for address in (f"/cermin/{batch.pk}/", "/cermin/belum-berubah/?hari=0", "/cermin/"):
        with django_assert_max_num_queries(20):
            page = client.get(address)
        assert page.status_code == 200
    assert "setelah=51" in client.get(f"/cermin/{batch.pk}/").content.decode()
