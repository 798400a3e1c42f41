"""Decisions on their way: who reports, who sees them, and the list over all meetings."""

import datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from halalportal.audit.models import AuditEntry
from tests import factories
from tests.factories import client_for
from tests.workshops.making import join, make_event
from tests.workshops.test_minutes import DUE, decide, dinas
from workshops.enums import ActionState
from workshops.errors import ActionStateError, ActionWordsError
from workshops.models import ActionItem, Event
from workshops.selectors.minutes import days_late
from workshops.services import actions

LIST = "/kegiatan/tindak-lanjut/"


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer)


@pytest.fixture
def task(event: Event, officer: User) -> ActionItem:
    """A decision of Kutai Timur's meeting that Samarinda's office has to carry out."""
    return decide(event, by=officer, office=dinas(factories.SAMARINDA), text="Kirim daftar usaha")


def test_the_responsible_office_reports(task: ActionItem, stranger: User) -> None:
    actions.report(item=task, state=ActionState.DOING, text="Mulai", by=stranger)
    actions.report(item=task, state=ActionState.DONE, text="", by=stranger)
    task.refresh_from_db()
    assert task.state == ActionState.DONE
    assert [(note.state, note.text, note.by) for note in task.notes.all()] == [
        ("doing", "Mulai", stranger),
        ("done", "", stranger),
    ]
    assert AuditEntry.objects.filter(action="action.reported", actor_id=stranger.pk).count() == 2


def test_the_same_report_twice_is_one(task: ActionItem, stranger: User) -> None:
    for _ in range(2):
        actions.report(item=task, state=ActionState.DOING, text="Mulai", by=stranger)
    assert task.notes.count() == 1


def test_who_has_nothing_to_do_with_it_reports_nothing(
    task: ActionItem, head: User, companion: User, coordinator: User
) -> None:
    elsewhere = factories.make_officer("64.71")
    for person in (elsewhere, head, companion, coordinator):
        with pytest.raises(PermissionDenied):
            actions.report(item=task, state=ActionState.DONE, text="", by=person)
    task.refresh_from_db()
    assert task.state == ActionState.OPEN
    assert not task.notes.exists()


def test_the_organiser_the_lp3h_and_the_person_report(
    event: Event, officer: User, coordinator: User, companion: User
) -> None:
    membership = coordinator.active_membership
    assert membership
    assert membership.organisation
    office = membership.organisation
    decided = [decide(event, by=officer, office=office, person=companion) for _ in range(3)]
    for item, person in zip(decided, (officer, coordinator, companion), strict=True):
        assert actions.report(item=item, state=ActionState.DONE, text="", by=person).notes.exists()


def test_a_dropped_decision_needs_a_reason(task: ActionItem, stranger: User) -> None:
    with pytest.raises(ActionWordsError, match="alasan"):
        actions.report(item=task, state=ActionState.DROPPED, text="", by=stranger)
    actions.report(item=task, state=ActionState.DOING, text="", by=stranger)
    with pytest.raises(ActionWordsError):  # nothing new
        actions.report(item=task, state=ActionState.DOING, text="", by=officer_of(task))
    actions.report(item=task, state=ActionState.DROPPED, text="Sudah diganti", by=stranger)
    assert task.notes.last().text == "Sudah diganti"  # type: ignore[union-attr]


def officer_of(task: ActionItem) -> User:
    return factories.make_officer(task.event.region_id)


def test_only_the_organiser_takes_it_up_again(
    task: ActionItem, stranger: User, officer: User
) -> None:
    actions.report(item=task, state=ActionState.DONE, text="", by=stranger)
    for state in (ActionState.DOING, ActionState.DROPPED):
        with pytest.raises(ActionStateError, match="Selesai"):
            actions.report(item=task, state=state, text="Belum", by=stranger)
    actions.report(item=task, state=ActionState.DOING, text="Belum lengkap", by=officer)
    task.refresh_from_db()
    assert task.state == ActionState.DOING


def test_an_office_elsewhere_sees_its_task_and_no_more(
    task: ActionItem, event: Event, officer: User, stranger: User
) -> None:
    other = decide(event, by=officer)
    client = client_for(stranger)
    page = client.get(LIST).text
    assert task.text in page
    assert other.text not in page
    detail = client.get(f"{LIST}{task.pk}/")
    assert detail.status_code == 200
    assert f"/kegiatan/{event.pk}/notula/" not in detail.text
    assert client.get(f"{LIST}{other.pk}/").status_code == 404
    assert client.get(f"/kegiatan/{event.pk}/notula/").status_code == 404
    assert client.get(f"/kegiatan/{event.pk}/notula/pdf/").status_code == 404


def test_who_opens_which_page(
    task: ActionItem, officer: User, head: User, owner: User, companion: User
) -> None:
    event = task.event
    join(event, by=officer, owner=owner)
    minutes = f"/kegiatan/{event.pk}/notula/"
    one, report = f"{LIST}{task.pk}/", f"{LIST}{task.pk}/lapor/"
    for user, expected in (
        (officer, {minutes: 200, f"{minutes}tulis/": 200, LIST: 200, one: 200}),
        (head, {minutes: 200, f"{minutes}tulis/": 403, LIST: 200, one: 200}),
        (companion, {minutes: 403, f"{minutes}tulis/": 403, LIST: 200, one: 404}),
        (owner, {minutes: 403, f"{minutes}tulis/": 403, LIST: 403, one: 403}),
    ):
        client = client_for(user)
        assert {path: client.get(path).status_code for path in expected} == expected
    assert client_for(companion).post(report).status_code == 404
    for path in (minutes, LIST, one):
        assert Client().get(path).status_code == 302


def test_a_reader_is_told_who_reports(task: ActionItem, head: User) -> None:
    client = client_for(head)
    assert "dilaporkan oleh" in client.get(f"{LIST}{task.pk}/").text
    client.post(f"{LIST}{task.pk}/lapor/", {"state": "done"})
    task.refresh_from_db()
    assert task.state == ActionState.OPEN


def test_the_pages_write(event: Event, officer: User) -> None:
    client, office = client_for(officer), dinas()
    base = f"/kegiatan/{event.pk}/notula/"
    client.post(f"{base}tulis/", {"chair": "Ibu Contoh", "text": "Dibuka."})
    bad = {"text": "Surat", "office": office.pk, "due_on": "1/11/2026"}
    assert "pada hari rapat atau sesudahnya" in client.post(f"{base}keputusan/baru/", bad).text
    client.post(f"{base}keputusan/baru/", bad | {"due_on": "15/12/2026"})
    item = ActionItem.objects.get()
    changed = {"text": "Surat resmi", "office": office.pk, "due_on": "15 Des 2026"}
    client.post(f"{base}keputusan/{item.pk}/ubah/", changed)
    page = client.get(base).text
    assert "Dibuka." in page
    assert "Surat resmi" in page
    answer = client.post(f"{LIST}{item.pk}/lapor/", {"state": "dropped"})
    assert "alasan tidak dilanjutkan" in answer.text
    client.post(f"{LIST}{item.pk}/lapor/", {"state": "done", "text": "Terkirim"})
    assert (
        "sudah punya laporan" in client.post(f"{base}keputusan/{item.pk}/hapus/", follow=True).text
    )
    assert "Terkirim" in client.get(f"{LIST}{item.pk}/").text


def test_the_list_has_the_own_first_and_narrows(
    event: Event, officer: User, stranger: User
) -> None:
    elsewhere = dinas(factories.SAMARINDA)
    theirs = decide(event, by=officer, office=elsewhere, due_on=datetime.date(2026, 12, 2))
    late, mine = (decide(event, by=officer, due_on=datetime.date(2026, 12, day)) for day in (3, 20))
    done = decide(event, by=officer)
    actions.report(item=done, state=ActionState.DONE, text="", by=officer)
    client = client_for(officer)

    def shown(query: str = "") -> list[ActionItem]:
        return [row.item for row in client.get(f"{LIST}{query}").context["rows"]]

    with time_machine.travel(datetime.datetime(2026, 12, 10, 4, tzinfo=datetime.UTC), tick=False):
        client = client_for(officer)
        assert shown() == [late, mine, theirs]
        assert shown("?milik=saya&batas=tiba") == [late]
        assert shown("?batas=tiba") == [late, theirs]
        assert shown("?keadaan=done") == [done]
        assert shown(f"?kantor={elsewhere.pk}") == [theirs]
        assert shown("?kantor=abc&keadaan=x&halaman=9") == [late, mine, theirs]
        assert "5 hari kerja" in client.get(LIST).text


def test_late_is_counted_in_working_days(event: Event, officer: User) -> None:
    friday = datetime.date(2026, 12, 4)
    item = decide(event, by=officer, due_on=friday)
    assert days_late(item, friday) == 0
    assert days_late(item, friday + datetime.timedelta(days=2)) == 0  # Sunday
    assert days_late(item, friday + datetime.timedelta(days=3)) == 1
    item.state = ActionState.DONE
    assert days_late(item, DUE) == 0


@pytest.mark.parametrize("path", [LIST, "notula"])
def test_many_decisions_cost_no_more_queries(event: Event, officer: User, path: str) -> None:
    address = LIST if path == LIST else f"/kegiatan/{event.pk}/notula/"
    client = client_for(officer)
    counts: list[Any] = []
    for _ in range(2):
        for _ in range(3):
            item = decide(event, by=officer, person=officer)
            actions.report(item=item, state=ActionState.DOING, text="Mulai", by=officer)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 15
