"""A room's answers on paper: typed in quickly, wrong cells marked, corrected with a trace."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import User
from halalportal.audit.models import AuditEntry
from tests.factories import client_for
from tests.workshops.making import join, make_event
from tests.workshops.testing import POST, make_test, sit
from workshops.enums import Medium, Phase
from workshops.errors import OtherEventError
from workshops.knowledge_errors import HandedInError
from workshops.models import KnowledgeTest, Participant, Sitting
from workshops.selectors.papers import letters_of, paper_page, written
from workshops.services import papers, sittings
from workshops.services.papers import Sheet


@pytest.fixture
def test(officer: User) -> KnowledgeTest:
    return make_test(make_event(by=officer), by=officer)


@pytest.fixture
def people(test: KnowledgeTest, officer: User) -> list[Participant]:
    names = ("Ani Uji", "Budi Uji", "Cici Uji")
    return [join(test.event, by=officer, owner_name=name) for name in names]


def sheets_of(test: KnowledgeTest, phase: Phase = Phase.PRE) -> dict[str, str]:
    """Name → letters as they stand in the database."""
    letters = letters_of(test, phase)
    rows = test.sittings.filter(phase=phase).select_related("participant")
    return {sitting.participant.name: written(letters[sitting.pk]) for sitting in rows}


def save(test: KnowledgeTest, by: User, **kwargs: object) -> papers.PaperResult:
    sheets = kwargs["sheets"]
    return papers.save_sheets(test=test, phase=Phase.PRE, sheets=sheets, by=by)  # type: ignore[arg-type]


def test_a_room_is_written_and_counts(
    test: KnowledgeTest, people: list[Participant], officer: User
) -> None:
    ani, budi, _ = people
    result = save(test, officer, sheets={ani.pk: Sheet("ABCA"), budi.pk: Sheet(["A", "", "", "B"])})
    assert (result.new, result.corrected, result.in_the_way) == (2, 0, [])
    assert sheets_of(test) == {"Ani Uji": "ABCA", "Budi Uji": "A--B"}
    sitting = Sitting.objects.get(participant=ani)
    assert (sitting.medium, sitting.entered_by) == (Medium.PAPER, officer)
    assert sitting.submitted_at is not None
    assert AuditEntry.objects.get(action="sitting.typed").data["count"] == 2


def test_a_correction_leaves_a_trace_and_the_same_again_none(
    test: KnowledgeTest, people: list[Participant], officer: User
) -> None:
    ani = people[0]
    save(test, officer, sheets={ani.pk: Sheet("ABCA")})
    save(test, officer, sheets={ani.pk: Sheet("ABCA", shown="ABCA")})
    assert not AuditEntry.objects.filter(action="sitting.corrected").exists()
    save(test, officer, sheets={ani.pk: Sheet("ABCB", shown="ABCA")})
    entry = AuditEntry.objects.get(action="sitting.corrected")
    assert (entry.data["before"], entry.data["after"]) == ("ABCA", "ABCB")
    save(test, officer, sheets={ani.pk: Sheet([], shown="ABCB")})
    assert sheets_of(test) == {}
    assert AuditEntry.objects.get(action="sitting.removed").data["before"] == "ABCB"


def test_two_officers_do_not_overwrite_each_other(
    test: KnowledgeTest, people: list[Participant], officer: User, province_officer: User
) -> None:
    ani, budi, _ = people
    save(test, officer, sheets={ani.pk: Sheet("ABCA")})
    result = save(test, province_officer, sheets={ani.pk: Sheet("BBBB"), budi.pk: Sheet("CCCC")})
    assert (result.new, result.in_the_way) == (1, [ani.pk])
    assert sheets_of(test) == {"Ani Uji": "ABCA", "Budi Uji": "CCCC"}


def test_the_phone_is_never_overwritten(
    test: KnowledgeTest, people: list[Participant], officer: User
) -> None:
    ani, budi, _ = people
    sit(test, ani, Phase.PRE, "A---", hand_in=False)
    empty = sit(test, budi, Phase.PRE, "----", hand_in=False)
    result = save(test, officer, sheets={ani.pk: Sheet("BBBB"), budi.pk: Sheet("CCCC")})
    assert (result.new, result.in_the_way) == (1, [ani.pk])
    assert sheets_of(test) == {"Ani Uji": "A---", "Budi Uji": "CCCC"}
    # Who only opened the test may be typed in; the phone then finds it handed in.
    assert not Sitting.objects.filter(pk=empty.pk).exists()
    sitting = sittings.start(test=test, participant=budi, phase=Phase.PRE, now=test.pre_opens_at)
    item = test.items.all()[0]
    choice = item.question.choices.all()[0]
    with pytest.raises(HandedInError):
        sittings.answer(sitting=sitting, item=item, choice=choice, now=test.pre_opens_at)


def test_strangers_and_people_of_other_events_are_refused(
    test: KnowledgeTest, people: list[Participant], officer: User, stranger: User
) -> None:
    with pytest.raises(PermissionDenied):
        save(test, stranger, sheets={people[0].pk: Sheet("AAAA")})
    elsewhere = join(make_event(by=officer), by=officer)
    with pytest.raises(OtherEventError):
        save(test, officer, sheets={people[0].pk: Sheet("AAAA"), elsewhere.pk: Sheet("AAAA")})
    assert not Sitting.objects.exists()


# --- The page -----------------------------------------------------------------------------------


def address(test: KnowledgeTest, fase: str = "awal") -> str:
    return reverse("workshops:paper-entry", args=[test.event_id, fase])


def room(*rows: tuple[Participant, str, str]) -> dict[str, object]:
    """Form data: (person, what stood there, what is typed with a space for an empty field)."""
    data: dict[str, object] = {}
    for person, shown, typed in rows:
        data |= {f"s{person.pk}": shown, f"h{person.pk}": [text.strip() for text in typed]}
    return data


def test_good_rows_are_kept_when_others_are_wrong(
    test: KnowledgeTest, people: list[Participant], officer: User
) -> None:
    ani, budi, cici = people
    data = room((ani, "", "abc-"), (budi, "", "AX A"), (cici, "", "    "))
    page = client_for(officer).post(address(test), data)
    assert sheets_of(test) == {"Ani Uji": "ABC-"}
    assert "1 lembar belum tersimpan" in page.text
    assert "Budi Uji: soal 2, 3" in page.text
    assert page.text.count('aria-invalid="true"') == 2
    assert 'value="X"' in page.text  # as typed, to be mended
    mended = room((ani, "ABC-", "ABC-"), (budi, "", "AB-A"), (cici, "", "    "))
    response = client_for(officer).post(address(test), mended)
    assert response.status_code == 302
    assert sheets_of(test) == {"Ani Uji": "ABC-", "Budi Uji": "AB-A"}


def test_a_letter_that_the_question_lacks_is_wrong(
    test: KnowledgeTest, people: list[Participant], officer: User
) -> None:
    page = client_for(officer).post(address(test), room((people[0], "", "AAAD")))
    assert "Ani Uji: soal 4" in page.text
    assert sheets_of(test) == {}


def test_a_row_of_the_phone_has_no_fields(
    test: KnowledgeTest, people: list[Participant], officer: User
) -> None:
    sit(test, people[0], Phase.POST, "AAAA")
    text = client_for(officer).get(address(test, "akhir")).text
    assert "Sudah dijawab di HP" in text
    assert f'name="h{people[0].pk}"' not in text
    assert f'name="h{people[1].pk}"' in text
    client_for(officer).post(address(test, "akhir"), room((people[0], "", "BBBB")))
    assert sheets_of(test, Phase.POST) == {"Ani Uji": "AAAA"}
    assert Sitting.objects.get().submitted_at == POST


def test_who_may_type_in(test: KnowledgeTest, officer: User, stranger: User, head: User) -> None:
    assert client_for(officer).get(address(test)).status_code == 200
    assert client_for(stranger).get(address(test)).status_code == 404
    assert client_for(head).get(address(test)).status_code == 403
    assert client_for(officer).get(address(test, "tengah")).status_code == 404


def test_a_page_of_the_room_stays_below_what_a_form_may_hold(officer: User) -> None:
    test = make_test(make_event(by=officer), by=officer, count=30)
    for _ in range(31):
        join(test.event, by=officer)
    page, rows = paper_page(test, Phase.PRE, number="1")
    assert len(rows) * 31 <= 900
    assert page.paginator.num_pages == 2


def test_the_room_needs_as_many_queries_for_many_people(
    test: KnowledgeTest,
    people: list[Participant],
    officer: User,
    django_assert_max_num_queries: object,
) -> None:
    save(test, officer, sheets={person.pk: Sheet("AAAA") for person in people})
    client = client_for(officer)
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        assert client.get(address(test)).status_code == 200
