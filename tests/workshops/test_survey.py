"""The survey: for those who were there, for two weeks, once, and without a name."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from halalportal.audit.models import AuditEntry
from halalportal.schedule import BEAT_SCHEDULE
from tests import factories
from tests.factories import client_for
from tests.workshops.held import all_marks, came, held_event
from tests.workshops.making import join, join_person
from workshops import invariants, survey_invariants
from workshops.aftermath_errors import SurveyClosedError
from workshops.models import Event, Participant, SurveyAnswer, SurveyQuestion, SurveyReply
from workshops.selectors import survey
from workshops.services import surveys
from workshops.services.links import token_for
from workshops.tasks import forget_survey_words


@pytest.fixture
def event(officer: User) -> Event:
    return held_event(officer)


@pytest.fixture
def person(event: Event, officer: User) -> Participant:
    return came(event, by=officer, owner_name="Siti Rahasia", name="Dapur Rahasia")


def answer(
    person: Participant,
    *,
    mark: int = 4,
    texts: Mapping[int, str] | None = None,
    now: datetime | None = None,
) -> bool:
    return surveys.answer(
        participant=person, scores=all_marks(mark), texts=texts or {}, now=now or timezone.now()
    )


def text_questions() -> list[int]:
    return list(SurveyQuestion.objects.filter(kind="text").values_list("pk", flat=True))


def page_of(person: Participant) -> str:
    return reverse("workshops:participant-survey", args=[token_for(person)])


def filled(mark: int = 5, **texts: str) -> dict[str, str]:
    return {f"q{pk}": str(value) for pk, value in all_marks(mark).items()} | texts


# --- When and for whom --------------------------------------------------------------------------


@pytest.mark.django_db
def test_five_scales_and_two_questions_are_asked() -> None:
    kinds = list(SurveyQuestion.objects.active().values_list("kind", flat=True))
    assert kinds == ["scale"] * 5 + ["text"] * 2


def test_it_opens_with_the_last_session_and_closes_two_weeks_after(
    event: Event, person: Participant
) -> None:
    span = survey.window(event)
    assert span == (event.sessions.get().starts_at, event.ends_at + timedelta(days=14))
    opens_at, closes_at = span
    second = timedelta(seconds=1)
    assert survey.card_of(person, opens_at - second) is None
    assert survey.card_of(person, opens_at) == survey.SurveyCard(False, closes_at)
    assert survey.card_of(person, closes_at - second) is not None
    assert survey.card_of(person, closes_at) is None
    for moment in (opens_at - second, closes_at):
        with pytest.raises(SurveyClosedError):
            answer(person, now=moment)
    assert not SurveyReply.objects.exists()


def test_who_was_not_there_is_not_asked(event: Event, officer: User) -> None:
    absent = join(event, by=officer)
    with pytest.raises(SurveyClosedError):
        answer(absent)
    client = Client()
    assert "tidak dibuka untuk Anda" in client.get(page_of(absent)).text
    client.post(page_of(absent), filled())
    assert "Isi survei" not in client.get(page_of(absent).replace("survei/", "")).text
    assert not SurveyReply.objects.exists()


def test_an_event_without_a_session_has_no_survey(event: Event) -> None:
    event.sessions.all().delete()
    assert survey.window(event) is None


# --- Answering ----------------------------------------------------------------------------------


def test_a_participant_answers_once_on_the_phone(person: Participant) -> None:
    client, url = Client(), page_of(person)
    assert "Isi survei" in client.get(url.replace("survei/", "")).text
    useful, advice = text_questions()
    page = client.post(url, filled(5, **{f"q{useful}": " Praktik ", f"q{advice}": ""}), follow=True)
    assert "Terima kasih" in page.text
    assert list(SurveyAnswer.objects.filter(score=None).values_list("text")) == [("Praktik",)]
    assert SurveyAnswer.objects.filter(score=5).count() == 5
    client.post(url, filled(1), follow=True)
    assert SurveyReply.objects.count() == 1
    assert not SurveyAnswer.objects.filter(score=1).exists()
    page = client.get(url)
    assert "Anda sudah mengisi survei ini" in page.text
    assert "<textarea" not in page.text


def test_a_missing_mark_is_asked_for_and_nothing_is_lost(person: Participant) -> None:
    useful, _ = text_questions()
    first = next(iter(all_marks(5)))
    answers = filled(5, **{f"q{useful}": "Resep baru"})
    del answers[f"q{first}"]
    page = Client().post(page_of(person), answers)
    assert "Pilih jawaban untuk “Materi mudah dipahami”." in page.text
    assert "Resep baru" in page.text
    assert not SurveyReply.objects.exists()


@pytest.mark.parametrize("mark", ["0", "6", "-1", "x", "9" * 30])
def test_a_forged_mark_is_refused(person: Participant, mark: str) -> None:
    first = next(iter(all_marks(5)))
    Client().post(page_of(person), filled() | {f"q{first}": mark})
    assert not SurveyReply.objects.exists()


def test_the_database_wants_a_mark_or_words(person: Participant) -> None:
    answer(person)
    reply = SurveyReply.objects.get()
    question = SurveyQuestion.objects.get(pk=text_questions()[0])
    for values in ({"score": 3, "text": "ya"}, {"score": None, "text": ""}, {"score": 6}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SurveyAnswer.objects.create(reply=reply, question=question, **values)


def test_an_answer_of_the_wrong_kind_is_found(person: Participant) -> None:
    answer(person)
    assert list(survey_invariants.check()) == []
    wrong = SurveyAnswer.objects.create(
        reply=SurveyReply.objects.get(), question_id=text_questions()[0], score=3
    )
    assert list(invariants.check()) == [
        f"survey answer {wrong.pk}: not of the kind of its question"
    ]


def test_a_changed_link_opens_nothing(person: Participant) -> None:
    url = page_of(person)
    changed = url.replace("/survei/", "x/survei/")
    page = Client().get(changed)
    assert "Tautan ini tidak berlaku lagi" in page.text
    assert Client().post(changed, filled()).status_code == page.status_code
    assert not SurveyReply.objects.exists()


# --- What came of it ----------------------------------------------------------------------------


def test_means_and_spread_are_reckoned_by_hand(event: Event, officer: User) -> None:
    for mark in (5, 4, 4, 2):  # (5 + 4 + 4 + 2) / 4 = 3.75
        answer(came(event, by=officer), mark=mark)
    came(event, by=officer)
    found = survey.results(event)
    assert (found.replies, found.present, len(found.scales)) == (4, 5, 5)
    for scale in found.scales:
        assert (scale.mean, scale.n, scale.counts) == (3.75, 4, (0, 1, 0, 2, 1))
        assert scale.spread.replace("\u00a0", " ") == "5: 1 · 4: 2 · 3: 0 · 2: 1 · 1: 0"
        assert [height for _, _, height in scale.bars] == [1, 15, 1, 29, 15]


def test_no_answer_has_no_mean(event: Event) -> None:
    found = survey.results(event)
    assert found.replies == 0
    assert {scale.mean for scale in found.scales} == {None}


def test_words_are_shown_from_five_replies_on(event: Event, officer: User) -> None:
    useful, _ = text_questions()
    client = client_for(officer)
    url = reverse("workshops:survey-results", args=[event.pk])
    for number in range(4):
        answer(came(event, by=officer), texts={useful: f"Kalimat {number}"})
    text = client.get(url).text
    assert "Kalimat" not in text
    assert "paling sedikit 5 orang" in text
    answer(came(event, by=officer))
    text = client.get(url).text
    assert all(f"Kalimat {number}" in text for number in range(4))


def test_words_stand_in_another_order_than_the_replies(event: Event, officer: User) -> None:
    useful, advice = text_questions()
    for number in range(12):
        words = {useful: f"A{number:02}", advice: f"B{number:02}"}
        answer(came(event, by=officer), texts=words)
    [first, second] = survey.results(event).words
    assert sorted(first.answers) != first.answers
    assert [word[1:] for word in first.answers] != [word[1:] for word in second.answers]
    assert survey.results(event).words[0] == first


def test_no_page_says_who_answered(event: Event, person: Participant, officer: User) -> None:
    answer(person, texts={text_questions()[0]: "Bagus"})
    for _ in range(5):
        answer(came(event, by=officer))
    text = client_for(officer).get(reverse("workshops:survey-results", args=[event.pk])).text
    assert "Bagus" in text
    assert "6 dari 6 peserta" in text
    assert "Siti Rahasia" not in text
    assert "Dapur Rahasia" not in text


def test_words_and_names_are_gone_in_time_and_the_marks_stay(
    event: Event, person: Participant, officer: User
) -> None:
    useful, _ = text_questions()
    other = held_event(officer)
    for guest in [person, *(came(event, by=officer) for _ in range(4)), came(other, by=officer)]:
        answer(guest, texts={useful: "Bagus sekali"})
    url = reverse("workshops:survey-results", args=[event.pk])
    before = survey.results(event)
    Event.objects.filter(pk=other.pk).update(ends_at=other.ends_at + timedelta(days=1))
    limit = event.ends_at + survey.OPEN_FOR + survey.KEPT

    with time_machine.travel(limit, tick=False):
        assert forget_survey_words() == 0
    assert "Bagus sekali" in client_for(officer).get(url).text
    with time_machine.travel(limit + timedelta(seconds=1), tick=False):
        assert forget_survey_words() == 5
        assert forget_survey_words() == 0

    after = survey.results(event)
    assert (after.replies, after.present, after.scales) == (5, before.present, before.scales)
    assert not after.shows_words
    assert not SurveyReply.objects.filter(participant__event=event).exists()
    assert Participant.objects.filter(pk=person.pk).exists()
    # The other event ended a day later.
    left = SurveyAnswer.objects.filter(text="Bagus sekali")
    assert left.get().reply in SurveyReply.objects.of_event(other)
    text = client_for(officer).get(url).text
    assert "Jawaban tertulis sudah dihapus, 90 hari sesudah survei ditutup." in text
    assert "5 dari 5 peserta" in text
    assert AuditEntry.objects.get(action="survey.forgotten").data["count"] == 5
    assert forget_survey_words.name in {entry["task"] for entry in BEAT_SCHEDULE.values()}
    assert not list(invariants.check())


def test_a_reply_is_of_a_participant_or_of_nobody(event: Event, person: Participant) -> None:
    answer(person)
    for values in ({"participant": None}, {"event": event}):
        with pytest.raises(IntegrityError, match="survey_reply_of"), transaction.atomic():
            SurveyReply.objects.update(**values)


def test_a_question_that_ended_keeps_its_answers(event: Event, person: Participant) -> None:
    answer(person)
    ended = SurveyQuestion.objects.active()[0]
    SurveyQuestion.objects.filter(pk=ended.pk).update(is_active=False)
    assert ended.text in [scale.text for scale in survey.results(event).scales]
    assert ended.text not in Client().get(page_of(person)).text


def test_results_are_for_the_office_of_the_event(
    event: Event, officer: User, owner: User, stranger: User, auditor: User
) -> None:
    answer(came(event, by=officer, owner=owner))
    url = reverse("workshops:survey-results", args=[event.pk])
    for user, status in ((officer, 200), (auditor, 200), (stranger, 404), (owner, 403)):
        assert client_for(user).get(url).status_code == status
    assert Client().get(url).status_code == 302
    join_person(event, by=officer, region=factories.SAMARINDA)
    assert client_for(stranger).get(url).status_code == 403


def test_pages_keep_their_number_of_queries(
    event: Event, person: Participant, officer: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(6):
        answer(came(event, by=officer), texts={text_questions()[0]: "Bagus"})
    with django_assert_max_num_queries(15):
        Client().get(page_of(person))
    client = client_for(officer)
    with django_assert_max_num_queries(25):
        client.get(reverse("workshops:survey-results", args=[event.pk]))
