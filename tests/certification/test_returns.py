"""Returns with several reasons; the third for one reason is a supervisor's."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import User
from certification.enums import Decision, Status, Track
from certification.errors import (
    AnswerMissingError,
    NothingToMendError,
    ThirdReturnDecidedError,
    ThirdReturnWaitsError,
)
from certification.invariants import check
from certification.models import Application, ReturnReason, ThirdReturn
from certification.selectors.returns import alarm_of, third_returns
from certification.services import returns, supervision
from certification.services.status import Mending
from reports.selectors.queues import waiting_queues
from tests.certification.ways import People, bring, make_case, make_people, take
from tests.factories import SAMARINDA, assign, client_for, make_officer

PHOTO, PROCESS, KBLI = "product-photo", "process-incomplete", "kbli-mismatch"


@pytest.fixture
def people(db: None) -> People:
    return make_people()


@pytest.fixture
def sent(people: People) -> Application:
    return bring(make_case(people, Track.SELF_DECLARE), Status.SUBMITTED, people)


def mend(*codes: str) -> list[Mending]:
    return [Mending(ReturnReason.objects.get(pk=code)) for code in codes]


def send_back(application: Application, people: People, *codes: str) -> ThirdReturn | None:
    third = returns.give_back(application=application, items=mend(*codes), by=people.officer)
    if third is None:
        take(application, "resubmit", people.owner)
    return third


def twice(application: Application, people: People) -> Application:
    for _ in range(2):
        assert send_back(application, people, PHOTO) is None
    return Application.objects.get(pk=application.pk)


def test_several_reasons_each_with_its_part(people: People, sent: Application) -> None:
    client = client_for(people.officer)
    url = reverse("certification:application-return", args=[sent.number])
    empty = client.post(url, {"note": "…"})
    assert "Pilih apa yang perlu diperbaiki." in empty.content.decode()
    other = client.post(url, {"reason": ["other"]})
    assert "Tulis apa yang perlu diperbaiki." in other.content.decode()
    assert Application.objects.get(pk=sent.pk).status == Status.SUBMITTED
    client.post(
        url,
        {
            "reason": [PHOTO, KBLI],
            f"note_{PHOTO}": "foto nomor 2 buram",
            "note": "Terima kasih.",
            "seen": sent.status_changed_at.isoformat(),
        },
    )
    change = sent.status_changes.get(transition="return")
    rows = list(change.items.values_list("reason", "part", "note"))
    assert rows == [(KBLI, "business", ""), (PHOTO, "photos", "foto nomor 2 buram")]
    assert change.return_reason_id == KBLI
    detail = reverse("certification:application-detail", args=[sent.number])
    html = client_for(people.owner).get(detail).content.decode()
    for text in ("foto nomor 2 buram", "Terima kasih.", "Foto produk tidak sesuai"):
        assert text in html, text


def test_a_return_names_something(people: People, sent: Application) -> None:
    with pytest.raises(NothingToMendError):
        returns.give_back(application=sent, items=[], by=people.officer)


def test_the_second_return_alarms_staff(people: People, sent: Application) -> None:
    send_back(sent, people, PHOTO)
    assert alarm_of(Application.objects.get(pk=sent.pk)) is None
    send_back(sent, people, PHOTO, PROCESS)
    alarm = alarm_of(Application.objects.get(pk=sent.pk))
    assert alarm
    assert (alarm.count, alarm.repeated) == (2, ("Foto produk tidak sesuai",))
    detail = reverse("certification:application-detail", args=[sent.number])
    warning = "Sudah 2 kali dikembalikan"
    for user in (people.officer, people.companion):
        assert warning in client_for(user).get(detail).content.decode()
    assert warning not in client_for(people.owner).get(detail).content.decode()


def test_the_third_for_another_reason_goes_back(people: People, sent: Application) -> None:
    twice(sent, people)
    assert send_back(sent, people, KBLI) is None


def test_the_third_for_the_same_reason_waits(people: People, sent: Application) -> None:
    application = twice(sent, people)
    third = send_back(application, people, KBLI, PHOTO)
    assert third
    application.refresh_from_db()
    assert (application.status, application.returned_count) == (Status.SUBMITTED, 2)
    with pytest.raises(ThirdReturnWaitsError):
        send_back(application, people, PHOTO)
    assert list(third_returns(people.province)) == [third]
    assert list(check()) == []


def test_what_sihalal_returned_counts_too(people: People) -> None:
    application = bring(make_case(people, Track.REGULAR), Status.SUBMITTED, people)
    send_back(application, people, PHOTO)
    for name in ("accept", "enter", "bpjph_return"):
        application = take(application, name, people.officer)
    alarm = alarm_of(application)
    assert alarm
    assert alarm.repeated == ("Foto produk tidak sesuai",)


def test_a_supervisor_sends_it_back_with_what_was_named(people: People, sent: Application) -> None:
    application = twice(sent, people)
    third = send_back(application, people, PHOTO, KBLI)
    assert third
    moved = supervision.send_back(third=third, by=people.province)
    assert (moved.status, moved.returned_count) == (Status.RETURNED, 3)
    change = moved.status_changes.order_by("pk").last()
    assert change
    assert change.by == people.province
    assert {item.reason_id for item in change.items.all()} == {PHOTO, KBLI}
    third.refresh_from_db()
    assert (third.decision, third.decided_by) == (Decision.APPROVED, people.province)
    with pytest.raises(ThirdReturnDecidedError):
        supervision.send_back(third=third, by=people.province)


def test_not_who_asked_and_not_from_elsewhere(people: People, sent: Application) -> None:
    application = twice(sent, people)
    third = returns.give_back(application=application, items=mend(PHOTO), by=people.province)
    assert third
    colleague, foreigner = make_officer("64"), make_officer("63")
    stranger = make_people(SAMARINDA).officer
    for user in (people.province, people.officer, stranger, foreigner):
        with pytest.raises(PermissionDenied):
            supervision.send_back(third=third, by=user)
    assert list(third_returns(people.province)) == []
    url = reverse("certification:third-return-detail", args=[third.pk])
    assert client_for(foreigner).get(url).status_code == 404
    assert client_for(people.officer).get(url).status_code == 403
    assert "petugas provinsi lain yang memutuskan" in (
        client_for(people.province).get(url).content.decode()
    )
    assert supervision.send_back(third=third, by=colleague).status == Status.RETURNED


def test_a_supervisor_accepts_instead(people: People, sent: Application) -> None:
    application = twice(sent, people)
    third = send_back(application, people, PHOTO)
    assert third
    with pytest.raises(AnswerMissingError):
        supervision.keep(third=third, answer=" ", by=people.province)
    client = client_for(people.province)
    url = reverse("certification:third-return-detail", args=[third.pk])
    missing = client.post(url, {"decision": "accept"})
    assert "Tulis apa yang harus dilakukan petugas" in missing.content.decode()
    assign(application.business, people.companion)
    client.post(url, {"decision": "accept", "answer": "Foto sudah cukup jelas."})
    application.refresh_from_db()
    third.refresh_from_db()
    assert application.status == Status.ACCEPTED
    assert (third.decision, third.answer) == (Decision.REFUSED, "Foto sudah cukup jelas.")


@pytest.mark.parametrize(("decision", "page"), [("call", "kendala"), ("stop", "hentikan")])
def test_calling_and_stopping_go_on_to_their_pages(
    people: People, sent: Application, decision: str, page: str
) -> None:
    application = twice(sent, people)
    third = send_back(application, people, PHOTO)
    assert third
    url = reverse("certification:third-return-detail", args=[third.pk])
    answer = client_for(people.province).post(url, {"decision": decision, "answer": "Telepon."})
    assert answer.headers["Location"] == f"/pengajuan/{application.number}/{page}/"
    third.refresh_from_db()
    assert third.decision == Decision.REFUSED


def test_a_case_that_moves_on_takes_the_request_back(people: People, sent: Application) -> None:
    application = twice(sent, people)
    third = send_back(application, people, PHOTO)
    assert third
    take(application, "stop", people.officer)
    third.refresh_from_db()
    assert (third.decision, third.decided_by) == (Decision.WITHDRAWN, people.officer)
    assert list(check()) == []


def test_the_home_of_the_province_shows_who_waits(people: People, sent: Application) -> None:
    def queue(user: User) -> list[int]:
        found = waiting_queues(user, sent.status_changed_at)
        return [each.count for each in found if each.code == "third-returns"]

    assert queue(people.province) == []
    send_back(twice(sent, people), people, PHOTO)
    assert queue(people.province) == [1]
    assert queue(make_officer("63")) == []
    listed = client_for(people.province).get(reverse("certification:third-return-list"))
    assert sent.number in listed.content.decode()
