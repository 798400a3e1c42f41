"""Each role's home: work to do, with counts that equal the lists behind them."""

import pytest
import time_machine
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from certification.enums import Status
from certification.models import ObstacleCause
from certification.selectors.visits import left_of
from certification.services import obstacles
from halalportal.jobs.models import Job, JobStatus
from halalportal.outbox.models import Entry
from ikm.enums import ImportStatus
from ikm.models import Claim, ImportBatch
from reports.models import Reminder
from reports.selectors.queues import waiting_queues
from reports.selectors.work import QUEUES
from tests import factories
from tests.reports import story as stories
from tests.reports.story import NOW, Story, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]


@pytest.fixture
def story(province_officer: User) -> Story:
    return tell(province_officer)


def get(user: User, url: str = "/beranda/"):  # type: ignore[no-untyped-def]
    with time_machine.travel(NOW, tick=False):
        return factories.client_for(user).get(url)


def make_waiting(region: str, by: User) -> None:
    """One WhatsApp message and one import that waits, in a region."""
    Reminder.objects.create(
        key=f"returned-unanswered:{region}",
        rule_id="returned-unanswered",
        region=factories.make_region(region),
        recipient_name="Pemilik Uji",
        channel="whatsapp",
        address="+6281255550001",
        subject="Perbaikan",
        body="Pengajuan perlu diperbaiki.",
        due_on=NOW.date(),
        expires_on=NOW.date(),
    )
    ImportBatch.objects.create(
        region=factories.make_region(region),
        by=by,
        file_name="usaha.xlsx",
        sha256="0" * 64,
        status=ImportStatus.CHECKED,
    )
    Claim.objects.create(
        business=factories.make_business(regency=region), user=factories.make_user(Role.OWNER)
    )


def test_every_queue_of_an_officer_equals_the_list_behind_it(
    story: Story, officer: User, province_officer: User, stranger: User
) -> None:
    stories.file(story, factories.EAST_KUTAI, Status.SUBMITTED, returned_count=1)
    stories.file(story, factories.EAST_KUTAI, Status.READY)
    stories.file(story, factories.SAMARINDA, Status.SUBMITTED)
    make_waiting(factories.EAST_KUTAI, officer)
    held = stories.file(story, factories.EAST_KUTAI, Status.IN_SIHALAL)
    cause = ObstacleCause.objects.get(pk="nib")
    obstacles.report(application=held, cause=cause, by=officer)

    expected = {
        officer: {
            "check": 2,
            "sent-again": 1,
            "ready": 1,
            "whatsapp": 1,
            "imports": 1,
            "claims": 1,
            "nominate": 0,
            "obstacles": 1,
        },
        province_officer: {
            "check": 3,
            "sent-again": 1,
            "ready": 1,
            "whatsapp": 1,
            "imports": 1,
            "claims": 1,
            "obstacles": 0,
        },
        stranger: {
            "check": 1,
            "sent-again": 0,
            "ready": 0,
            "whatsapp": 0,
            "imports": 0,
            "claims": 0,
            "nominate": 0,
            "obstacles": 0,
        },
    }
    for user, counts in expected.items():
        queues = get(user).context["queues"]
        assert {queue.code: queue.count for queue in queues} == counts
        for queue in queues:
            if queue.url.startswith(("/pengajuan/", "/kendala/", "/pengingat/")):
                assert get(user, queue.url).context["count"] == queue.count, queue.code
        assert get(user, "/pengingat/").context["count"] == counts["whatsapp"]
        assert get(user, "/usaha/klaim/").context["count"] == counts["claims"]


def test_the_oldest_tells_how_long_it_waits(story: Story, officer: User) -> None:
    queues = {queue.code: queue for queue in waiting_queues(officer, NOW)}

    assert queues["check"].hint == "tertua 36 hari"
    assert queues["ready"].hint == ""


@pytest.mark.parametrize("role", ["companion", "lp3h_coordinator"])
def test_queues_of_companion_and_coordinator_equal_their_lists(
    story: Story, companion: User, coordinator: User, role: str
) -> None:
    membership = companion.active_membership
    assert membership
    fields = {"companion": companion, "organisation": membership.organisation}
    stories.file(story, factories.EAST_KUTAI, Status.ACCEPTED, **fields)  # type: ignore[arg-type]
    stories.file(story, factories.EAST_KUTAI, Status.RETURNED, **fields)  # type: ignore[arg-type]
    stories.file(story, factories.EAST_KUTAI, Status.ACCEPTED)  # somebody else's
    user = companion if role == "companion" else coordinator

    queues = get(user).context["queues"]

    assert [queue.count for queue in queues] == [1, 0, 1, 0]
    for queue in queues:
        assert get(user, queue.url).context["count"] == queue.count


def test_queue_codes_are_unique_in_each_role() -> None:
    for role, queues in QUEUES.items():
        assert len({queue.code for queue in queues}) == len(queues), role


def test_officer_sees_progress_of_the_own_region(
    story: Story, officer: User, province_officer: User
) -> None:
    own = get(officer).context["progress"]
    whole = get(province_officer).context["progress"]

    assert [(p.used, p.quota, p.note) for p in own] == [(3, 10, "1 terbit · tenggat lewat 4 hari")]
    assert own[0].label == "Cerita, Kabupaten Kutai Timur"
    assert [(p.used, p.quota) for p in whole] == [(7, 40)]


def test_officer_sees_running_jobs(story: Story, officer: User, stranger: User) -> None:
    Job.objects.create(kind="x", title="Impor usaha-kutim.xlsx", by=officer)

    assert "Impor usaha-kutim.xlsx" in get(officer).content.decode()
    assert "Impor usaha-kutim.xlsx" not in get(stranger).content.decode()


def test_owner_sees_status_next_step_and_nobody_elses(story: Story, owner: User) -> None:
    mine = stories.file(story, factories.EAST_KUTAI, Status.RETURNED, owner=owner)
    other = stories.file(story, factories.EAST_KUTAI, Status.RETURNED)
    text = get(owner).content.decode()

    assert mine.business.name in text
    assert f'href="/pengajuan/{mine.number}/"' in text
    assert "Perbaiki sekarang" in text
    assert other.business.name not in text


def test_owner_without_application_is_led_to_start_one(story: Story, owner: User) -> None:
    business = factories.make_business(owner=owner)
    text = get(owner).content.decode()

    assert f"/pengajuan/baru/?usaha={business.pk}" in text


def test_owner_without_business_is_led_to_the_office(owner: User) -> None:
    assert "Usaha Anda belum tersambung." in get(owner).content.decode()


def test_companion_sees_cases_by_due_day(story: Story, companion: User) -> None:
    for since, status in ((5, Status.ACCEPTED), (9, Status.ACCEPTED), (1, Status.SUBMITTED)):
        stories.file(
            story,
            factories.EAST_KUTAI,
            status,
            companion=companion,
            status_changed_at=NOW.replace(day=1).replace(month=5, day=28 - since),
        )
    cases = get(companion).context["cases"]

    assert len(cases) == 3
    assert cases[0].due_on < cases[1].due_on
    assert cases[2].due_on is None


def test_companion_counts_working_days_as_the_list_of_visits(story: Story, companion: User) -> None:
    application = stories.file(
        story,
        factories.EAST_KUTAI,
        Status.ACCEPTED,
        companion=companion,
        status_changed_at=NOW.replace(day=1).replace(month=4, day=1),
    )
    response = get(companion)
    with time_machine.travel(NOW, tick=False):
        left = left_of(application)
    assert left.days < 0
    assert f"({left.words})" in response.content.decode()
    assert f"terlambat {-left.days} hari kerja" == left.words


def test_coordinator_sees_the_own_quota(story: Story, province_officer: User) -> None:
    coordinator = factories.make_user("lp3h_coordinator", organisation=story.lp3h)

    progress = get(coordinator).context["progress"]

    assert [(p.label, p.used, p.quota, p.note) for p in progress] == [("Cerita", 2, 4, "1 terbit")]


def test_head_and_auditor_are_led_to_the_summaries(story: Story, head: User, auditor: User) -> None:
    assert get(head).headers["Location"] == "/laporan/cerita-2026/"
    assert get(auditor).headers["Location"] == "/laporan/"


def test_admin_sees_the_portals_health(story: Story, admin_user: User, officer: User) -> None:
    waiting = Entry.objects.create(task="x", key="a", not_before=NOW)
    Entry.objects.create(task="x", key="b", parked_at=NOW)
    Job.objects.create(kind="x", title="x", by=officer, status=JobStatus.FAILED, finished_at=NOW)
    health = get(admin_user).context["health"]

    assert (health.waiting, health.parked, health.failed_jobs) == (1, 1, 1)
    assert health.oldest_waiting == waiting.not_before


def test_without_a_role_and_without_a_sign_in(db: None) -> None:
    assert "belum punya peran" in get(factories.make_user()).content.decode()
    assert Client().get("/beranda/").headers["Location"].startswith("/masuk/")


def test_query_count_of_the_officers_home(
    story: Story, officer: User, django_assert_max_num_queries: object
) -> None:
    client = factories.client_for(officer)
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        client.get("/beranda/")
