"""The test on a participant's phone, without JavaScript: the pages behind the own link."""

import datetime
import functools
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests.workshops.making import join, make_event
from tests.workshops.testing import make_questions, make_test
from workshops import knowledge_invariants
from workshops.models import Answer, KnowledgeTest, Participant, Sitting
from workshops.services.links import token_for

HOUR = datetime.timedelta(hours=1)


def address(name: str, *args: object) -> str:
    return reverse(f"workshops:{name}", args=args)


@pytest.fixture
def test(officer: User) -> KnowledgeTest:
    """Both phases are open now."""
    now = timezone.now()
    test = make_test(make_event(by=officer), by=officer, count=3)
    times = {"pre_opens_at": now - HOUR, "pre_closes_at": now + HOUR}
    times |= {"post_opens_at": now - HOUR, "post_closes_at": now + HOUR}
    KnowledgeTest.objects.filter(pk=test.pk).update(**times)
    test.refresh_from_db()
    return test


@pytest.fixture
def person(test: KnowledgeTest, officer: User) -> Participant:
    return join(test.event, by=officer, owner_name="Siti Uji")


@functools.cache
def link_of(person: Participant) -> str:
    """One link for the whole test: a new one differs with each second."""
    return token_for(person)


def own(person: Participant, name: str, *args: object, fase: str = "awal") -> str:
    return address(f"sitting-{name}", link_of(person), fase, *args)


def right_choice(test: KnowledgeTest, number: int) -> str:
    item = test.items.get(position=number)
    return str(item.question.choices.get(is_right=True).pk)


def test_a_participant_answers_goes_back_and_hands_in(
    test: KnowledgeTest, person: Participant
) -> None:
    client = Client()
    assert "Mulai tes awal" in client.get(own(person, "intro")).text
    response = client.post(own(person, "start"))
    assert response.headers["Location"] == own(person, "question", 1)
    text = client.get(own(person, "question", 1)).text
    assert "Soal uji 0?" in text
    assert "Benar" not in text
    answered = {"pilihan": right_choice(test, 1)}
    response = client.post(own(person, "answer", 1), answered)
    assert response.headers["Location"] == own(person, "question", 2)
    # Nothing chosen: the question stays open, the person goes on or back.
    response = client.post(own(person, "answer", 2), {"ke": "mundur"})
    assert response.headers["Location"] == own(person, "question", 1)
    assert " checked" in client.get(own(person, "question", 1)).text
    response = client.post(own(person, "answer", 3), {"pilihan": right_choice(test, 3)})
    assert response.headers["Location"] == own(person, "check")
    check = client.get(own(person, "check")).text
    assert "1 soal belum dijawab" in check
    assert "Soal 2: Soal uji 1?" in check
    # Whoever comes again goes on at the open question.
    assert Client().post(own(person, "start")).headers["Location"] == own(person, "question", 2)
    for _ in range(2):
        client.post(own(person, "hand-in"))
    sitting = Sitting.objects.get()
    assert (sitting.answers.count(), sitting.submitted_at is not None) == (2, True)
    intro = client.get(own(person, "intro")).text
    assert "Sudah dikirim" in intro
    assert "Nilai Anda" not in intro
    assert client.get(own(person, "question", 2)).status_code == 302
    assert list(knowledge_invariants.check()) == []


def test_the_script_hears_what_became_of_an_answer(
    test: KnowledgeTest, person: Participant
) -> None:
    client = Client(headers={"Accept": "text/plain"})
    client.post(own(person, "start"))
    said = client.post(own(person, "answer", 1), {"pilihan": right_choice(test, 1)})
    assert said.status_code == 200
    assert said.text.startswith("Tersimpan ")
    assert said.text.endswith(" WITA")
    client.post(own(person, "hand-in"))
    said = client.post(own(person, "answer", 1), {"pilihan": right_choice(test, 1)})
    assert said.status_code == 409
    assert said.text == "Tes awal sudah dikirim, jadi jawabannya tidak bisa diubah."


def test_the_result_comes_after_the_final_test(test: KnowledgeTest, person: Participant) -> None:
    client = Client()
    client.post(own(person, "start", fase="akhir"))
    for number in (1, 2):
        url = own(person, "answer", number, fase="akhir")
        client.post(url, {"pilihan": right_choice(test, number)})
    client.post(own(person, "hand-in", fase="akhir"))
    text = client.get(own(person, "intro", fase="akhir")).text
    assert "Nilai Anda: 2 dari 3 benar" in text
    assert "Pelajari lagi apa yang ditulis pada label." in text


def test_after_closing_what_was_answered_counts(test: KnowledgeTest, person: Participant) -> None:
    client = Client()
    client.post(own(person, "start"))
    client.post(own(person, "answer", 1), {"pilihan": right_choice(test, 1)})
    KnowledgeTest.objects.update(pre_closes_at=timezone.now())
    response = client.post(
        own(person, "answer", 2), {"pilihan": right_choice(test, 2)}, follow=True
    )
    assert "Waktu tes awal sudah habis." in response.text
    assert "1 dari 3 jawaban Anda tersimpan dan dihitung." in response.text
    assert Answer.objects.count() == 1


def test_bad_links_and_choices_find_nothing(
    test: KnowledgeTest, person: Participant, officer: User
) -> None:
    client = Client()
    assert client.get(address("sitting-intro", "palsu", "awal")).status_code == 404
    assert client.get(own(person, "intro", fase="tengah")).status_code == 404
    client.post(own(person, "start"))
    assert client.get(own(person, "question", 4)).status_code == 404
    foreign = make_questions(1, by=officer)[0].choices.all()[0]
    for wrong in (str(foreign.pk), "9" * 40):
        response = client.post(own(person, "answer", 1), {"pilihan": wrong})
        assert response.status_code == 404
    assert not Answer.objects.exists()
    elsewhere = join(make_event(by=officer), by=officer)
    assert client.get(own(elsewhere, "intro")).status_code == 404


def test_one_link_shows_nothing_of_others(
    test: KnowledgeTest, person: Participant, officer: User
) -> None:
    other = join(test.event, by=officer, owner_name="Budi Rahasia")
    sit_now(test, other)
    for name in ("intro", "check"):
        assert "Budi Rahasia" not in Client().get(own(person, name), follow=True).text


def sit_now(test: KnowledgeTest, person: Participant) -> None:
    client = Client()
    client.post(own(person, "start"))
    client.post(own(person, "answer", 1), {"pilihan": right_choice(test, 1)})
    client.post(own(person, "hand-in"))


def test_the_phone_pages_are_light(
    test: KnowledgeTest, person: Participant, django_assert_max_num_queries: object
) -> None:
    client = Client()
    client.post(own(person, "start"))
    for url in (own(person, "intro"), own(person, "question", 1), own(person, "check")):
        with django_assert_max_num_queries(15):  # type: ignore[operator]
            assert client.get(url).status_code == 200
    script = Path(settings.BASE_DIR) / "static" / "js" / "tes.js"
    assert len(script.read_bytes()) < 3 * 1024


def test_a_test_stands_on_the_participants_page(test: KnowledgeTest, person: Participant) -> None:
    text = Client().get(address("participant-page", token_for(person))).text
    assert "Isi tes awal" in text
    sit_now(test, person)
    text = Client().get(address("participant-page", token_for(person))).text
    assert "Isi tes awal" not in text
    assert "Isi tes akhir" in text


def test_wrong_rows_are_told(test: KnowledgeTest, person: Participant, officer: User) -> None:
    sit_now(test, person)
    [foreign] = make_questions(1, by=officer)
    Answer.objects.update(choice=foreign.choices.all()[0])
    assert len(list(knowledge_invariants.check())) == 1
    elsewhere = join(make_event(by=officer), by=officer)
    Sitting.objects.update(participant=elsewhere)
    assert len(list(knowledge_invariants.check())) == 2
