"""The pages of applications: the story by a browser-less client, and who may open what."""

import datetime
from dataclasses import replace

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse

from accounts.models import User
from certification.enums import MaterialClass, Status, UploadKind
from certification.invariants import check
from certification.models import Allocation, Application, ReturnReason, StopReason
from certification.services import applications
from ikm.models import Product
from tests.certification import steps, visits
from tests.certification.conftest import Case, photo_file
from tests.factories import client_for, make_business, make_companion, make_mandate, make_officer


def url(action: str, application: Application | None = None, *args: object) -> str:
    numbers = [application.number] if application else []
    return reverse(f"certification:application-{action}", args=[*numbers, *args])


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response
    return response.content.decode()


def post(client: Client, target: str, /, **data: object) -> str:
    """Posts and returns the page that follows; any error would show on it."""
    response = client.post(target, data, follow=True)
    assert response.status_code == 200, response
    return response.content.decode()


def step(application: Application, page: str) -> str:
    """The address of a page of a part: "usaha/nib"."""
    path, _, slug = page.partition("/")
    return reverse("certification:application-step", args=[application.number, path, slug])


PAGES: dict[str, dict[str, str]] = {
    "usaha/nib": {"nib": "1234567890123", "scale": "micro"},
    "usaha/alamat": {"address": "Jalan Rekaan 1", "phone": "0812-0000-0077"},
    "usaha/ukuran": {"facility_count": "1", "outlet_count": "0", "sales": "120.000.000"},
    "pemilik/penyelia": {"supervisor_name": "Siti Rekaan", "is_supervisor_eligible": "True"},
    "produk/jenis": {"product_type": "Keripik", "marketing_area": "regency"},
    "produk/kelompok": {"product_class_id": steps.SNACKS, "is_small_eatery": "False"},
    "proses/cara": {"process": "Pisang dikupas, diiris, digoreng, lalu dikemas."},
    "proses/alat": {
        "equipment": "manual",
        "is_process_simple": "True",
        "preservation_count": "1",
    },
    "proses/pisah": {"is_separate_from_haram": "True", "touches_haram": "False"},
}


def fill_in(client: Client, application: Application) -> None:
    """All six parts as the pages ask for them."""
    for page, answers in PAGES.items():
        post(client, step(application, page), **answers)
    post(client, url("product-add", application), name="Keripik Pisang")
    add_material(client, application, "Pisang kepok", kind="natural")
    post(client, url("part-photos", application), kind=UploadKind.PRODUCT, file=photo_file())


def add_material(client: Client, application: Application, name: str, *, kind: str) -> str:
    """The first two pages of a material; returns what follows."""
    post(client, url("material-add", application), name=name, role="ingredient")
    material = application.materials.get(name=name)
    return post(client, url("material-step", application, material.pk, "kehalalan"), kind=kind)


def test_the_whole_story_from_draft_to_certificate(case: Case, return_reason: ReturnReason) -> None:
    owner, officer = client_for(case.owner), client_for(case.officer)
    companion = client_for(case.companion)
    ledger = [case.counters]

    started = post(owner, f"{url('create')}?usaha={case.business.pk}")
    application = Application.objects.get()
    assert application.number in started
    assert "Periksa dan kirim muncul setelah 6 bagian selesai" in started
    fill_in(owner, application)
    assert "Periksa dan kirim</a>" in text(owner, url("detail", application))
    assert "Keripik Pisang" in text(owner, url("check", application))
    ledger.append(case.counters)

    assert "Pengajuan terkirim" in post(owner, url("submit", application))
    ledger.append(case.counters)
    returned = post(
        officer, url("return", application), reason=return_reason.pk, note="Foto pertama buram."
    )
    assert "dikembalikan untuk diperbaiki" in returned

    page = text(owner, url("detail", application))
    assert return_reason.label in page
    assert return_reason.advice in page
    assert "Foto pertama buram." in page
    assert url("part-photos", application) in page
    post(owner, url("submit", application))
    ledger.append(case.counters)

    assert "diterima" in post(officer, url("accept", application))
    visits.visited(application, by=case.companion)
    verified = post(
        companion,
        reverse("certification:verification-recommend", args=[application.number]),
        was_there="on",
    )
    assert "Verifikasi" in verified
    assert "Keripik Pisang" in text(companion, url("sihalal", application))
    post(companion, url("sihalal", application), number="sh2026-1-825659")
    ledger.append(case.counters)
    issued = post(
        officer,
        url("certificate", application),
        number=steps.CERTIFICATE_NUMBER,
        issued_on="1/2/2026",
        products="Keripik Pisang Asin",
    )
    ledger.append(case.counters)
    assert steps.CERTIFICATE_NUMBER in issued
    assert ledger == [(0, 0, 0), (0, 0, 0), (1, 0, 0), (1, 0, 0), (0, 1, 0), (0, 1, 1)]
    assert "sertifikat halal sudah terbit" in text(owner, url("detail", application))
    assert list(check()) == []


def test_a_companion_without_a_mandate_is_led_to_ask_for_one(case: Case) -> None:
    companion = client_for(case.companion)
    address = f"{url('create')}?usaha={case.business.pk}"
    page = text(companion, address)
    assert "Minta kuasa pemilik" in page
    assert "Mulai pengajuan</button>" not in page
    assert "Kuasa dari pemilik usaha belum ada" in post(companion, address)
    assert not Application.objects.exists()
    make_mandate(case.business, case.companion)
    post(companion, address)
    application = Application.objects.get()
    assert application.mandate
    assert application.created_by == case.companion


def test_a_second_application_leads_to_the_first(case: Case) -> None:
    application = steps.draft(case)
    page = post(client_for(case.owner), f"{url('create')}?usaha={case.business.pk}")
    assert "sudah punya pengajuan" in page
    assert url("detail", application) in page


def test_a_foreign_business_cannot_be_filed_for(case: Case, stranger: User) -> None:
    address = f"{url('create')}?usaha={case.business.pk}"
    assert client_for(stranger).get(address).status_code == 404
    assert client_for(make_companion()).get(address).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("owner", 200),
        ("officer", 200),
        ("companion", 200),
        ("coordinator", 200),
        ("province_officer", 200),
        ("head", 200),
        ("auditor", 200),
        ("stranger", 404),
        ("admin_user", 403),
    ],
)
def test_who_may_see_an_application(
    case: Case, who: str, status: int, request: pytest.FixtureRequest
) -> None:
    application = steps.submitted(case)
    client = client_for(request.getfixturevalue(who))
    photo = application.uploads.get()
    for address in (url("detail", application), url("photo", application, photo.pk)):
        assert client.get(address).status_code == status


def test_another_owner_and_another_lp3h_see_nothing(case: Case) -> None:
    application = steps.submitted(case)
    for user in (make_companion(), make_officer("64.72")):
        assert client_for(user).get(url("detail", application)).status_code == 404
    anonymous = Client().get(url("detail", application))
    assert anonymous.status_code == 302
    assert anonymous.headers["Location"].startswith("/masuk/")


DECISIONS = ["accept", "return", "verify", "sihalal", "certificate", "stop", "set-companion"]


@pytest.mark.parametrize("action", DECISIONS)
@pytest.mark.parametrize("who", ["owner", "head", "auditor", "coordinator", "stranger"])
def test_who_decides_nothing_changes_nothing(
    case: Case, action: str, who: str, request: pytest.FixtureRequest
) -> None:
    application = steps.submitted(case)
    client = client_for(request.getfixturevalue(who))
    assert client.post(url(action, application)).status_code in (403, 404)
    application.refresh_from_db()
    assert application.status == Status.SUBMITTED


def test_contacts_are_masked_for_onlookers(case: Case, auditor: User) -> None:
    application = steps.submitted(case)
    assert "0812-0000-0077" in text(client_for(case.officer), url("detail", application))
    seen = text(client_for(auditor), url("detail", application))
    assert "0812-0000-0077" not in seen
    assert case.business.nib not in seen


def test_the_slower_officer_learns_what_happened(case: Case) -> None:
    application = steps.submitted(case)
    colleague = make_officer()
    first, second = client_for(case.officer), client_for(colleague)
    seen = application.status_changed_at.isoformat()
    post(first, url("accept", application), seen=seen)
    response = second.post(url("accept", application), {"seen": seen})
    assert response.status_code == 409
    page = response.content.decode()
    assert case.officer.name in page
    assert "Keputusan Anda belum disimpan" in page


def test_a_form_opened_before_a_colleague_decided_is_refused_too(
    case: Case, stop_reason: StopReason
) -> None:
    application = steps.submitted(case)
    seen = application.status_changed_at.isoformat()
    applications.accept(application=application, by=make_officer())
    data = {"seen": seen, "reason": stop_reason.pk}
    response = client_for(case.officer).post(url("stop", application), data)
    assert response.status_code == 409
    application.refresh_from_db()
    assert application.status == Status.ACCEPTED


def test_the_filing_officer_sees_no_button_to_accept(case: Case) -> None:
    application = steps.submitted(case, by=case.officer)
    page = text(client_for(case.officer), url("detail", application))
    assert url("accept", application) not in page
    assert "petugas lain yang menerimanya" in page
    assert client_for(case.officer).post(url("accept", application)).status_code == 403


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
