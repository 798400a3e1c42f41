"""What a companion types during a visit and does not send: kept, shown again, forgotten."""

import pytest
from django.test import Client

from accounts.models import User
from certification.draft_pages import visit_page
from certification.models import AnswerDraft, Application, ReturnReason
from certification.services import answer_drafts, returns
from certification.services.status import Mending
from tests.certification import steps, visits
from tests.certification.conftest import Case
from tests.certification.pages import post, text, url
from tests.factories import client_for, make_companion

PAGE = visit_page("kunjungan")
TYPED = {"halaman": PAGE, "visited_on": "21/11/20", "note": "Dapur bersih, belum selesai ditulis"}


@pytest.fixture
def waiting(case: Case) -> Application:
    return steps.accepted(case)


@pytest.fixture
def phone(waiting: Application, case: Case) -> Client:
    return client_for(case.companion)


def address(application: Application, page: str) -> str:
    return f"/pengajuan/{application.number}/{page}/"


def material_page(application: Application, question: str) -> tuple[str, str]:
    """The name of the page among the drafts, and its address."""
    material = application.materials.get()
    name = visit_page("bahan", material.pk, question)
    return name, address(application, visit_page("bahan", material.pk))


def test_a_half_written_note_comes_back_and_says_so(phone: Client, waiting: Application) -> None:
    answer = phone.post(url("draft", waiting), TYPED)
    assert answer.content.decode().startswith("Tersimpan ")
    page = text(phone, address(waiting, PAGE))
    assert "Isian terakhir Anda dipasang lagi." in page
    assert "belum selesai ditulis" in page
    assert 'value="21/11/20"' in page
    draft = AnswerDraft.objects.get()
    assert b"Dapur" not in bytes(draft.sealed)
    assert set(draft.values) == {"visited_on", "latitude", "longitude", "note"}
    assert not hasattr(Application.objects.get(pk=waiting.pk), "verification")


def test_duties_and_materials_are_kept_each_on_its_page(
    phone: Client, waiting: Application
) -> None:
    name, place = material_page(waiting, "positive")
    kept = {
        visit_page("periksa", "hygiene"): address(waiting, visit_page("periksa", "hygiene")),
        name: place,
    }
    for page, where in kept.items():
        phone.post(url("draft", waiting), {"halaman": page, "note": f"Separuh {page}"})
        assert f"Separuh {page}" in text(phone, where)


def test_another_question_about_a_material_has_a_draft_of_its_own(
    phone: Client, waiting: Application
) -> None:
    name, place = material_page(waiting, "unsettled")
    phone.post(url("draft", waiting), {"halaman": name, "note": "Nomor buram"})
    assert "Nomor buram" not in text(phone, place)
    assert "Nomor buram" in text(phone, f"{place}?ubah=1")


@pytest.mark.parametrize(("question", "query"), [("positive", ""), ("unsettled", "?ubah=1")])
def test_a_draft_of_a_material_is_thrown_away_where_it_was_typed(
    phone: Client, waiting: Application, question: str, query: str
) -> None:
    name, place = material_page(waiting, question)
    phone.post(url("draft", waiting), {"halaman": name, "note": "Nomor buram"})
    answer = phone.post(url("draft-drop", waiting), {"halaman": name})
    assert answer["Location"] == place + query
    assert not AnswerDraft.objects.exists()


def test_saving_forgets_it(phone: Client, waiting: Application) -> None:
    phone.post(url("draft", waiting), TYPED)
    post(phone, address(waiting, PAGE), visited_on="15/1/2026", note="Dapur bersih.")
    assert not AnswerDraft.objects.exists()
    late = {"halaman": PAGE, "visited_on": "15/01/2026", "note": "Dapur bersih."}
    phone.post(url("draft", waiting), late)
    assert "Isian terakhir" not in text(phone, address(waiting, PAGE))


def test_what_is_wrong_is_kept_without_scripts(phone: Client, waiting: Application) -> None:
    post(phone, address(waiting, PAGE), visited_on="besok", note="Tanya anaknya")
    page = text(phone, address(waiting, PAGE))
    assert "Tanya anaknya" in page
    assert 'value="besok"' in page


def test_it_can_be_thrown_away(phone: Client, waiting: Application) -> None:
    phone.post(url("draft", waiting), TYPED)
    page = post(phone, url("draft-drop", waiting), halaman=PAGE)
    assert "Tanggal dan lokasi kunjungan" in page
    assert "belum selesai ditulis" not in page


def test_the_end_of_a_visit_forgets_all(
    phone: Client, waiting: Application, case: Case, return_reason: ReturnReason
) -> None:
    phone.post(url("draft", waiting), TYPED)
    returns.give_back(
        application=waiting, items=[Mending(return_reason)], note="", by=case.companion
    )
    assert not AnswerDraft.objects.exists()
    refused = phone.post(url("draft", waiting), TYPED)
    assert refused.status_code == 409
    assert not AnswerDraft.objects.exists()


def test_a_recommendation_forgets_all(waiting: Application, case: Case) -> None:
    values = {"note": "Sisa"}
    answer_drafts.keep(subject=waiting, page=PAGE, by=case.companion, values=values)
    visits.verified(waiting, by=case.companion)
    assert not AnswerDraft.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 403), ("officer", 403), ("stranger", 404), ("auditor", 403)]
)
def test_who_does_not_verify_keeps_nothing(
    waiting: Application, who: str, status: int, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(who))
    assert client.post(url("draft", waiting), TYPED).status_code == status
    assert not AnswerDraft.objects.exists()


def test_another_companion_finds_no_such_application(waiting: Application) -> None:
    other: User = make_companion()
    assert client_for(other).post(url("draft", waiting), TYPED).status_code == 404
    assert client_for(other).post(url("draft-drop", waiting), TYPED).status_code == 404


@pytest.mark.parametrize(
    "page", ["verifikasi/", "verifikasi/foto", "verifikasi/bahan/1/lain", "verifikasi/rekomendasi"]
)
def test_a_page_without_words_is_not_found(phone: Client, waiting: Application, page: str) -> None:
    assert phone.post(url("draft", waiting), TYPED | {"halaman": page}).status_code == 404
