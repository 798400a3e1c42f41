"""What is filled in on the pages of a mandate and not sent: kept with the business."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from certification.draft_pages import MANDATE_PAPER, revoke_page
from certification.models import AnswerDraft, Mandate
from certification.services import answer_drafts
from ikm.models import Business
from ikm.selectors.hanging import plan
from tests.certification import steps
from tests.certification.conftest import Case, photo_file
from tests.certification.pages import post, text
from tests.certification.test_mandate_pages import address, words_on
from tests.factories import client_for, make_business, make_companion, make_mandate


def url(action: str, pk: int) -> str:
    return reverse(f"certification:mandate-{action}", args=[pk])


def test_what_is_on_the_paper_comes_back(case: Case) -> None:
    companion = client_for(case.companion)
    data = {"halaman": MANDATE_PAPER, "mark": "thumb", "words_sha256": "x", "photo": photo_file()}
    answer = companion.post(url("draft", case.business.pk), data)
    assert answer.content.decode().startswith("Tersimpan ")
    draft = AnswerDraft.objects.get()
    assert (draft.business, draft.application) == (case.business, None)
    assert draft.values == {"mark": "thumb"}
    page = text(companion, address(case))
    assert "Isian terakhir Anda dipasang lagi." in page
    (radio,) = re.findall(r'<input[^>]*value="thumb"[^>]*>', page)
    assert " checked" in radio


def test_sending_the_paper_forgets_it(case: Case) -> None:
    companion = client_for(case.companion)
    page = text(companion, address(case))
    post(companion, address(case), words_sha256=words_on(page), mark="thumb")
    assert AnswerDraft.objects.get().values == {"mark": "thumb"}
    photo = photo_file()
    post(companion, address(case), words_sha256=words_on(page), mark="thumb", photo=photo)
    assert Mandate.objects.count() == 1
    assert not AnswerDraft.objects.exists()


def test_thrown_away_the_page_is_as_it_was(case: Case) -> None:
    companion = client_for(case.companion)
    companion.post(url("draft", case.business.pk), {"halaman": MANDATE_PAPER, "mark": "thumb"})
    query = address(case, tawaran="7").partition("?")[2]
    answer = companion.post(
        f"{url('draft-drop', case.business.pk)}?{query}", {"halaman": MANDATE_PAPER}
    )
    assert answer["Location"] == address(case, tawaran="7")
    assert not AnswerDraft.objects.exists()


def test_a_reason_half_written_comes_back(case: Case) -> None:
    mandate = make_mandate(case.business, case.companion)
    owner = client_for(case.owner)
    kept = {"halaman": revoke_page(mandate.pk), "reason": "Pendamping pindah ke"}
    owner.post(url("draft", case.business.pk), kept)
    page = text(owner, url("revoke", mandate.pk))
    assert "Isian terakhir Anda dipasang lagi." in page
    assert "Pendamping pindah ke" in page
    assert b"Pendamping" not in bytes(AnswerDraft.objects.get().sealed)
    post(owner, url("revoke", mandate.pk), reason="Pendamping pindah ke kota lain.")
    assert not AnswerDraft.objects.exists()


def test_the_code_of_the_owner_is_never_kept(case: Case) -> None:
    data = {"halaman": MANDATE_PAPER, "mark": "signature", "code": "123456"}
    client_for(case.companion).post(url("draft", case.business.pk), data)
    assert "code" not in AnswerDraft.objects.get().values


@pytest.mark.parametrize(
    ("who", "status"), [("officer", 200), ("owner", 403), ("stranger", 404), ("auditor", 403)]
)
def test_who_may_ask_for_a_mandate_keeps_it(
    case: Case, who: str, status: int, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(who))
    data = {"halaman": MANDATE_PAPER, "mark": "thumb"}
    assert client.post(url("draft", case.business.pk), data).status_code == status
    assert AnswerDraft.objects.exists() == (status == 200)


@pytest.mark.parametrize("who", ["stranger", "other"])
def test_a_stranger_finds_no_mandate_to_revoke(case: Case, who: str, stranger: User) -> None:
    mandate = make_mandate(case.business, case.companion)
    client = client_for(stranger if who == "stranger" else make_companion())
    data = {"halaman": revoke_page(mandate.pk), "reason": "Salah"}
    assert client.post(url("draft", case.business.pk), data).status_code == 404
    assert client.post(url("draft-drop", case.business.pk), data).status_code == 404


def test_a_mandate_of_another_business_is_not_found(case: Case, owner: User) -> None:
    mandate = make_mandate(make_business(owner=owner), case.companion)
    data = {"halaman": revoke_page(mandate.pk), "reason": "Salah"}
    assert client_for(owner).post(url("draft", case.business.pk), data).status_code == 404


@pytest.mark.parametrize("page", ["", "kuasa", "kuasa/lain", "usaha/nib", "verifikasi/kunjungan"])
def test_a_page_of_something_else_is_not_found(case: Case, page: str) -> None:
    client = client_for(case.companion)
    answer = client.post(url("draft", case.business.pk), {"halaman": page})
    assert answer.status_code == 404
    application = steps.draft(case)
    case_url = reverse("certification:application-draft", args=[application.number])
    answer = client_for(case.owner).post(case_url, {"halaman": MANDATE_PAPER})
    assert answer.status_code == 404


def test_it_moves_along_when_records_are_merged(case: Case) -> None:
    draft = answer_drafts.keep(
        subject=case.business, page=MANDATE_PAPER, by=case.companion, values={"mark": "thumb"}
    )
    kept: Business = make_business()
    (move,) = [move for move in plan(kept, case.business) if move.model is AnswerDraft]
    assert move.noun == "isian yang belum disimpan"
    AnswerDraft.objects.filter(pk__in=move.moving).update(business=kept)
    assert AnswerDraft.objects.get().values == draft.values


def test_a_draft_hangs_on_one_thing(case: Case) -> None:
    application = steps.draft(case)
    for subjects in ({}, {"application": application, "business": case.business}):
        draft = AnswerDraft(page="x", by=case.owner, at=timezone.now(), **subjects)
        draft.seal({})
        with pytest.raises(IntegrityError, match="one_thing"), transaction.atomic():
            draft.save()
