"""The page that explains, the decision on names, and the tables of rules for reading."""

import datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from certification.enums import MaterialClass, MaterialKind, NameOpinion
from certification.models import Application, MaterialEntry, NameReview
from certification.selectors.dictionary import classify
from certification.services import applications, parts
from halalportal.audit.models import AuditEntry
from tests.certification import steps
from tests.certification.conftest import Case
from tests.factories import client_for, make_user

pytestmark = pytest.mark.django_db
MATERIALS = reverse("certification:material-entry-list")


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response
    return unescape(response.content.decode())


def why(application: Application) -> str:
    return reverse("certification:application-eligibility", args=[application.number])


def names(application: Application) -> str:
    return reverse("certification:name-review-list", args=[application.number])


@pytest.fixture
def flagged(case: Case) -> Application:
    """Sent with a name that an officer looks at."""
    application = steps.filled(case)
    parts.add_product(application=application, by=case.owner, name="Mie Setan")
    return applications.submit(
        application=Application.objects.get(pk=application.pk), by=case.owner
    )


def test_the_owner_reads_what_is_missing_and_gets_there(case: Case) -> None:
    application = steps.draft(case)
    page = text(client_for(case.owner), why(application))
    assert "Belum terpenuhi" in page
    assert "Pilih alat yang dipakai." in page
    assert "Kepkaban BPJPH 146/2025 Bab II.A (SD14)" in page
    part = reverse("certification:application-detail", args=[application.number])
    assert f'href="{part}bagian/proses/alat/"' in page
    # Unanswered is not wrong: nobody is sent to the regular track for it.
    assert "jalur reguler" not in page.split("Terpenuhi")[0].lower()


def test_what_is_wrong_says_what_to_do(case: Case) -> None:
    application = steps.filled(case)
    parts.save_answers(application=application, by=case.owner, values={"outlet_count": 2})
    page = text(client_for(case.owner), why(application))
    assert "Jalur reguler" in page
    assert "lebih dari satu tempat jualan" in page
    assert "Tanya petugas dinas tentang jalur reguler." in page


def test_sections_tell_who_looks_at_what(case: Case) -> None:
    application = steps.filled(case)
    values = {"name": "Bubuk ajaib", "kind": MaterialKind.UNKNOWN}
    parts.add_material(application=application, by=case.owner, values=values)
    page = text(client_for(case.owner), why(application))
    assert "Belum terpenuhi" not in page
    assert "Bisa dikirim" in page
    later = page.split("Perlu dilihat orang (2)")[1].split("Terpenuhi (")[0]
    assert "Bubuk ajaib belum ada di kamus bahan." in later
    assert "Pendamping belum memeriksa tempat usaha." in later


def test_what_was_sent_is_shown_as_it_was_decided(case: Case) -> None:
    application = steps.submitted(case)
    Application.objects.filter(pk=application.pk).update(outlet_count=5)
    page = text(client_for(case.officer), why(application))
    assert "Diputuskan" in page
    assert "lebih dari satu tempat jualan" not in page
    assert "saat dikirim" in page
    assert case.owner.name in page


def test_who_may_read_the_reasons(case: Case, stranger: User, companion: User) -> None:
    address = why(steps.submitted(case))
    for person in (case.owner, case.officer, companion):
        text(client_for(person), address)
    text(client_for(stranger), address, status=404)


def test_the_page_of_reasons_is_light(case: Case, django_assert_max_num_queries: Any) -> None:
    address, client = why(steps.filled(case)), client_for(case.owner)
    client.get(address)
    with django_assert_max_num_queries(15):
        client.get(address)


def test_the_officer_sees_the_flagged_name_and_decides(case: Case, flagged: Application) -> None:
    client = client_for(case.officer)
    detail = reverse("certification:application-detail", args=[flagged.number])
    assert "1 nama produk perlu dilihat" in text(client, detail)
    assert "nama produk perlu dilihat" not in text(client_for(case.owner), detail)
    review = NameReview.objects.get()
    decide = reverse("certification:name-review-decide", args=[flagged.number, review.pk])
    assert decide in text(client, names(flagged))
    refused = client.post(decide, {"opinion": NameOpinion.RENAME})
    assert "Tulis mengapa nama ini harus diganti." in refused.content.decode()
    page = client.post(decide, {"opinion": NameOpinion.RENAME, "note": "Kasar."}, follow=True)
    assert "Nama harus diganti" in page.content.decode()
    review.refresh_from_db()
    assert (review.opinion, review.note, review.by) == ("rename", "Kasar.", case.officer)
    assert AuditEntry.objects.filter(action="eligibility.name_reviewed").exists()
    again = client.post(decide, {"opinion": NameOpinion.ALLOWED}, follow=True)
    assert "sudah diputuskan" in again.content.decode()


def test_names_are_for_the_regions_officers(
    case: Case, flagged: Application, stranger: User
) -> None:
    review = NameReview.objects.get()
    decide = reverse("certification:name-review-decide", args=[flagged.number, review.pk])
    text(client_for(case.owner), names(flagged), status=403)
    for address in (names(flagged), decide):
        text(client_for(stranger), address, status=404)
    answer = {"opinion": NameOpinion.ALLOWED}
    assert client_for(stranger).post(decide, answer).status_code == 404
    assert client_for(case.owner).post(decide, answer).status_code == 403
    review.refresh_from_db()
    assert review.opinion == NameOpinion.WAITING


def test_rules_and_words_are_there_to_read(officer: User, owner: User) -> None:
    rules, words = reverse("certification:criterion-rules"), reverse("certification:name-word-list")
    page = text(client_for(officer), rules)
    assert page.index("Kepkaban BPJPH 146/2025") < page.index("Kepkaban BPJPH 22/2023")
    assert "8 Juli 2025" in page
    assert "SD16" in page
    assert "bir pletok" in text(client_for(officer), words)
    for address in (rules, words, MATERIALS):
        text(client_for(owner), address, status=403)


def test_the_dictionary_is_searched_by_name_other_name_and_class(officer: User) -> None:
    client = client_for(officer)
    assert "soda kue" in text(client, f"{MATERIALS}?cari=baking+soda")
    found = text(client, f"{MATERIALS}?kelas=hazard")
    assert "boraks" in found
    assert "pisang" not in found
    assert "Bahan tidak ditemukan" in text(client, f"{MATERIALS}?cari=zzz")
    assert "Tutup entri" not in found


def test_the_province_adds_and_ends_an_entry(province_officer: User) -> None:
    client = client_for(province_officer)
    create = reverse("certification:material-entry-create")
    empty = client.post(create, {}).content.decode()
    assert "Tulis dasar atau sumbernya." in empty
    details = {
        "name": "Bubuk Ajaib",
        "synonyms": "serbuk ajaib, Tepung Sakti",
        "material_class": MaterialClass.CRITICAL,
        "valid_from": "2026-01-01",
        "source": "Surat uji 1/2026",
    }
    page = client.post(create, details, follow=True)
    assert "bubuk ajaib masuk kamus bahan." in page.content.decode()
    entry = MaterialEntry.objects.get(name="bubuk ajaib")
    assert entry.synonyms == ["serbuk ajaib", "tepung sakti"]
    day = datetime.date(2026, 6, 1)
    assert classify("Tepung sakti", day) == entry
    twice = client.post(create, details).content.decode()
    assert "Bahan ini sudah ada sejak tanggal yang sama." in twice
    end = reverse("certification:material-entry-end", args=[entry.pk])
    early = client.post(end, {"last_day": "2025-12-31"}).content.decode()
    assert "sebelum entri berlaku" in early
    client.post(end, {"last_day": "2026-05-31"})
    assert classify("Serbuk ajaib", day) is None


def test_only_the_province_keeps_the_dictionary(officer: User) -> None:
    client, before = client_for(officer), MaterialEntry.objects.count()
    entry = MaterialEntry.objects.get(name="boraks")
    end = reverse("certification:material-entry-end", args=[entry.pk])
    assert client.post(reverse("certification:material-entry-create"), {}).status_code == 403
    assert client.post(end, {"last_day": "2026-05-31"}).status_code == 403
    entry.refresh_from_db()
    assert (entry.valid_to, MaterialEntry.objects.count()) == (None, before)
    text(client_for(make_user(Role.PROVINCE_OFFICER, region="64")), end)
