"""The pages of a visit: one thing each, kept when sent; and who may open them."""

import datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from certification.enums import MaterialClass, MaterialKind, Status, UploadKind
from certification.models import Application, ChecklistItem, Material
from certification.services import uploads
from halalportal.jobs.models import Job
from tests.certification import steps, visits
from tests.certification.conftest import Case, photo_file
from tests.certification.pages import post, text
from tests.factories import client_for, make_companion, make_region

BATU_TIMBAU = "64.08.17"


def url(page: str, application: Application, *args: object) -> str:
    return reverse(f"certification:{page}", args=[application.number, *args])


@pytest.fixture
def waiting(case: Case) -> Application:
    return steps.accepted(case)


@pytest.fixture
def phone(waiting: Application, case: Case) -> Client:
    return client_for(case.companion)


def test_the_overview_names_every_step(phone: Client, waiting: Application) -> None:
    page = text(phone, url("application-verify", waiting))
    for item in ChecklistItem.objects.all():
        assert item.text in page
    assert "Pisang kepok" in page
    assert "Mulai kunjungan" in page
    assert "10 hari kerja lagi" in page


def test_each_page_leads_to_the_next_open_one(phone: Client, waiting: Application) -> None:
    page = post(
        phone,
        url("verification-visit", waiting),
        visited_on="15/1/2026",
        latitude="0,5384",
        longitude="117.1272",
    )
    assert "Foto di tempat usaha" in page
    visit = waiting.verification
    assert (visit.latitude, visit.longitude) == (Decimal("0.538"), Decimal("117.127"))
    page = post(
        phone, url("verification-photo", waiting), photo=photo_file("dapur.jpg", size=(800, 600))
    )
    first = ChecklistItem.objects.get(position=1)
    assert first.text in page
    photo = waiting.uploads.get(kind=UploadKind.VISIT)
    assert photo.latitude == visit.latitude
    assert photo.taken_at
    page = post(phone, url("verification-check", waiting, first.code), is_met="True")
    assert ChecklistItem.objects.get(position=2).text in page


def test_what_is_typed_wrong_says_what_to_do(phone: Client, waiting: Application) -> None:
    visit = url("verification-visit", waiting)
    page = post(phone, visit, visited_on="15/1/2026", latitude="48.1", longitude="11.5")
    assert "di luar Indonesia" in page
    page = post(phone, visit, visited_on="15/1/2026", latitude="0.5")
    assert "Isi kedua angka lokasi" in page
    tomorrow = timezone.localdate() + datetime.timedelta(days=2)
    assert "belum tiba" in post(phone, visit, visited_on=f"{tomorrow:%d/%m/%Y}")
    assert "Pilih Sesuai" in post(phone, url("verification-check", waiting, "hygiene"))
    page = post(phone, url("verification-check", waiting, "hygiene"), is_met="False")
    assert "Tulis apa yang belum sesuai." in page
    assert not hasattr(Application.objects.get(pk=waiting.pk), "verification")


def test_answers_are_there_after_a_crash(phone: Client, waiting: Application) -> None:
    """Whoever comes back, with another browser, finds what was sent and goes on there."""
    post(
        phone,
        url("verification-check", waiting, "hygiene"),
        is_met="False",
        note="Lantai kotor.",
    )
    phone.logout()
    again = client_for(User.objects.get(pk=waiting.companion_id))
    assert "Lantai kotor." in text(again, url("verification-check", waiting, "hygiene"))
    assert "Belum sesuai" in text(again, url("application-verify", waiting))


def test_photos_come_and_go(phone: Client, waiting: Application, case: Case) -> None:
    visits.add_photo(waiting, by=case.companion)
    photo = waiting.uploads.get(kind=UploadKind.VISIT)
    assert url("upload-thumbnail", waiting, photo.pk) in text(
        phone, url("verification-photo", waiting)
    )
    page = post(phone, url("verification-photo-remove", waiting, photo.pk))
    assert "Foto dihapus." in page
    assert not waiting.uploads.filter(kind=UploadKind.VISIT).exists()
    product = waiting.uploads.get(kind=UploadKind.PRODUCT)
    gone = phone.post(url("verification-photo-remove", waiting, product.pk))
    assert gone.status_code == 404


def test_the_four_things_of_a_certificate(phone: Client, waiting: Application) -> None:
    oil = Material.objects.create(
        application=waiting,
        name="Minyak goreng",
        kind=MaterialKind.CERTIFIED,
        material_class=MaterialClass.COMMON,
        brand="Uji",
        producer="PT Rekaan",
        certificate_number=steps.CERTIFICATE_NUMBER,
    )
    address = url("verification-material", waiting, oil.pk)
    page = text(phone, address)
    for shown in (oil.brand, oil.producer, oil.certificate_number, "kamus bahan"):
        assert shown in page
    things = dict.fromkeys(
        ("is_number_right", "is_in_date", "is_brand_right", "is_producer_right"), "True"
    )
    assert "Tulis apa yang belum sesuai." in post(
        phone, address, **things | {"is_brand_right": "False"}
    )
    post(phone, address, **things)
    assert oil.findings.get().is_doubtful is False


def test_an_unknown_material_gets_its_certificate(phone: Client, waiting: Application) -> None:
    essence = Material.objects.create(
        application=waiting,
        name="Perisa uji",
        kind=MaterialKind.UNKNOWN,
        material_class=MaterialClass.UNKNOWN,
    )
    address = url("verification-material", waiting, essence.pk)
    assert "Tulis nomor sertifikat halal." in post(phone, address, choice="certificate")
    assert "ID dan 17 angka" in post(phone, address, choice="certificate", number="ID12")
    post(
        phone,
        address,
        choice="certificate",
        number=steps.CERTIFICATE_NUMBER,
        brand="Uji",
        producer="PT Rekaan",
    )
    essence.refresh_from_db()
    assert essence.certificate_number == steps.CERTIFICATE_NUMBER
    assert essence.findings.get().is_doubtful is False


def test_a_list_of_water_alone_is_noticed(phone: Client, waiting: Application) -> None:
    assert "Daftar bahan hanya air" not in text(phone, url("application-verify", waiting))
    waiting.materials.update(name="Air matang")
    assert "Daftar bahan hanya air" in text(phone, url("application-verify", waiting))


def test_a_recommendation_is_refused_and_says_what_is_open(
    phone: Client, waiting: Application, case: Case
) -> None:
    address = url("verification-recommend", waiting)
    assert "Belum bisa direkomendasikan" in text(phone, address)
    assert "Belum diperiksa: Tanggal dan lokasi" in post(phone, address, was_there="on")
    visits.visited(waiting, by=case.companion)
    assert "Centang bila Anda sudah memeriksa" in post(phone, address)
    assert "Berikutnya: masukkan ke SiHalal." in post(phone, address, was_there="on")
    waiting.refresh_from_db()
    assert waiting.status == Status.READY


def test_the_slower_of_two_windows_reads_what_happened(
    phone: Client, waiting: Application, case: Case
) -> None:
    visits.verified(waiting, by=case.companion)
    answer = phone.post(url("verification-check", waiting, "hygiene"), {"is_met": "True"})
    assert answer.status_code == 409
    gone = phone.get(url("application-verify", waiting), follow=True)
    assert "Hasil verifikasi" in gone.content.decode()


PAGES = ["application-verify", "verification-visit", "verification-photo", "verification-recommend"]


@pytest.mark.parametrize("name", PAGES)
def test_only_the_assigned_companion_opens_a_visit(
    name: str, waiting: Application, case: Case, coordinator: User, stranger: User
) -> None:
    membership = case.companion.active_membership
    assert membership
    colleague = make_companion(membership.organisation)
    address = url(name, waiting)
    assert client_for(case.companion).get(address).status_code == 200
    assert client_for(colleague).get(address).status_code == 404
    for other in (case.owner, case.officer, coordinator, stranger):
        assert client_for(other).get(address).status_code == 403


def test_the_result_is_for_all_who_see_the_case(
    waiting: Application, case: Case, coordinator: User, stranger: User
) -> None:
    address = url("verification-detail", waiting)
    page = client_for(case.officer).get(address, follow=True).content.decode()
    assert "Hasil verifikasi belum ada" in page
    visits.verified(waiting, by=case.companion)
    for person in (case.owner, case.officer, case.companion, coordinator):
        assert "Direkomendasikan" in text(client_for(person), address)
    assert "tidak diragukan" in text(client_for(case.officer), address)
    for other in (stranger, make_companion()):
        assert client_for(other).get(address).status_code == 404


def test_a_draft_of_the_recommendation_is_made(
    waiting: Application, case: Case, stranger: User
) -> None:
    address = url("verification-draft", waiting)
    early = client_for(case.companion).post(address, follow=True).content.decode()
    assert "setelah pendamping memberi rekomendasi" in early
    visits.verified(waiting, by=case.companion)
    assert client_for(case.owner).post(address).status_code == 403
    assert client_for(stranger).post(address).status_code == 404
    client_for(case.companion).post(address)
    assert Job.objects.get().title == f"Draf rekomendasi {waiting.number}"


def test_pages_ask_little(
    phone: Client,
    waiting: Application,
    case: Case,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    case.business.district = make_region(BATU_TIMBAU)
    case.business.save(update_fields=["district"])
    visits.visited(waiting, by=case.companion)
    for name in ("application-verify", "verification-visit"):
        with django_assert_max_num_queries(20):
            text(phone, url(name, waiting))


def test_uploads_of_a_visit_are_the_companion_s(waiting: Application, case: Case) -> None:
    visits.add_photo(waiting, by=case.companion)
    photo = waiting.uploads.get(kind=UploadKind.VISIT)
    assert photo.added_by == case.companion
    assert uploads.read(photo).startswith(b"\xff\xd8\xff")
