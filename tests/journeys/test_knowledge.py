"""Participants take a test on a phone: the signal goes, the browser dies, no JavaScript."""

import re

import pytest
from django.db.models import F
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.journeys.conftest import SignIn, Window
from tests.journeys.looking import looks_wrong
from tests.journeys.steps import crash, follow, heading, press, see
from tests.workshops.making import join, make_event
from tests.workshops.testing import make_test
from workshops.models import Answer, KnowledgeTest, Participant, Sitting
from workshops.services.links import token_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def person(officer: User) -> Participant:
    """A participant whose test of three questions is open now."""
    event = make_event(by=officer)
    test = make_test(event, by=officer, count=3)
    KnowledgeTest.objects.filter(pk=test.pk).update(
        pre_opens_at=timezone.now(), pre_closes_at=F("post_closes_at")
    )
    return join(event, by=officer, owner_name="Siti Uji")


def open_page(page: Page, person: Participant) -> None:
    page.goto(f"/kegiatan/p/{token_for(person)}/")


def test_the_signal_goes_and_the_browser_dies(window: Window, person: Participant) -> None:
    page = window(phone=True)
    open_page(page, person)
    follow(page, "Isi tes awal")
    assert looks_wrong(page) == []
    press(page, "Mulai tes awal")
    heading(page, "Soal 1 dari 3")
    page.get_by_label("Satu").check()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"Tersimpan \d\d\.\d\d WITA"))
    assert looks_wrong(page) == []
    press(page, "Simpan dan lanjut")
    heading(page, "Soal 2 dari 3")
    page.context.set_offline(True)
    page.get_by_label("Dua").check()
    see(page, "Tidak ada sinyal. Jawaban tersimpan di HP ini.")
    press(page, "Simpan dan lanjut")
    heading(page, "Soal 2 dari 3")
    assert Answer.objects.count() == 1
    # The tab is gone before the signal comes back; a later link of the office finds what was kept.
    context = page.context
    crash(page)
    again = context.new_page()
    context.set_offline(False)
    open_page(again, person)
    follow(again, "Lanjutkan tes awal")
    press(again, "Lanjutkan tes awal")
    heading(again, "Soal 2 dari 3")
    expect(again.get_by_label("Dua")).to_be_checked()
    expect(again.get_by_role("status")).to_have_text(re.compile(r"Tersimpan"))
    assert Answer.objects.count() == 2
    press(again, "Simpan dan lanjut")
    heading(again, "Soal 3 dari 3")
    press(again, "Periksa jawaban")
    see(again, "1 soal belum dijawab:")
    assert looks_wrong(again) == []
    press(again, "Kirim tes awal")
    see(again, "Sudah dikirim", "2 dari 3 soal Anda jawab.")
    assert looks_wrong(again) == []
    assert Sitting.objects.get().submitted_at is not None
    right = Answer.objects.filter(choice__is_right=True)
    assert list(right.values_list("item__position", flat=True)) == [1]


def test_without_javascript(window: Window, person: Participant) -> None:
    page = window(phone=True, javascript=False)
    open_page(page, person)
    follow(page, "Isi tes awal")
    press(page, "Mulai tes awal")
    page.get_by_label("Satu").check()
    press(page, "Simpan dan lanjut")
    page.get_by_label("Tiga").check()
    press(page, "Soal sebelumnya")
    heading(page, "Soal 1 dari 3")
    expect(page.get_by_label("Satu")).to_be_checked()
    press(page, "Simpan dan lanjut")
    expect(page.get_by_label("Tiga")).to_be_checked()
    press(page, "Simpan dan lanjut")
    press(page, "Periksa jawaban")
    follow(page, "Soal 3: Soal uji 2?")
    page.get_by_label("Satu").check()
    press(page, "Periksa jawaban")
    see(page, "Semua 3 soal sudah dijawab.")
    press(page, "Kirim tes awal")
    see(page, "3 dari 3 soal Anda jawab.")
    assert Answer.objects.filter(choice__is_right=True).count() == 2


def test_a_room_of_paper_by_keyboard(sign_in: SignIn, person: Participant, officer: User) -> None:
    other = join(person.event, by=officer, owner_name="Tono Uji")
    page = sign_in(officer.email or "")
    page.goto(f"/kegiatan/{person.event_id}/tes/")
    assert looks_wrong(page) == []
    page.set_viewport_size({"width": 1366, "height": 768})
    page.get_by_role("link", name="Isi dari kertas Tes awal").click()
    assert looks_wrong(page) == []
    page.get_by_label("Siti Uji, soal 1").focus()
    page.keyboard.type("abca-x")
    expect(page.get_by_label("Tono Uji, soal 1")).to_have_value("A")
    press(page, "Simpan lembar")
    see(page, "Lembar tersimpan: 1 baru.", "Tono Uji: soal 3")
    assert looks_wrong(page) == []
    page.get_by_label("Tono Uji, soal 3").fill("b")
    press(page, "Simpan lembar")
    see(page, "Lembar tersimpan: 1 baru.")
    letters = Answer.objects.order_by("sitting__participant__name", "item__position")
    assert [answer.choice.letter for answer in letters] == ["A", "B", "C", "A", "B"]
    assert Sitting.objects.filter(participant=other, entered_by=officer).exists()
    page.goto(f"/kegiatan/{person.event_id}/tes/hasil/")
    see(page, "Belum ada pasangan tes awal dan tes akhir.")
    assert looks_wrong(page) == []
