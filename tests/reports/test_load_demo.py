"""What `manage.py load_demo` tells of Kalimantan Timur, and that it tells it twice alike."""

from collections import Counter
from datetime import date, time
from importlib import import_module
from itertools import accumulate, groupby
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from pytest_django import Settings

from accounts.models import User
from certification.enums import NameOpinion, Status, Track
from certification.models import (
    Application,
    Certificate,
    Movement,
    Programme,
    StatusChange,
    Upload,
    Verification,
)
from certification.selectors import programme_summary
from certification.selectors.completeness import gaps_of
from halalportal.audit.models import AuditEntry
from halalportal.lib.identifiers import (
    read_certificate_number,
    read_nib,
    read_phone,
    read_sihalal_number,
)
from halalportal.lib.working_days import is_working_day
from ikm.models import Business
from reports.demo import history, veterans
from reports.demo.seeds import Seeds
from tests.reports.demo_loading import TODAY, digest, load, loaded

__all__ = ["loaded"]  # a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group(__name__)]

MEETING = date(2025, 6, 4)
WITA = ZoneInfo("Asia/Makassar")


@pytest.fixture(autouse=True)
def _demo(loaded: Path) -> None:
    """Every test here looks at the loaded demo."""


def test_another_seed_or_part_has_its_own_random_numbers() -> None:
    streams = {
        Seeds("kaltim-2025", 1).rng("pool").random(),
        Seeds("kaltim-2025", 2).rng("pool").random(),
        Seeds("kaltim-2025", 1).rng("history").random(),
    }
    assert len(streams) == 3


def test_a_second_call_says_so_and_changes_nothing() -> None:
    before = digest()
    assert "already loaded" in load(seed=7)
    assert "already loaded" in load(scenario="kaltim-2025")
    assert digest() == before


def test_it_is_refused_outside_development(settings: Settings) -> None:
    settings.IS_DEVELOPMENT = False
    with pytest.raises(CommandError, match="--force"):
        load()
    assert "already loaded" in load(force=True)


@pytest.mark.parametrize(
    "option", ["--businesses=10", "--today=2026-01-05", "--scenario=kaltim-1999"]
)
def test_what_cannot_be_told_is_refused(option: str) -> None:
    Programme.objects.filter(slug=history.SLUG).update(slug="another")
    with pytest.raises(CommandError):
        call_command("load_demo", f"--today={TODAY}", option)


def test_the_meeting_of_june_2025_finds_its_figures() -> None:
    programme = Programme.objects.get(slug="self-declare-kaltim-2025")
    summary = programme_summary(programme=programme, as_of=MEETING)
    assert (summary.quota, summary.used, summary.issued) == (1000, 320, 58)
    assert (summary.reserved, summary.free, summary.in_process) == (0, 680, 262)
    assert sum(region.quota for region in summary.regions) == 1000
    assert sum(region.used for region in summary.regions) == 320
    target, *later = summary.targets
    assert (target.starts_on, target.due_on) == (date(2025, 2, 20), date(2025, 5, 31))
    assert (target.day_basis, target.overdue_calendar_days) == ("calendar", 4)
    assert [each.due_on for each in later] == [date(2025, 8, 1), date(2025, 12, 31)]
    assert [each.day_basis for each in later] == ["working", "with_cb"]


def test_the_ranking_tells_a_story() -> None:
    programme = Programme.objects.get(slug="self-declare-kaltim-2025")
    summary = programme_summary(programme=programme, as_of=MEETING)
    shares = {region.code: region.used / region.quota for region in summary.regions}
    assert len(shares) == 10
    assert shares["64.08"] == 0.98
    assert sum(share < 0.1 for share in shares.values()) >= 2


def test_the_pace_was_slow_in_march_and_faster_in_may() -> None:
    entered = StatusChange.objects.filter(
        application__programme__slug=history.SLUG, transition="enter"
    )
    months = Counter(at.astimezone(WITA).month for at in entered.values_list("at", flat=True))
    assert months[3] < months[4] < months[5]
    assert sum(months.values()) == 320


def test_nothing_of_2025_happens_after_the_meeting_or_before_the_grant() -> None:
    moments = Movement.objects.filter(allocation__programme__slug=history.SLUG)
    steps = StatusChange.objects.filter(application__programme__slug=history.SLUG)
    days = {at.astimezone(WITA).date() for at in moments.values_list("at", flat=True)}
    days |= {at.astimezone(WITA).date() for at in steps.values_list("at", flat=True)}
    assert min(days) == date(2025, 2, 20)
    assert max(days) <= MEETING


def test_people_work_on_working_days_in_office_hours() -> None:
    for at in StatusChange.objects.values_list("at", flat=True):
        local = at.astimezone(WITA)
        assert is_working_day(local.date()), local
        assert time(8) <= local.time() <= time(16), local


def test_the_ledger_was_never_overdrawn_on_the_way() -> None:
    movements = Movement.objects.order_by("allocation_id", "at", "pk")
    for _, group in groupby(movements, key=lambda movement: movement.allocation_id):
        taken = [m.granted - m.delegated - m.reserved - m.used for m in group]
        assert min(accumulate(taken)) >= 0


@pytest.mark.parametrize("app", ["ikm", "certification", "workshops"])
def test_the_invariants_hold(app: str) -> None:
    assert list(import_module(f"{app}.invariants").check()) == []


def test_every_step_and_movement_stands_in_the_audit_trail() -> None:
    actions = Counter(AuditEntry.objects.values_list("action", flat=True))
    steps = Counter(StatusChange.objects.values_list("transition", flat=True))
    kinds = Counter(Movement.objects.values_list("kind", flat=True))
    assert {f"application.{name}": n for name, n in steps.items()}.items() <= actions.items()
    assert {f"allocation.{kind}": n for kind, n in kinds.items()}.items() <= actions.items()


def test_stopped_applications_gave_their_places_back_for_a_reason() -> None:
    stopped = Application.objects.filter(programme__slug=history.SLUG, status=Status.STOPPED)
    assert stopped.count() == 24
    reasons = set(stopped.values_list("stop_reason_id", flat=True))
    assert {"already-certified", "withdrawn"} <= reasons
    for application in stopped:
        assert sum(m.reserved for m in application.movements.all()) == 0


def test_some_came_back_before_they_went_through() -> None:
    used = Application.objects.filter(programme__slug=history.SLUG).exclude(status=Status.STOPPED)
    returned = used.filter(returned_count__gt=0).count()
    assert 30 < returned < 130
    reasons = StatusChange.objects.filter(transition="return").values_list("return_reason_id")
    assert len(set(reasons)) >= 4
    assert None not in {code for (code,) in reasons}


def test_whatever_was_sent_has_no_gaps_and_its_answers_frozen() -> None:
    # Before the first list of 2023 nobody asked what the applications of today are asked.
    asked = Application.objects.exclude(programme__slug=veterans.SLUG)
    # Came back for a name that can't stay: that is what is to be mended.
    asked = asked.exclude(name_reviews__opinion=NameOpinion.RENAME)
    sent = asked.exclude(status=Status.DRAFT).prefetch_related(
        "products", "materials", "uploads", "business"
    )
    for application in sent:
        assert gaps_of(application) == [], application
        assert application.snapshot["products"]["names"]


def test_every_photo_is_a_file_of_its_own(loaded: Path) -> None:
    names = list(Upload.objects.values_list("file", flat=True))
    assert len(set(names)) == len(names) > 400
    for name in names:
        assert (loaded / name).read_bytes().startswith(b"\xff\xd8\xff")


def test_verified_applications_have_findings_before_they_were_entered() -> None:
    late = Verification.objects.filter(visited_on__gt=F("application__sihalal_entered_on"))
    assert not late.exists()
    entered = Application.objects.exclude(sihalal_number="").filter(track=Track.SELF_DECLARE)
    assert entered.filter(verification=None).count() == 0


def test_businesses_were_known_before_they_applied() -> None:
    for application in Application.objects.select_related("business", "verification"):
        assert application.business.created_at < application.created_at
        verified_at = application.business.last_verified_at
        visit = getattr(application, "verification", None)
        assert bool(verified_at) == bool(visit and visit.is_final)


def test_numbers_from_outside_are_right_and_belong_to_nobody() -> None:
    for number in Certificate.objects.values_list("number", flat=True):
        assert read_certificate_number(number).is_valid
        assert number.startswith("ID64119000")
    for number in Application.objects.exclude(sihalal_number="").values_list(
        "sihalal_number", flat=True
    ):
        assert read_sihalal_number(number).is_valid
    for nib in Business.objects.exclude(nib="").values_list("nib", flat=True):
        assert read_nib(nib).is_valid
    for phone in User.objects.exclude(phone=None).values_list("phone", flat=True):
        assert read_phone(phone).value == phone


def test_application_numbers_run_without_a_gap_in_each_year() -> None:
    for year in (2025, 2026):
        numbers = Application.objects.filter(number__startswith=f"PGJ-{year}-")
        found = sorted(int(number[-4:]) for number in numbers.values_list("number", flat=True))
        assert found == list(range(1, len(found) + 1))
