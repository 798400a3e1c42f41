"""The people of the demo of Kalimantan Timur, what they have to do today, and the events."""

from collections import Counter
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Q
from django.utils import timezone

from accounts.demo import PASSWORD
from accounts.enums import Role
from accounts.models import CompanionProfile, Membership, User
from certification.enums import Status
from certification.models import Application, StatusChange
from halalportal.lib.identifiers import read_pirt
from halalportal.lib.working_days import count_days
from ikm.models import Assignment, Business
from reports.demo import current
from tests.reports.demo_loading import TODAY, loaded
from workshops.enums import ActionState, EventKind, Mode
from workshops.models import ActionItem, Event
from workshops.selectors.minutes import agenda, presence

__all__ = ["loaded"]  # a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group(__name__)]

WITA = ZoneInfo("Asia/Makassar")


@pytest.fixture(autouse=True)
def _demo(loaded: Path) -> None:
    """Every test here looks at the loaded demo."""


@pytest.mark.parametrize(
    ("email", "role", "region"),
    [
        ("prov@demo.id", Role.PROVINCE_OFFICER, "64"),
        ("kab@demo.id", Role.REGENCY_OFFICER, "64.08"),
        ("lp3h@demo.id", Role.LP3H_COORDINATOR, None),
        ("pendamping@demo.id", Role.COMPANION, None),
        ("pemilik@demo.id", Role.OWNER, None),
        ("kepala@demo.id", Role.HEAD, "64"),
        ("auditor@demo.id", Role.AUDITOR, "64"),
        ("admin@demo.id", Role.ADMIN, None),
    ],
)
def test_the_demo_accounts_sign_in(email: str, role: str, region: str | None) -> None:
    user = User.objects.get(email=email)
    assert user.check_password(PASSWORD)
    assert user.phone
    assert user.role == role
    assert user.active_membership
    assert user.active_membership.region_id == region


def test_nobody_else_can_sign_in() -> None:
    others = User.objects.filter(email=None)
    assert others.count() > 30
    assert not any(user.has_usable_password() for user in others)


def test_coordinator_and_companion_share_an_lp3h_and_one_has_two_roles() -> None:
    coordinator = User.objects.get(email="lp3h@demo.id")
    companion = User.objects.get(email="pendamping@demo.id")
    roles = coordinator.memberships.current()
    assert [m.role for m in roles] == [Role.LP3H_COORDINATOR, Role.COMPANION]
    own = coordinator.scope.organisation_id
    assert own == companion.scope.organisation_id
    assert {m.organisation_id for m in roles} == {own}
    assert Membership.objects.filter(role=Role.COMPANION).count() >= 24


def test_the_owner_has_one_thing_to_mend() -> None:
    owner = User.objects.get(email="pemilik@demo.id")
    [application] = Application.objects.visible_to(owner)
    assert application.status == Status.RETURNED
    assert application.business.regency_id == "64.08"
    assert application.business.owner_name == owner.name
    assert application.business.name == "Dapur Sumiati"
    last = application.status_changes.last()
    assert last
    assert last.return_reason_id == "product-photo"
    assert count_days(last.at.astimezone(WITA).date(), TODAY, "working") == 2


def test_the_owners_record_is_whole() -> None:
    business = Business.objects.get(name="Dapur Sumiati")
    assert (business.computed_scale, business.industry_class) == ("micro", "ik")
    assert business.finances.is_known
    permit = business.permits.get()
    assert read_pirt(permit.number).is_valid
    assert permit.expires_on
    assert permit.expires_on > TODAY


def test_the_work_of_today_is_alive() -> None:
    applications = Application.objects.filter(programme__slug=current.SLUG)
    counts = Counter(applications.values_list("status", flat=True))
    assert set(counts) == set(Status)
    assert 140 <= sum(counts.values()) <= 160
    start_of_today = datetime.combine(TODAY, time(), WITA)
    assert not StatusChange.objects.filter(at__gte=start_of_today).exists()
    newest = applications.filter(status=Status.SUBMITTED).latest("status_changed_at")
    assert count_days(newest.status_changed_at.astimezone(WITA).date(), TODAY, "working") <= 2


def test_everybody_has_something_to_do() -> None:
    officer = User.objects.get(email="kab@demo.id")
    companion = User.objects.get(email="pendamping@demo.id")
    coordinator = User.objects.get(email="lp3h@demo.id")
    waiting = Application.objects.visible_to(officer).in_status(Status.SUBMITTED)
    assert waiting.count() >= 5
    to_verify = Application.objects.visible_to(companion).in_status(Status.ACCEPTED)
    assert to_verify.count() >= 3
    assert Application.objects.visible_to(coordinator).open().count() > to_verify.count()


def test_every_case_has_its_companion_assigned() -> None:
    for application in Application.objects.exclude(companion=None).select_related("companion"):
        [assignment] = Assignment.objects.filter(business=application.business_id)
        assert assignment.companion == application.companion
        assert assignment.organisation_id == application.organisation_id


def test_whoever_accepts_did_not_file() -> None:
    for change in StatusChange.objects.filter(transition="accept").select_related("application"):
        assert change.by_id != change.application.created_by_id


def test_the_workshop_led_to_applications() -> None:
    event = Event.objects.earliest("starts_at")
    guests = event.participants.of_businesses()
    assert guests.count() == 50
    assert 30 < guests.attended().count() < 50
    assert set(guests.values_list("mode", flat=True)) == {Mode.ONSITE}
    applied = guests.filter(business__applications__created_at__gt=event.ends_at).distinct()
    assert 15 <= applied.count() <= 30
    online = event.participants.online()
    assert online.values("region_id").distinct().count() == 9


def test_the_next_event_is_ten_days_ahead_with_the_owner_in_it() -> None:
    start = datetime.combine(TODAY, time(), WITA)
    event = Event.objects.upcoming(start).get(kind=EventKind.BIMTEK)
    assert timezone.localdate(event.starts_at, WITA) == date(2026, 12, 1)
    owner = User.objects.get(email="pemilik@demo.id")
    assert event in Event.objects.visible_to(owner)


def test_the_meeting_of_june_2025_has_its_five_decisions() -> None:
    meeting = Event.objects.get(starts_at__date=date(2025, 6, 4))
    decided = meeting.action_items.all()
    assert decided.count() == 5
    assert set(decided.values_list("state", flat=True)) == {ActionState.DONE}
    assert presence(meeting).total == 12
    officer = User.objects.get(email="prov@demo.id")
    following = Event.objects.filter(kind=EventKind.COORDINATION).earliest("-starts_at")
    left = [row.item for row in agenda(following, officer)]
    assert [item.is_pending for item in left] == [True, True]
    home = User.objects.get(email="kab@demo.id")
    assert ActionItem.objects.mine(home).due(TODAY).count() == 1


def test_every_companion_has_a_profile() -> None:
    companions = User.objects.filter(memberships__role=Role.COMPANION)
    profiles = CompanionProfile.objects.filter(user__in=companions)
    assert profiles.count() == companions.count() > 20
    assert not profiles.filter(Q(registration_number="") | Q(districts=None)).exists()
    assert profiles.filter(user__email="pendamping@demo.id", trained_until__gt=TODAY).exists()
    assert profiles.filter(trained_until__lt=TODAY).exists()
