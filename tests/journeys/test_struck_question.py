"""An officer leaves a wrong question out of a test that was taken, and counts it again."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from tests.journeys.conftest import SignIn
from tests.journeys.looking import looks_wrong
from tests.journeys.steps import fill, follow, press, see
from tests.workshops.making import join, make_event
from tests.workshops.testing import make_test, sit
from workshops.enums import Phase
from workshops.models import KnowledgeTest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def test(officer: User) -> KnowledgeTest:
    """Five people with AABB before and AAAB after."""
    test = make_test(make_event(by=officer), by=officer, topics=("label", "sop"))
    for number in range(5):
        person = join(test.event, by=officer, owner_name=f"Peserta {number}")
        sit(test, person, Phase.PRE, "AABB")
        sit(test, person, Phase.POST, "AAAB")
    return test


def test_a_wrong_question_is_left_out_and_counted_again(
    sign_in: SignIn, officer: User, test: KnowledgeTest
) -> None:
    page = sign_in(officer.email)
    page.goto(f"/kegiatan/{test.event_id}/tes/hasil/")
    see(page, "5 pasangan: rata-rata naik 25 poin")
    assert looks_wrong(page) == []
    follow(page, "Jangan hitung soal 3")
    assert looks_wrong(page) == []
    press(page, "Jangan hitung soal ini")
    see(page, "Tulis alasannya.")
    fill(page, {"Alasan": "Dua jawaban benar"})
    press(page, "Jangan hitung soal ini")
    see(page, "Soal 3 tidak dihitung: Dua jawaban benar", "4 soal, 1 tidak dihitung")
    see(page, "5 pasangan: rata-rata tetap")
    assert looks_wrong(page) == []
    press(page, "Hitung lagi soal 3")
    see(page, "5 pasangan: rata-rata naik 25 poin")
    expect(page.get_by_text("Dua jawaban benar")).to_have_count(0)
