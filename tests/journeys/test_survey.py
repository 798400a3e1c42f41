"""A participant tells on the phone what the event was like, with and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.journeys.conftest import Window
from tests.journeys.looking import looks_wrong
from tests.journeys.steps import follow, press
from tests.workshops.held import came, held_event
from workshops.models import Event, Participant, SurveyAnswer, SurveyQuestion, SurveyReply
from workshops.services import handouts
from workshops.services.links import token_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def event(officer: User) -> Event:
    event = held_event(officer, kind="study_visit")
    event.stops.create(
        kind="visit", starts_at=event.starts_at, ends_at=event.ends_at, place="Rumah Kemasan Uji"
    )
    handouts.add_link(event=event, title="Video alur", link="https://contoh.id/v", by=officer)
    return event


@pytest.fixture
def person(event: Event, officer: User) -> Participant:
    return came(event, by=officer)


@pytest.mark.parametrize("javascript", [True, False], ids=["js", "plain"])
def test_a_participant_answers_the_survey(
    window: Window, person: Participant, javascript: bool
) -> None:
    page = window(phone=True, javascript=javascript)
    page.goto(f"/kegiatan/p/{token_for(person)}/")
    expect(page.get_by_text("Rumah Kemasan Uji")).to_be_visible()
    expect(page.get_by_role("link", name="Video alur")).to_be_visible()
    assert_fine(page, javascript)
    follow(page, "Isi survei")
    press(page, "Kirim pendapat")
    expect(page.get_by_role("link", name="Pilih jawaban untuk").first).to_be_visible()
    assert_fine(page, javascript)
    scales = list(SurveyQuestion.objects.filter(kind="scale"))
    for question in scales:
        group = page.get_by_role("group", name=question.text)
        group.get_by_label("Setuju", exact=True).check()
    page.get_by_label("Apa yang paling berguna?").fill("Praktik daftar bahan")
    press(page, "Kirim pendapat")
    expect(page.get_by_text("Anda sudah mengisi survei ini")).to_be_visible()
    assert_fine(page, javascript)
    assert SurveyReply.objects.get().participant == person
    assert SurveyAnswer.objects.filter(score=4).count() == len(scales)
    follow(page, "Kembali ke halaman kegiatan")
    expect(page.get_by_text("Terima kasih, Anda sudah mengisi survei.")).to_be_visible()


def assert_fine(page: Page, javascript: bool) -> None:
    """No sideways scrolling and nothing that axe finds; axe itself is a script."""
    if javascript:
        assert looks_wrong(page) == []
