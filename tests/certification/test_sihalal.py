"""Copying into SiHalal: fields in its order, ticks, the letter, the number, the ZIP."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accounts.models import User
from certification import tasks
from certification.enums import Status, Track, UploadKind
from certification.models import Application, CopyTick
from certification.selectors.sihalal import copy_sections, keys_of, suggested_letter
from certification.services import sihalal, uploads
from certification.sihalal_archive import ARCHIVE_JOB, archive_of, plain
from halalportal.jobs import services as jobs
from halalportal.jobs.models import Job
from halalportal.jobs.registry import handler_of
from tests.certification import steps
from tests.certification.conftest import Case, photo_file
from tests.factories import client_for, make_business, make_companion, make_officer, make_user

pytestmark = pytest.mark.django_db
TABS = "Pelaku usaha,Pengajuan,Pabrik dan outlet,Bahan,Produk,Proses,Pernyataan"
SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def application(case: Case) -> Application:
    return steps.ready(case)


def url(application: Application, action: str = "application-sihalal") -> str:
    return reverse(f"certification:{action}", args=[application.number])


def text(person: User, address: str) -> str:
    response = client_for(person).get(address)
    assert response.status_code == 200
    return response.content.decode()


def ticked(application: Application) -> set[str]:
    return set(CopyTick.objects.filter(application=application).values_list("key", flat=True))


def test_tabs_stand_in_the_order_of_sihalal(application: Application) -> None:
    titles = [section.title for section in copy_sections(application)]
    assert titles == TABS.split(",")
    values = {
        field.label: field.value for tab in copy_sections(application) for field in tab.fields
    }
    assert values["NIB"] == "1234567890123"
    assert values["Nama produk 1"] == "Keripik Pisang Asin"
    assert values["Area pemasaran"] == "Kabupaten/kota"
    assert "Nomor surat permohonan" not in values


def test_the_regular_track_has_tabs_of_its_own(application: Application) -> None:
    application.track = Track.REGULAR
    titles = [section.title for section in copy_sections(application)]
    assert titles[1:3] == ["Data pengajuan", "Komitmen dan tanggung jawab"]
    assert titles[-2:] == ["Pemantauan dan evaluasi", "Dokumen"]


def test_every_field_has_a_name_of_its_own(application: Application) -> None:
    sections = copy_sections(application)
    assert len(keys_of(sections)) == sum(len(section.fields) for section in sections)
    assert all(len(key) <= 60 for key in keys_of(sections))


def test_the_page_is_text_to_select_without_scripts(case: Case, application: Application) -> None:
    page = text(case.companion, url(application))
    assert re.search(r'value="1234567890123"\s+readonly', page)
    assert f"0 dari {len(keys_of(copy_sections(application)))}" in page
    assert "Simpan centang" in page
    assert "pilih di daftar" in page
    assert "NIK" in page
    assert "Catat kendala" in page


def test_ticks_are_kept_without_javascript(case: Case, application: Application) -> None:
    client = client_for(case.companion)
    data = {"tick": ["pu-nib", "pu-nama"]}
    page = client.post(url(application, "copy-tick"), data, follow=True)
    assert ticked(application) == {"pu-nib", "pu-nama"}
    assert "2 dari" in page.content.decode()
    client.post(url(application, "copy-tick"), {"was": ["pu-nib", "pu-nama"], "tick": "pu-nib"})
    assert ticked(application) == {"pu-nib"}


def test_a_tick_by_script_is_answered_with_the_count(case: Case, application: Application) -> None:
    client = client_for(case.companion)
    answer = client.post(url(application, "copy-tick"), {"tick": "pu-nib"}, headers=SCRIPT)
    assert answer.json() == {"done": 1}
    answer = client.post(url(application, "copy-tick"), {"tick": "pu-nib"}, headers=SCRIPT)
    assert answer.json() == {"done": 1}
    answer = client.post(url(application, "copy-tick"), {"was": "pu-nib"}, headers=SCRIPT)
    assert answer.json() == {"done": 0}


def test_two_people_keep_the_ticks_of_each_other(case: Case, application: Application) -> None:
    companion, officer = client_for(case.companion), client_for(case.officer)
    companion.post(url(application, "copy-tick"), {"tick": "pu-nib"})
    # The officer's page was opened before that, without a single tick on it.
    officer.post(url(application, "copy-tick"), {"tick": ["pu-nama", "pu-nib"]})
    officer.post(url(application, "copy-tick"), {"was": "pu-nama", "tick": []})
    assert ticked(application) == {"pu-nib"}
    assert CopyTick.objects.get().by == case.companion


def test_unknown_fields_are_never_ticked(case: Case, application: Application) -> None:
    sihalal.tick(application=application, ticked={"x", "pu-nib"}, unticked=set(), by=case.companion)
    assert ticked(application) == {"pu-nib"}


def test_the_letter_gets_a_number_and_becomes_a_field(case: Case, application: Application) -> None:
    client = client_for(case.companion)
    data = {"letter_number": "012/SE/XI/2026", "letter_on": "1/2/2026"}
    page = client.post(url(application, "copy-letter"), data, follow=True).content.decode()
    assert re.search(r'value="012/SE/XI/2026"\s+readonly', page)
    assert re.search(r'value="01/02/2026"\s+readonly', page)
    answer = client.post(url(application, "copy-letter"), {**data, "letter_on": "1/2/2199"})
    assert "Tanggal surat belum tiba." in answer.content.decode()


def test_the_suggested_number_counts_the_letters(case: Case, application: Application) -> None:
    application.business.name = "Sinar Ende"
    day = steps.DAY
    assert suggested_letter(application, day) == "001/SE/I/2026"
    sihalal.save_letter(application=application, number="x", on=day, by=case.companion)
    assert suggested_letter(application, day) == "002/SE/I/2026"


@pytest.mark.parametrize("typed", ["sh2026-1-825659", " SH2026 - 1 - 825659 ", "SH2026-1-825659"])
def test_the_number_is_read_as_it_was_pasted(
    case: Case, application: Application, typed: str
) -> None:
    client_for(case.companion).post(url(application), {"number": typed})
    application.refresh_from_db()
    assert application.sihalal_number == "SH2026-1-825659"
    assert application.status == Status.IN_SIHALAL


@pytest.mark.parametrize(
    "typed", ["825659", "SH26-1-1", "ID64110000123450626", "SH2026-1-12345678901"]
)
def test_a_wrong_number_is_told_plainly(case: Case, application: Application, typed: str) -> None:
    answer = client_for(case.companion).post(url(application), {"number": typed})
    assert "Nomor daftar SiHalal ditulis seperti SH2025-1-825659." in answer.content.decode()
    application.refresh_from_db()
    assert application.status == Status.READY


def test_a_taken_number_names_the_other_case_only_to_who_sees_it(
    case: Case, application: Application
) -> None:
    business = make_business(owner=case.owner)
    other = steps.draft(replace(case, business=business))
    Application.objects.filter(pk=other.pk).update(sihalal_number=steps.SIHALAL_NUMBER)
    data = {"number": steps.SIHALAL_NUMBER}
    seen = client_for(case.officer).post(url(application), data).content.decode()
    assert f"Nomor ini ada di {other.number}, {business.name}." in seen
    hidden = client_for(case.companion).post(url(application), data).content.decode()
    assert "sudah dipakai pengajuan lain" in hidden
    assert other.number not in hidden


def test_what_is_not_ready_says_why(case: Case) -> None:
    draft = steps.draft(case)
    assert re.search(r"Belum siap: [3-6] bagian belum lengkap\.", text(case.officer, url(draft)))


def test_a_case_on_its_way_says_what_it_waits_for(case: Case) -> None:
    page = text(case.companion, url(steps.accepted(case)))
    assert "Belum siap: menunggu verifikasi pendamping." in page


def test_a_case_in_sihalal_is_still_there_to_read(case: Case) -> None:
    page = text(case.companion, url(steps.entered(case)))
    assert "Pelaku usaha" in page
    assert "Tandai sudah diajukan" not in page


@pytest.mark.parametrize("action", ["copy-tick", "copy-letter", "copy-archive"])
def test_the_owner_the_officer_and_the_stranger(
    case: Case, application: Application, action: str
) -> None:
    data = {"letter_number": "1", "letter_on": "1/2/2026"}
    answers = {
        case.companion: 302,
        case.officer: 302,
        case.owner: 403,
        make_officer("64.72"): 404,
        make_companion(): 404,
        make_user("owner"): 403,
    }
    for person, expected in answers.items():
        response = client_for(person).post(url(application, action), data)
        assert response.status_code == expected, person
    assert client_for(make_officer("64.72")).get(url(application)).status_code == 404


def test_the_services_ask_themselves(case: Case, application: Application) -> None:
    with pytest.raises(PermissionDenied):
        sihalal.tick(application=application, ticked={"pu-nib"}, unticked=set(), by=case.owner)
    with pytest.raises(PermissionDenied):
        sihalal.save_letter(
            application=application, number="1", on=steps.DAY, by=make_officer("64.72")
        )


def test_a_worker_knows_the_job() -> None:
    assert handler_of(ARCHIVE_JOB) is tasks.make_sihalal_archive


def opened(content: bytes) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(BytesIO(content))
    assert archive.testzip() is None
    return archive


def test_the_zip_is_named_in_the_order_of_the_tabs(case: Case) -> None:
    draft = steps.filled(case)
    card = photo_file(size=(300, 200))
    uploads.add(
        application=draft,
        kind=UploadKind.IDENTITY,
        file=BytesIO(card.read()),
        size=card.size or 0,
        by=case.owner,
    )
    draft.business.name = "Dapur ../../Bu Ani\u202e ☕"
    told: list[int] = []
    archive = opened(archive_of(draft, steps.DAY, told.append))
    names = archive.namelist()
    assert names[0] == "01_Foto_Produk_Dapur_Bu_Ani.jpg"
    assert names[1:3] == ["Daftar_Bahan.xlsx", "Surat/01_Surat_Permohonan.pdf"]
    assert len(names) == 1 + 1 + 8 + 1
    assert not any("identity" in name.lower() or "ktp" in name.lower() for name in names)
    assert archive.read("Surat/05_Daftar_Bahan.pdf").startswith(b"%PDF-")
    assert told == list(range(1, 10))
    assert "Surat/08_Manual_SJPH.pdf" in archive.read("00_Isi_Berkas.txt").decode()


def test_the_zip_lists_the_materials_as_texts(case: Case) -> None:
    draft = steps.filled(case)
    draft.materials.update(name="=1+1", brand="Cap & Lesung")
    archive = opened(archive_of(draft, steps.DAY, lambda done: None))
    content = archive.read("Daftar_Bahan.xlsx")
    heads, first = (
        CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("Bahan").to_python()
    )
    row = dict(zip(heads, first, strict=True))
    assert (row["No"], row["Nama"], row["Merek"]) == (1, "=1+1", "Cap & Lesung")
    with zipfile.ZipFile(BytesIO(content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_the_zip_is_made_by_a_job_for_who_still_may(case: Case, application: Application) -> None:
    client_for(case.companion).post(url(application, "copy-archive"))
    job = Job.objects.get(kind=ARCHIVE_JOB)
    jobs.run(job_id=job.pk)
    job.refresh_from_db()
    assert job.status == "done", job.message
    with job.result_file.open("rb") as file:
        assert "00_Isi_Berkas.txt" in opened(file.read()).namelist()


def test_a_job_of_somebody_who_lost_the_case_ends(case: Case, application: Application) -> None:
    client_for(case.companion).post(url(application, "copy-archive"))
    Application.objects.update(companion=make_companion())
    job = Job.objects.get(kind=ARCHIVE_JOB)
    jobs.run(job_id=job.pk)
    job.refresh_from_db()
    assert job.message == "Pengajuan ini tidak bisa Anda buka lagi."
    assert not job.result_file


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Keripik Pisang", "Keripik_Pisang"), ("../..", "tanpa_nama"), ("É" * 90, "E" * 40)],
)
def test_names_are_safe_everywhere(name: str, expected: str) -> None:
    assert plain(name) == expected


def test_the_page_stays_cheap(
    case: Case, application: Application, django_assert_max_num_queries: Any
) -> None:
    client = client_for(case.companion)
    client.get(url(application))
    with django_assert_max_num_queries(20):
        client.get(url(application))
