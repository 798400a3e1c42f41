"""The answers of the public check, laid ready in the owner's own application."""

import re

import pytest
from django.test import Client

from certification.eligibility.quick import QUESTIONS
from certification.eligibility.told import _SAYS, told
from certification.enums import DraftOrigin
from certification.errors import NotEditableError
from certification.forms.drafted import fields_of
from certification.models import AnswerDraft, Application
from certification.selectors.eligibility import rule_set_on
from certification.services import parts
from certification.services.told import lay_ready
from certification.views.told import _KEY
from halalportal.audit.models import AuditEntry
from ikm.models import Business
from tests.certification import steps
from tests.certification.conftest import Case
from tests.certification.pages import post, step, text, url
from tests.certification.test_quick_check import DAY, GOOD
from tests.factories import PASSWORD, client_for, make_mandate

pytestmark = pytest.mark.django_db
MARK = "Dari cek kelayakan Anda:"
TAKE = "/cek-kelayakan/bawa/"


def checked(page: str, value: str) -> bool:
    """Whether the one radio button with this value is chosen."""
    (radio,) = re.findall(rf'<input[^>]*value="{value}"[^>]*>', page)
    return " checked" in radio


def start(client: Client, case: Case) -> str:
    return post(client, f"/pengajuan/baru/?usaha={case.business.pk}")


@pytest.fixture
def unsized(case: Case) -> Case:
    """A business whose NIB nobody has seen yet."""
    Business.objects.filter(pk=case.business.pk).update(scale="", nib="")
    case.business.refresh_from_db()
    return case


def test_only_offered_answers_and_fields_of_pages_are_named() -> None:
    limits = rule_set_on(DAY).limits
    offered = {(q.key, option.value) for q in QUESTIONS for option in q.options(limits)}
    assert set(_SAYS) <= offered
    for page, field, _ in _SAYS.values():
        assert field in fields_of(page)


def test_what_the_check_only_supposes_is_not_said() -> None:
    assert told({"usaha": "belum", "nib": "lupa", "hewan": "tidak"}) == {}
    assert told({"usaha": "rumahan", "nib": "kecil"}) == {
        "usaha/ukuran": {"facility_count": "1"},
        "usaha/nib": {"scale": "small"},
    }


def test_from_the_check_through_the_sign_up_into_the_application(
    client: Client, unsized: Case
) -> None:
    result = client.get("/cek-kelayakan/hasil/", GOOD)
    assert not result.cookies
    (way,) = re.findall(rf'href="({TAKE}[^"]+)"', result.content.decode())
    answer = client.get(way.replace("&amp;", "&"))
    assert answer["Location"] == "/daftar/"
    assert client.session[_KEY] == GOOD
    phone = unsized.owner.phone or unsized.owner.email or ""
    client.post("/masuk/", {"login": phone, "password": PASSWORD})
    page = start(client, unsized)
    assert "Jawaban dari cek kelayakan sudah diisikan." in page
    assert _KEY not in client.session
    application = Application.objects.get()
    nib = text(client, step(application, "usaha/nib"))
    assert f"<strong>{MARK}</strong> Skala usaha." in nib
    assert checked(nib, "small")
    kinds = text(client, step(application, "produk/kelompok"))
    assert MARK in kinds
    assert checked(kinds, "False")
    # Nothing is answered before the owner has saved it.
    unsized.business.refresh_from_db()
    assert (unsized.business.scale, application.is_small_eatery) == ("", None)
    post(client, step(application, "usaha/nib"), nib="1234567890123", scale="micro")
    unsized.business.refresh_from_db()
    assert unsized.business.scale == "micro"
    assert MARK not in text(client, step(application, "usaha/nib"))


def test_it_can_be_thrown_away(unsized: Case) -> None:
    owner = client_for(unsized.owner)
    owner.get(TAKE, GOOD)
    start(owner, unsized)
    application = Application.objects.get()
    page = post(owner, url("draft-drop", application), halaman="usaha/nib")
    assert MARK not in page
    assert not checked(page, "small")


def test_an_owner_who_is_signed_in_goes_on_at_once(unsized: Case) -> None:
    owner = client_for(unsized.owner)
    assert "Mulai pengajuan" in text(owner, "/cek-kelayakan/hasil/?" + query(GOOD))
    assert owner.get(TAKE, GOOD)["Location"] == "/pengajuan/baru/"


def query(answers: dict[str, str]) -> str:
    return "&".join(f"{name}={value}" for name, value in answers.items())


def test_what_is_known_already_stays(case: Case) -> None:
    """The registry has the scale: the check doesn't say it again."""
    application = steps.draft(case)
    pages = lay_ready(application=application, answers=GOOD, by=case.owner)
    assert pages == ["produk/kelompok", "usaha/ukuran"]
    entry = AuditEntry.objects.get(action="application.told_by_check")
    assert entry.data == {"pages": pages}


def test_what_somebody_typed_stays(unsized: Case) -> None:
    application = steps.draft(unsized)
    owner = client_for(unsized.owner)
    owner.post(url("draft", application), {"halaman": "usaha/nib", "nib": "912", "scale": "micro"})
    lay_ready(application=application, answers=GOOD, by=unsized.owner)
    page = text(owner, step(application, "usaha/nib"))
    assert "Isian terakhir Anda dipasang lagi." in page
    assert checked(page, "micro")


def test_what_somebody_saved_meanwhile_stays(unsized: Case) -> None:
    application = steps.draft(unsized)
    lay_ready(application=application, answers=GOOD, by=unsized.owner)
    make_mandate(unsized.business, unsized.companion)
    parts.save_answers(application=application, by=unsized.companion, values={"scale": "micro"})
    page = text(client_for(unsized.owner), step(application, "usaha/nib"))
    assert MARK not in page
    assert checked(page, "micro")


def test_typing_makes_it_ones_own(unsized: Case) -> None:
    application = steps.draft(unsized)
    lay_ready(application=application, answers=GOOD, by=unsized.owner)
    owner = client_for(unsized.owner)
    typed = {"halaman": "usaha/nib", "nib": "912", "scale": "small"}
    owner.post(url("draft", application), typed)
    draft = AnswerDraft.objects.get(page="usaha/nib")
    assert draft.origin == DraftOrigin.TYPED
    assert "Isian terakhir" in text(owner, step(application, "usaha/nib"))


def test_only_the_owner_uses_it(unsized: Case) -> None:
    make_mandate(unsized.business, unsized.companion)
    helper = client_for(unsized.companion)
    helper.get(TAKE, GOOD)
    page = start(helper, unsized)
    assert "cek kelayakan" not in page
    assert not AnswerDraft.objects.exists()
    assert TAKE not in text(helper, "/cek-kelayakan/hasil/?" + query(GOOD))


def test_it_is_laid_ready_once(unsized: Case) -> None:
    owner = client_for(unsized.owner)
    owner.get(TAKE, GOOD)
    start(owner, unsized)
    assert _KEY not in owner.session
    count = AnswerDraft.objects.count()
    assert count == 3


def test_what_nobody_offers_is_not_taken_along(client: Client) -> None:
    client.get(TAKE, {"produk": "<script>", "nama": "Maria"})
    assert _KEY not in client.session
    client.get(TAKE, GOOD | {"nama": "Maria"})
    assert client.session[_KEY] == GOOD


def test_it_ends_with_the_session(client: Client, unsized: Case) -> None:
    client.get(TAKE, GOOD)
    client.force_login(unsized.owner)
    client.post("/keluar/")
    client.force_login(unsized.owner)
    start(client, unsized)
    assert not AnswerDraft.objects.exists()


def test_a_sent_application_takes_none(case: Case) -> None:
    application = steps.submitted(case)
    with pytest.raises(NotEditableError):
        lay_ready(application=application, answers=GOOD, by=case.owner)
