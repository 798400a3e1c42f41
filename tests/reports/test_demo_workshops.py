"""The workshop of NTT 2024 and the week of PLUT 2022, as the demo tells them."""

from collections.abc import Iterator

import pytest
from django.db.models import Count, Min
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from accounts.demo import PASSWORD
from accounts.models import Training, User
from certification.invariants import check as check_certification
from certification.models import Application
from ikm.models import Business
from reports.demo import ntt, ntt_workshop, plut
from reports.selectors.workshop_funnel import workshop_funnel
from reports.selectors.workshop_funnel_rows import STEPS
from tests.reports.demo_loading import load, told
from workshops.enums import Evidence, Mode, ParticipantStatus, Reply
from workshops.invariants import check as check_workshops
from workshops.models import Event, MeetingGuest, Participant
from workshops.selectors.certificates import standing
from workshops.selectors.knowledge import results

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group(__name__)]


@pytest.fixture(scope="module")
def both(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Loads both into one database, for all tests of this module."""
    ntt: dict[str, object] = {"scenario": "ntt-2024"}
    plut_week: dict[str, object] = {"scenario": "plut-2022"}
    with told(django_db_blocker, tmp_path_factory.mktemp("files"), ntt, plut_week):
        yield


@pytest.fixture(autouse=True)
def _demo(both: None) -> None:
    """Every test here looks at the loaded stories."""


def _kupang() -> Event:
    return Event.objects.get(title=ntt_workshop.TITLE)


def _week() -> Event:
    return Event.objects.get(title=plut.TITLE)


def _events() -> list[Event]:
    return [_kupang(), _week()]


def _signed_in(email: str) -> User:
    user: User = User.objects.get(email=email)
    user.active_membership = user.memberships.get()
    return user


def test_fifty_businesses_of_the_city_sat_in_the_hall() -> None:
    hall = _kupang().participants.onsite().attended()
    assert hall.count() == 50
    assert hall.of_businesses().filter(region="53.71", business__regency="53.71").count() == 50
    waiting = _kupang().participants.waiting()
    assert waiting.count() == ntt_workshop.WAITING
    assert not waiting.attended().exists()


def test_thirteen_offices_were_online() -> None:
    online = _kupang().participants.online().attended()
    assert online.values("region").distinct().count() == 13
    letters = _kupang().invitations.filter(delegation__isnull=False)
    replies = dict(letters.order_by().values_list("reply").annotate(Count("pk")))
    assert replies == {Reply.YES: 13, Reply.NO: 1, Reply.NONE: 1}
    substitutes = online.filter(substitute_for__status=ParticipantStatus.DECLINED)
    assert substitutes.count() == 3


@pytest.mark.parametrize(
    ("mode", "evidence"),
    [(Mode.ONSITE, Evidence.SCAN), (Mode.ONLINE, Evidence.MEETING_LOG)],
)
def test_presence_is_known_by_scan_and_by_report(mode: Mode, evidence: Evidence) -> None:
    marks = [mark for one in _kupang().sessions.all() for mark in one.attendances.filter(mode=mode)]
    assert {mark.evidence for mark in marks} == {evidence}
    assert all((mark.minutes is not None) == (mode == Mode.ONLINE) for mark in marks)
    assert {mark.at.date() for mark in marks} == {ntt_workshop.DAY}


def test_three_hundred_consultants_from_most_provinces() -> None:
    people = _week().participants.all()
    assert people.count() == people.online().registered().count() == 300
    assert len({code[:2] for code in people.values_list("region_id", flat=True)}) >= 30
    assert people.values("agency").distinct().count() == plut.HOUSES


def test_seven_days_with_minutes_for_each() -> None:
    event = _week()
    days = {one.starts_at.astimezone(event.zone).date() for one in event.sessions.all()}
    assert (min(days), max(days), len(days)) == (plut.FIRST_DAY, plut.LAST_DAY, 7)
    assert event.meeting_reports.count() == 7
    for session in event.sessions.all():
        least = session.attendances.aggregate(least=Min("minutes"))["least"]
        assert least * 60 >= (session.ends_at - session.starts_at).seconds * 0.75
    assert not MeetingGuest.objects.filter(report__event=event, is_confirmed=False).exists()


@pytest.mark.parametrize("place", [0, 1])
def test_the_gain_is_believable_and_stated_with_its_pairs(place: int) -> None:
    found = results(_events()[place])
    assert found is not None
    assert found.summary is not None
    summary = found.summary
    assert summary.pairs >= 50
    assert 45 <= summary.pre <= 57
    assert 15 <= summary.gain <= 35
    assert summary.interval is not None
    low, high = summary.interval
    assert 10 < low < float(summary.gain) < high < 40
    assert found.only_pre
    assert found.only_post


@pytest.mark.parametrize(("place", "topic"), [(0, "sop"), (1, "sjph")])
def test_one_topic_stays_weak(place: int, topic: str) -> None:
    found = results(_events()[place])
    assert found is not None
    weakest, second = found.topics[:2]
    assert weakest.topic.code == topic
    assert weakest.post_share is not None
    assert second.post_share is not None
    assert second.post_share - weakest.post_share > 10


@pytest.mark.parametrize("place", [0, 1])
def test_nobody_below_the_rule_has_a_certificate(place: int) -> None:
    rows = standing(_events()[place])
    assert all(bool(row.certificate) != bool(row.lacks) for row in rows)
    assert 0.5 < sum(bool(row.certificate) for row in rows) / len(rows) < 0.8


@pytest.mark.parametrize("place", [0, 1])
def test_numbers_run_without_a_gap(place: int) -> None:
    numbers = list(_events()[place].certificates.values_list("sequence", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_offices_papers_wait_for_the_signature() -> None:
    unsigned = _kupang().certificates.filter(signed_on=None)
    assert set(unsigned.values_list("participant__mode", flat=True)) == {Mode.ONLINE}
    assert _kupang().certificates.exclude(signed_on=None).count() > unsigned.count() > 0


def test_only_consultants_with_a_certificate_are_trained() -> None:
    trained = set(Training.objects.values_list("user_id", flat=True))
    certified = set(
        _week()
        .certificates.filter(participant__user__isnull=False)
        .values_list("participant__user_id", flat=True)
    )
    assert trained == certified
    assert 0 < len(trained) < plut.ACCOUNTS


def test_every_step_of_the_funnel_has_somebody() -> None:
    funnel = workshop_funnel(_kupang(), _signed_in("prov.ntt@demo.id"))
    counts = [sum(row.reached(step) for row in funnel.rows) for step in STEPS]
    assert counts == sorted(counts, reverse=True)
    assert counts[1] == 50
    assert 0 < counts[-1] < counts[2] < 50


def test_some_who_were_not_there_applied_too() -> None:
    outside = Application.objects.filter(programme__slug=ntt.SLUG).exclude(
        business__participations__event=_kupang()
    )
    assert outside.count() >= 5


def test_what_was_decided_and_thought_is_there() -> None:
    event = _kupang()
    assert {item.state for item in event.action_items.all()} == {"done", "dropped"}
    assert event.report.results
    assert event.minutes.text
    assert event.handouts.count() == event.sessions.count() == 3
    assert all(event.participants.filter(survey_reply__isnull=False).count() for event in _events())


def test_everybody_is_invented() -> None:
    phones = {
        *Participant.objects.exclude(phone="").values_list("phone", flat=True),
        *User.objects.exclude(phone=None).values_list("phone", flat=True),
    }
    assert phones
    assert all(phone.startswith("+62834") for phone in phones)
    assert not Business.objects.exclude(nib="").exclude(nib__regex="^9[89]").exists()


@pytest.mark.parametrize(
    ("email", "title"),
    [
        ("prov.ntt@demo.id", ntt_workshop.TITLE),
        ("kab.kupang@demo.id", ntt_workshop.TITLE),
        (plut.OFFICER, plut.TITLE),
        (plut.CONSULTANT, plut.TITLE),
    ],
)
def test_the_people_sign_in_and_see_their_event(email: str, title: str) -> None:
    user = _signed_in(email)
    assert user.check_password(PASSWORD)
    assert Event.objects.visible_to(user).filter(title=title).exists()


def test_an_office_elsewhere_sees_only_its_own_people() -> None:
    visible = _week().participants.visible_to(_signed_in("prov.ntt@demo.id"))
    assert 0 < visible.count() < 20
    assert all(code.startswith("53.") for code in visible.values_list("region_id", flat=True))


def test_nothing_lies_in_the_future_and_the_invariants_hold() -> None:
    assert not Event.objects.upcoming(timezone.now()).exists()
    assert [*check_workshops(), *check_certification()] == []


def test_a_second_call_changes_nothing() -> None:
    before = Participant.objects.count()
    assert "already loaded" in load(scenario="ntt-2024")
    assert "already loaded" in load(scenario="plut-2022")
    assert Participant.objects.count() == before
