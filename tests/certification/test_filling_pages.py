"""Filling in and sending on the pages: gaps, rows, photos, and what is said plainly."""

import datetime
from dataclasses import replace

from django.db.models import F

from certification.enums import MaterialClass, Status, UploadKind
from certification.models import Allocation, StopReason
from ikm.models import Product
from tests.certification import steps
from tests.certification.conftest import Case, photo_file
from tests.certification.pages import post, step, text, url
from tests.factories import client_for, make_business, make_companion


def test_sending_with_gaps_lists_them_with_links(case: Case) -> None:
    application = steps.draft(case)
    page = post(client_for(case.owner), url("submit", application))
    for part in ("people", "products", "materials", "process", "photos"):
        assert url(f"part-{part}", application) in page
    application.refresh_from_db()
    assert application.status == Status.DRAFT


def test_an_unfinished_part_is_kept(case: Case) -> None:
    application = steps.draft(case)
    post(
        client_for(case.owner),
        step(application, "pemilik/penyelia"),
        supervisor_name="Baru Separuh",
    )
    application.refresh_from_db()
    assert application.supervisor_name == "Baru Separuh"
    assert application.is_supervisor_eligible is None


def test_a_wrong_nib_is_explained_and_not_kept(case: Case) -> None:
    application = steps.draft(case)
    page = post(client_for(case.owner), step(application, "usaha/nib"), nib="912345678901")
    assert "NIB terdiri dari 13 angka. Anda menulis 12 angka." in page
    case.business.refresh_from_db()
    assert case.business.nib == "1234567890123"


def test_products_of_the_registry_are_one_tap_away(case: Case) -> None:
    Product.objects.create(business=case.business, name="Keripik Balado")
    application = steps.draft(case)
    owner = client_for(case.owner)
    assert "Tambah Keripik Balado" in text(owner, url("products", application))
    page = post(owner, url("product-add", application), name="Keripik Balado")
    assert "Tambah Keripik Balado" not in page
    assert "sudah ada di daftar" in post(
        owner, url("product-add", application), name="keripik balado"
    )


def test_rows_can_be_changed_and_removed(case: Case) -> None:
    application = steps.filled(case)
    owner = client_for(case.owner)
    material, product = application.materials.get(), application.products.get()
    pages = {
        "nama": {"name": "Gula pasir", "role": "ingredient"},
        "kehalalan": {"kind": "certified"},
        "sertifikat": {"brand": "Rekaan", "certificate_number": "LPPOM-123"},
        "masa": {"certificate_until": "31/12/2027"},
    }
    for page, answers in pages.items():
        post(owner, url("material-step", application, material.pk, page), **answers)
    material.refresh_from_db()
    assert (material.name, material.kind, material.brand) == ("Gula pasir", "certified", "Rekaan")
    assert material.certificate_until == datetime.date(2027, 12, 31)
    assert material.material_class == MaterialClass.COMMON
    post(owner, url("material-remove", application, material.pk))
    post(owner, url("product-remove", application, product.pk))
    photo = application.uploads.get()
    post(owner, url("photo-remove", application, photo.pk))
    assert not application.materials.exists()
    assert not application.products.exists()
    assert not application.uploads.exists()


def test_rows_of_another_application_are_out_of_reach(case: Case) -> None:
    application = steps.filled(case)
    business = make_business(owner=case.owner)
    other = steps.draft(replace(case, business=business))
    pk = application.materials.get().pk
    owner, foreigner = client_for(case.owner), client_for(make_companion())
    assert owner.post(url("material-remove", other, pk)).status_code == 404
    assert foreigner.post(url("material-remove", application, pk)).status_code == 404
    assert application.materials.exists()


def test_what_is_no_photo_is_refused_in_plain_words(case: Case) -> None:
    application = steps.draft(case)
    fake = photo_file()
    fake.file.seek(0)
    fake.file.truncate()
    fake.file.write(b"<svg onload=alert(1)>")
    fake.file.seek(0)
    fake.size = 21
    page = post(
        client_for(case.owner), url("part-photos", application), kind=UploadKind.PRODUCT, file=fake
    )
    assert "Isi berkas ini bukan foto atau PDF, walau namanya .jpg." in page
    assert not application.uploads.exists()


def test_a_part_opened_after_sending_leads_back(case: Case) -> None:
    application = steps.submitted(case)
    page = post(
        client_for(case.owner), step(application, "pemilik/penyelia"), supervisor_name="Lain"
    )
    assert "tidak bisa diubah karena pengajuan sudah dikirim" in page
    application.refresh_from_db()
    assert application.supervisor_name == "Penyelia Rekaan"


def test_stopping_shows_the_reason_to_the_owner(case: Case, stop_reason: StopReason) -> None:
    application = steps.submitted(case)
    post(client_for(case.officer), url("stop", application), reason=stop_reason.pk)
    page = text(client_for(case.owner), url("detail", application))
    assert "Dihentikan" in page
    assert stop_reason.label in page
    assert case.counters == (0, 0, 0)


def test_a_full_quota_is_named_on_the_check_page(case: Case) -> None:
    application = steps.filled(case)
    Allocation.objects.update(reserved=F("granted") - F("delegated"))
    page = post(client_for(case.owner), url("submit", application))
    assert "Kuota Kabupaten Kutai Timur habis: 3 dari 3 terpakai." in page
