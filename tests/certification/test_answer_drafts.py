"""What is typed and not saved: kept sealed, shown again, forgotten when saved."""

from datetime import timedelta

import pytest
from django.utils import timezone

from certification.models import AnswerDraft
from certification.services import answer_drafts
from certification.tasks import sweep_answer_drafts
from tests.certification import steps
from tests.certification.conftest import Case
from tests.certification.pages import post, step, text, url
from tests.factories import client_for, make_mandate

PAGE = "usaha/alamat"
TYPED = {"halaman": PAGE, "address": "Jalan Setengah", "phone": "0812-9999"}


def test_what_is_typed_comes_back_and_says_so(case: Case) -> None:
    application = steps.draft(case)
    owner = client_for(case.owner)
    answer = owner.post(url("draft", application), TYPED)
    assert answer.content.decode().startswith("Tersimpan ")
    assert answer.content.decode().endswith("WITA")
    page = text(owner, step(application, PAGE))
    assert "Isian terakhir Anda dipasang lagi." in page
    assert "Jalan Setengah" in page
    assert "0812-9999" in page
    case.business.refresh_from_db()
    assert case.business.address == "Jalan Rekaan 1"


def test_a_draft_is_the_own_one_of_a_person(case: Case) -> None:
    application = steps.draft(case)
    make_mandate(case.business, case.companion)
    client_for(case.owner).post(url("draft", application), TYPED)
    page = text(client_for(case.companion), step(application, PAGE))
    assert "Jalan Setengah" not in page


def test_a_draft_is_sealed_and_holds_only_fields_of_the_page(case: Case) -> None:
    application = steps.draft(case)
    data = TYPED | {"nik": "6408000000000001", "password": "rahasia"}
    client_for(case.owner).post(url("draft", application), data)
    draft = AnswerDraft.objects.get()
    assert set(draft.values) == {"address", "village", "phone"}
    assert b"0812" not in bytes(draft.sealed)


def test_saving_forgets_it(case: Case) -> None:
    application = steps.draft(case)
    owner = client_for(case.owner)
    owner.post(url("draft", application), TYPED)
    post(owner, step(application, PAGE), address="Jalan Utuh 2", phone="0812-0000-0077")
    assert not AnswerDraft.objects.exists()
    assert "Isian terakhir" not in text(owner, step(application, PAGE))


def test_a_late_copy_of_what_was_saved_says_nothing(case: Case) -> None:
    """A request that overtakes another may leave the saved answers as a draft."""
    application = steps.draft(case)
    owner = client_for(case.owner)
    answers = {"address": "Jalan Utuh 2", "phone": "0812-0000-0077"}
    post(owner, step(application, PAGE), **answers)
    owner.post(url("draft", application), {"halaman": PAGE, **answers})
    assert "Isian terakhir" not in text(owner, step(application, PAGE))


def test_a_wrong_answer_is_kept_without_scripts(case: Case) -> None:
    application = steps.draft(case)
    owner = client_for(case.owner)
    post(owner, step(application, "usaha/nib"), nib="912345678901", scale="small")
    page = text(owner, step(application, "usaha/nib"))
    assert "912345678901" in page
    assert "Isian terakhir Anda dipasang lagi." in page


def test_it_can_be_thrown_away(case: Case) -> None:
    application = steps.draft(case)
    owner = client_for(case.owner)
    owner.post(url("draft", application), TYPED)
    page = post(owner, url("draft-drop", application), halaman=PAGE)
    assert "Jalan Rekaan 1" in page
    assert "Jalan Setengah" not in page


def test_a_new_material_and_a_name_are_kept_too(case: Case) -> None:
    application = steps.draft(case)
    owner = client_for(case.owner)
    pages = {
        "bahan/tambah": url("material-add", application),
        "produk/nama": url("products", application),
    }
    for page, address in pages.items():
        owner.post(url("draft", application), {"halaman": page, "name": f"Separuh {page}"})
        assert f"Separuh {page}" in text(owner, address)


@pytest.mark.parametrize("page", ["", "usaha", "usaha/lain", "bahan/1/lain", "../x", "foto/a"])
def test_an_unknown_page_is_not_found(case: Case, page: str) -> None:
    application = steps.draft(case)
    answer = client_for(case.owner).post(url("draft", application), {"halaman": page})
    assert answer.status_code == 404


@pytest.mark.parametrize(("who", "status"), [("officer", 409), ("stranger", 404), ("auditor", 403)])
def test_who_may_not_fill_in_keeps_nothing(
    case: Case, who: str, status: int, request: pytest.FixtureRequest
) -> None:
    """The officer of the region has no mandate here."""
    application = steps.draft(case)
    client = client_for(request.getfixturevalue(who))
    assert client.post(url("draft", application), TYPED).status_code == status
    assert not AnswerDraft.objects.exists()


def test_nothing_is_kept_after_sending(case: Case) -> None:
    application = steps.filled(case)
    owner = client_for(case.owner)
    owner.post(url("draft", application), TYPED)
    post(owner, url("submit", application))
    assert not AnswerDraft.objects.exists()
    answer = owner.post(url("draft", application), TYPED)
    assert answer.status_code == 409
    assert "sudah dikirim" in answer.content.decode()


def test_old_drafts_are_swept(case: Case) -> None:
    application = steps.draft(case)
    kept = {
        page: answer_drafts.keep(subject=application, page=page, by=case.owner, values={})
        for page in ("usaha/nib", PAGE)
    }
    old = timezone.now() - timedelta(days=answer_drafts.KEPT_DAYS, minutes=1)
    AnswerDraft.objects.filter(page=kept[PAGE].page).update(at=old)
    sweep_answer_drafts()
    sweep_answer_drafts()
    assert AnswerDraft.objects.get().page == "usaha/nib"
