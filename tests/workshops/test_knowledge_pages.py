"""The pages of the question bank and of a test for offices."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.urls import reverse

from accounts.models import User
from tests.factories import client_for
from tests.workshops.making import make_event
from tests.workshops.testing import make_questions, make_test
from workshops.enums import Phase
from workshops.knowledge_papers import sheet_pdf
from workshops.models import Event, KnowledgeTest, Question


def address(name: str, *args: object) -> str:
    return reverse(f"workshops:{name}", args=args)


@pytest.fixture
def test(officer: User) -> KnowledgeTest:
    return make_test(make_event(by=officer), by=officer, count=3)


@pytest.fixture
def event(test: KnowledgeTest) -> Event:
    return test.event


# --- Officers -----------------------------------------------------------------------------------


def test_who_may_open_what(
    event: Event, officer: User, stranger: User, head: User, owner: User
) -> None:
    reading = ("test-detail", "test-results")
    changing = ("test-questions", "test-times", "test-key")
    for name in reading:
        url = address(name, event.pk)
        assert client_for(officer).get(url).status_code == 200, name
        assert client_for(head).get(url).status_code == 200, name
        assert client_for(stranger).get(url).status_code == 404, name
        assert client_for(owner).get(url).status_code == 403, name
    for name in changing:
        url = address(name, event.pk)
        assert client_for(stranger).get(url).status_code == 404, name
        assert client_for(head).get(url).status_code == 403, name
    assert client_for(head).get(address("question-list")).status_code == 403
    text = client_for(head).get(address("test-detail", event.pk)).text
    assert "Soal uji 0?" in text
    assert address("test-key", event.pk) not in text


def test_the_bank_is_filtered_and_kept(officer: User) -> None:
    client = client_for(officer)
    page = client.get(address("question-list"), {"topik": "nib-oss"}).text
    assert "NIB terdiri dari berapa angka?" in page
    assert "Siapa yang menerbitkan sertifikat halal?" not in page
    [question] = make_questions(1, by=officer)
    client.post(address("question-retire", question.pk))
    assert "Soal uji 0?" not in client.get(address("question-list")).text
    retired = client.get(address("question-list"), {"status": "tidak-dipakai"}).text
    assert "Soal uji 0?" in retired
    client.post(address("question-restore", question.pk))
    assert Question.objects.get(pk=question.pk).is_active


def form_data(**changes: str) -> dict[str, str]:
    return {
        "topic": "label",
        "text": "Soal dari halaman?",
        "choice_a": "Satu",
        "choice_b": "Dua",
        "choice_c": "Tiga",
        "choice_d": "",
        "right": "B",
        "source": "Sumber",
    } | changes


def test_a_question_is_written_and_replaced(officer: User) -> None:
    client = client_for(officer)
    client.post(address("question-new"), form_data())
    old = Question.objects.get(text="Soal dari halaman?")
    assert [c.letter for c in old.choices.filter(is_right=True)] == ["B"]
    page = client.get(address("question-replace", old.pk)).text
    assert 'value="Dua"' in page
    client.post(address("question-replace", old.pk), form_data(text="Soal ganti?", right="C"))
    new = Question.objects.get(text="Soal ganti?")
    old.refresh_from_db()
    assert (old.is_active, new.is_active) == (False, True)


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"right": "D"}, "Pilihan itu masih kosong."),
        ({"choice_c": "dua"}, "Pilihan ini sama dengan pilihan lain."),
        ({"choice_b": ""}, "Tulis pilihan B."),
        ({"source": ""}, "Tulis aturan atau bahan yang memuat jawabannya."),
        ({"topic": "lain"}, "Pilih"),
    ],
)
def test_what_is_wrong_is_said_plainly(officer: User, changes: dict[str, str], answer: str) -> None:
    count = Question.objects.count()
    page = client_for(officer).post(address("question-new"), form_data(**changes))
    assert answer in page.text
    assert Question.objects.count() == count


def test_an_officer_takes_the_proposal_and_sets_the_times(officer: User) -> None:
    event = make_event(by=officer)
    client = client_for(officer)
    assert "belum punya tes" in client.get(address("test-detail", event.pk)).text
    page = client.get(address("test-questions", event.pk), {"topik": ["label", "sop"]})
    ticked = [
        question.pk for row in page.context["topics"] for question, chosen in row.rows if chosen
    ]
    client.post(address("test-questions", event.pk), {"soal": [*ticked, "x"]})
    test = KnowledgeTest.objects.get(event=event)
    assert list(test.items.values_list("question_id", flat=True)) == ticked
    data = {
        f"{name}_{part}": text
        for name in ("pre_opens_at", "pre_closes_at", "post_opens_at", "post_closes_at")
        for part, text in (("on", "2/12/2026"), ("time", "09.00"))
    }
    page = client.post(address("test-times", event.pk), data)
    assert "Waktu tutup harus sesudah waktu buka." in page.text
    data |= {"pre_closes_at_time": "10.00", "post_closes_at_time": "12.30"}
    client.post(address("test-times", event.pk), data)
    test.refresh_from_db()
    # On the clock of the place: 09.00 WITA.
    assert test.pre_opens_at.isoformat() == "2026-12-02T01:00:00+00:00"
    assert "2 Des 2026 12.30 WITA" in client.get(address("test-detail", event.pk)).text


def test_without_questions_nothing_is_saved(officer: User) -> None:
    event = make_event(by=officer)
    page = client_for(officer).post(address("test-questions", event.pk), {"soal": []})
    assert "Pilih 1 sampai 30 soal" in page.text
    assert not KnowledgeTest.objects.exists()
    assert client_for(officer).get(address("test-key", event.pk)).status_code == 404


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler")
def test_the_sheet_has_the_questions_and_not_the_key(
    test: KnowledgeTest, officer: User, tmp_path: Path
) -> None:
    sheet = text_of(sheet_pdf(test, Phase.PRE), tmp_path)
    assert "Soal uji 2?" in sheet
    assert "Nama:" in sheet
    assert "Sumber Uji" not in sheet
    response = client_for(officer).get(address("test-key", test.event_id))
    assert response["Content-Type"] == "application/pdf"
    assert "Sumber Uji" in text_of(response.content, tmp_path)


def text_of(content: bytes, folder: Path) -> str:
    path = folder / "lembar.pdf"
    path.write_bytes(content)
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return done.stdout
