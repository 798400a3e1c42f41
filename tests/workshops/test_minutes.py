"""Minutes and decisions: written down, corrected, and on the next meeting's agenda."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.enums import OrganisationKind
from accounts.models import Organisation, User
from tests import factories
from tests.factories import client_for
from tests.workshops.making import at, details, join, join_person, make_event, make_session
from workshops import decision_invariants
from workshops.enums import ActionState, Mode
from workshops.errors import (
    ActionReportedError,
    DueBeforeMeetingError,
    MeetingOrderError,
    PersonElsewhereError,
)
from workshops.minutes_document import minutes_html, minutes_pdf
from workshops.models import ActionItem, ActionNote, Event, Minutes
from workshops.selectors.minutes import agenda, earlier_meetings, presence
from workshops.services import actions, attendance, events, minutes
from workshops.services.actions import Decision

DUE = datetime.date(2026, 12, 15)


def dinas(region: str = factories.EAST_KUTAI) -> Organisation:
    return factories.make_organisation(kind=OrganisationKind.DINAS, region=region)


def decide(event: Event, *, by: User, **values: Any) -> ActionItem:
    """A decision of a meeting, for the dinas of Kutai Timur unless said otherwise."""
    given: dict[str, Any] = {"text": "Bagi kuota per kecamatan", "due_on": DUE} | values
    given["office"] = given.get("office") or dinas()
    return actions.add(event=event, decision=Decision(**given), by=by)


def follow(earlier: Event, *, by: User, days: int = 30) -> Event:
    """The next meeting after an earlier one."""
    later = datetime.timedelta(days=days)
    event = make_event(
        by=by, starts_at=earlier.starts_at + later, ends_at=earlier.ends_at + later, title="Lanjut"
    )
    Event.objects.filter(pk=event.pk).update(follows=earlier)
    return Event.objects.select_related("follows", "region", "organiser").get(pk=event.pk)


def test_minutes_are_written_and_written_anew(officer: User, province_officer: User) -> None:
    event = make_event(by=officer)
    minutes.write(event=event, chair="Kepala Dinas", text="Dibuka pukul 09.00.", by=officer)
    minutes.write(event=event, chair="Kepala Dinas", text="Ditutup.", by=province_officer)
    kept = Minutes.objects.get()
    assert (kept.chair, kept.text, kept.changed_by) == (
        "Kepala Dinas",
        "Ditutup.",
        province_officer,
    )


def test_strangers_and_readers_write_nothing(officer: User, stranger: User, head: User) -> None:
    event = make_event(by=officer)
    item = decide(event, by=officer)
    decision = Decision(text="Lain", office=item.office, due_on=DUE)
    for person in (stranger, head):
        with pytest.raises(PermissionDenied):
            minutes.write(event=event, chair="", text="Lain", by=person)
        with pytest.raises(PermissionDenied):
            actions.add(event=event, decision=decision, by=person)
        with pytest.raises(PermissionDenied):
            actions.change(item=item, decision=decision, by=person)
        with pytest.raises(PermissionDenied):
            actions.remove(item=item, by=person)
    assert not Minutes.objects.exists()
    assert ActionItem.objects.get().text == "Bagi kuota per kecamatan"


def test_decisions_keep_their_order(officer: User) -> None:
    event = make_event(by=officer)
    first, second = (decide(event, by=officer, text=text) for text in ("Satu", "Dua"))
    actions.remove(item=first, by=officer)
    third = decide(event, by=officer, text="Tiga")
    assert list(event.action_items.all()) == [second, third]


def test_a_decision_is_corrected_until_somebody_reports(officer: User) -> None:
    event = make_event(by=officer)
    item = decide(event, by=officer)
    better = Decision(text="Bagi kuota", office=item.office, due_on=DUE, person_name="Sekretaris")
    actions.change(item=item, decision=better, by=officer)
    item.refresh_from_db()
    assert (item.text, item.person_name) == ("Bagi kuota", "Sekretaris")
    actions.report(item=item, state=ActionState.DOING, text="", by=officer)
    with pytest.raises(ActionReportedError, match="sudah punya laporan"):
        actions.change(item=item, decision=better, by=officer)
    with pytest.raises(ActionReportedError):
        actions.remove(item=item, by=officer)
    assert ActionItem.objects.get().text == "Bagi kuota"


def test_a_decision_is_not_due_before_its_meeting(officer: User) -> None:
    event = make_event(by=officer)
    with pytest.raises(DueBeforeMeetingError):
        decide(event, by=officer, due_on=datetime.date(2026, 11, 30))
    assert decide(event, by=officer, due_on=datetime.date(2026, 12, 1))


def test_the_person_works_at_the_office(officer: User, stranger: User, coordinator: User) -> None:
    event = make_event(by=officer)
    membership = coordinator.active_membership
    assert membership
    with pytest.raises(PersonElsewhereError, match=stranger.name):
        decide(event, by=officer, person=stranger)
    assert decide(event, by=officer, person=officer).person == officer
    assert decide(event, by=officer, office=membership.organisation, person=coordinator)


def test_the_database_holds_one_person_and_a_reason(officer: User) -> None:
    item = decide(make_event(by=officer), by=officer, person=officer)
    with pytest.raises(IntegrityError, match="action_one_person"), transaction.atomic():
        ActionItem.objects.filter(pk=item.pk).update(person_name="Orang lain")
    with pytest.raises(IntegrityError, match="action_dropped_why"), transaction.atomic():
        ActionNote.objects.create(item=item, state=ActionState.DROPPED, by=officer)


def test_presence_counts_each_person_once(officer: User) -> None:
    event = make_event(by=officer)
    morning, noon = make_session(event, by=officer), make_session(event, by=officer, hour=11)
    owner, ani = join(event, by=officer), join_person(event, by=officer)
    join_person(event, by=officer, name="Budi Contoh")
    attendance.mark(session=morning, participant=ani, mode=Mode.ONLINE, by=officer)
    attendance.mark(session=noon, participant=ani, mode=Mode.ONSITE, by=officer)
    attendance.mark(session=noon, participant=owner, mode=Mode.ONLINE, by=officer)
    found = presence(event)
    assert (found.onsite, found.online, found.total) == (1, 1, 2)
    assert (found.businesses, found.offices) == (1, [("Dinas Contoh", 1)])


def test_the_agenda_has_what_earlier_meetings_left(officer: User) -> None:
    first = make_event(by=officer)
    second = follow(first, by=officer)
    third = follow(second, by=officer)
    old = decide(first, by=officer, text="Lama, belum selesai")
    gone = decide(first, by=officer, text="Selesai sebelum rapat kedua")
    later = datetime.date(2027, 2, 1)
    recent = decide(second, by=officer, text="Selesai sesudah rapat kedua", due_on=later)
    own = decide(third, by=officer, text="Baru", due_on=datetime.date(2027, 3, 1))
    for item, moment in ((gone, at(9)), (recent, second.starts_at)):
        actions.report(item=item, state=ActionState.DONE, text="", by=officer)
        ActionNote.objects.filter(item=item).update(at=moment + datetime.timedelta(days=1))
    assert [row.item for row in agenda(third, officer)] == [old, recent]
    assert [row.item for row in agenda(second, officer)] == [old, gone]
    assert agenda(first, officer) == []
    assert own.event == third  # open ones stay where they were decided
    assert old.event == first


def test_a_chain_of_any_length_costs_one_query(
    officer: User, django_assert_num_queries: Any
) -> None:
    events = [make_event(by=officer)]
    for _ in range(12):
        events.append(follow(events[-1], by=officer))
    with django_assert_num_queries(1):
        assert set(earlier_meetings(events[-1])) == {event.pk for event in events[:-1]}


def test_a_circle_ends(officer: User) -> None:
    first = make_event(by=officer)
    second = follow(first, by=officer)
    Event.objects.filter(pk=first.pk).update(follows=second)
    assert earlier_meetings(second) == [first.pk]


def test_a_meeting_stays_between_its_neighbours(officer: User) -> None:
    first = make_event(by=officer)
    second = follow(first, by=officer)
    later = datetime.timedelta(days=60)
    for event, shift in ((first, later), (second, -later)):
        moved = details(
            organiser=event.organiser,
            starts_at=event.starts_at + shift,
            ends_at=event.ends_at + shift,
        )
        with pytest.raises(MeetingOrderError, match="harus sesudah"):
            events.change(event=event, details=moved, by=officer)
    second.refresh_from_db()
    assert second.starts_at - first.starts_at == datetime.timedelta(days=30)


def test_the_invariants_see_what_no_service_writes(officer: User) -> None:
    first = make_event(by=officer)
    second = follow(first, by=officer)
    item = decide(first, by=officer)
    actions.report(item=item, state=ActionState.DONE, text="", by=officer)
    assert list(decision_invariants.check()) == []
    ActionItem.objects.filter(pk=item.pk).update(state=ActionState.DOING)
    Event.objects.filter(pk=first.pk).update(follows=second)
    assert list(decision_invariants.check()) == [
        f"decision {item.pk}: is doing, last reported done",
        f"event {first.pk}: follows event {second.pk}, which is not earlier",
    ]


def test_progress_is_seen_at_both_meetings(officer: User) -> None:
    first = make_event(by=officer)
    second = follow(first, by=officer)
    item = decide(first, by=officer)
    actions.report(item=item, state=ActionState.DOING, text="Surat sudah dikirim", by=officer)
    client = client_for(officer)
    for event in (first, second):
        page = client.get(f"/kegiatan/{event.pk}/notula/").text
        assert "Surat sudah dikirim" in page
        assert "Dikerjakan" in page


def test_the_paper_is_a_draft_with_empty_places(officer: User) -> None:
    event = make_event(by=officer)
    minutes.write(event=event, chair="Ibu Contoh", text="Satu.\n\nDua.", by=officer)
    decide(event, by=officer)
    html = minutes_html(event, officer)
    for words in ("DRAF", "Ibu Contoh", "Bagi kuota per kecamatan", "Tanda tangan"):
        assert words in html
    assert minutes_pdf(event, officer).startswith(b"%PDF-")
