"""The pages of obstacles: three taps to report, counts that equal their lists, who sees what."""

import datetime
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.enums import Role
from accounts.models import Organisation, User
from certification.enums import Status
from certification.models import Application, Incident, Obstacle, ObstacleCause, Programme
from certification.selectors.applications import clock_of
from certification.selectors.stalls import last_late_day, stalls
from certification.services import obstacles
from halalportal.lib.working_days import add_days
from tests.certification import steps
from tests.certification.conftest import Case
from tests.factories import (
    EAST_KUTAI,
    SAMARINDA,
    client_for,
    make_business,
    make_organisation,
    make_user,
)

OVERVIEW = reverse("certification:obstacle-overview")
ZONE = "Asia/Makassar"


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response
    return unescape(response.content.decode())


def post(client: Client, address: str, **data: object) -> str:
    response = client.post(address, data, follow=True)
    assert response.status_code == 200
    return unescape(response.content.decode())


def detail(application: Application) -> str:
    return reverse("certification:application-detail", args=[application.number])


def create(application: Application) -> str:
    return reverse("certification:obstacle-create", args=[application.number])


MakeHeld = Callable[..., Obstacle]


@pytest.fixture
def held(programme: Programme, province_officer: User) -> MakeHeld:
    """Makes an application that an obstacle holds up."""
    count = iter(range(1_000))

    def make(
        code: str = "nib", *, regency: str = EAST_KUTAI, lp3h: Organisation | None = None
    ) -> Obstacle:
        business = make_business(regency=regency)
        application = Application.objects.create(
            number=f"PGJ-2026-6{next(count):03}",
            programme=programme,
            business=business,
            regency=business.regency,
            organisation=lp3h,
            track=programme.track,
            status=Status.DRAFT,
            created_by=province_officer,
        )
        cause = ObstacleCause.objects.get(pk=code)
        return obstacles.report(application=application, cause=cause, by=province_officer)

    return make


def test_three_taps_from_the_application(case: Case) -> None:
    application = steps.accepted(case)
    phone = client_for(case.companion)
    assert create(application) in text(phone, detail(application))
    form = text(phone, create(application))
    assert form.count('type="radio"') == ObstacleCause.objects.count()
    page = post(phone, create(application), cause="no-response")
    assert "Kendala tercatat." in page
    assert "Kendala: Pemilik tidak merespons" in page
    found = application.obstacles.get()
    assert found.next_actor == Role.COMPANION
    # One at a time: the button is gone, what is open can be followed up and resolved.
    assert create(application) not in page
    follow_up = reverse("certification:obstacle-follow-up", args=[found.pk])
    page = post(phone, follow_up, next_actor=Role.REGENCY_OFFICER, follow_up="Datangi usaha.")
    assert "Datangi usaha." in page
    resolve = reverse("certification:obstacle-resolve", args=[found.pk])
    page = post(phone, resolve, resolution="Pemilik mau melanjutkan.")
    assert "Kendala yang sudah selesai (1)" in page
    assert "Pemilik mau melanjutkan." in page


def test_the_form_says_what_to_do(case: Case) -> None:
    application = steps.submitted(case)
    client = client_for(case.officer)
    assert "Pilih kendalanya." in post(client, create(application))
    assert "Tulis kendalanya." in post(client, create(application), cause="other")
    early = post(client, create(application), cause="nib", since="1/1/2020")
    assert "Kendala tidak bisa mulai di tanggal itu." in early
    late = post(client, create(application), cause="nib", follow_up_by="1/1/2020")
    assert "Tanggal itu sudah lewat." in late
    assert re.search(r"<details[^>]* open", late)
    assert not application.obstacles.exists()


def test_owner_officer_and_stranger(case: Case, stranger: User, head: User) -> None:
    application = steps.submitted(case)
    cause = ObstacleCause.objects.get(pk="refuses")
    found = obstacles.report(application=application, cause=cause, by=case.officer)
    resolve = reverse("certification:obstacle-resolve", args=[found.pk])
    assert "Pemilik menolak" not in text(client_for(case.owner), detail(application))
    text(client_for(case.owner), create(application), 403)
    text(client_for(case.owner), OVERVIEW, 403)
    text(client_for(stranger), create(application), 404)
    text(client_for(stranger), resolve, 404)
    assert "Pemilik menolak" not in text(client_for(stranger), OVERVIEW)
    assert "Pemilik menolak" in text(client_for(case.officer), OVERVIEW)
    # The head sees it and changes nothing.
    assert "Pemilik menolak" in text(client_for(head), detail(application))
    assert resolve not in text(client_for(head), detail(application))
    text(client_for(head), resolve, 403)


def test_every_number_is_a_list_with_as_many_rows(held: MakeHeld, province_officer: User) -> None:
    lp3h = make_organisation(name="LP3H Kendala")
    for code, regency, organisation in (
        ("nib", EAST_KUTAI, lp3h),
        ("nib", EAST_KUTAI, None),
        ("nib", SAMARINDA, lp3h),
        ("sihalal", SAMARINDA, None),
    ):
        held(code, regency=regency, lp3h=organisation)
    client = client_for(province_officer)
    page = text(client, OVERVIEW)
    links = re.findall(r'<a href="(\?[^"]+)">(?:<strong>)?(\d+)', page)
    assert len(links) >= 10
    for address, count in links:
        rows = text(client, OVERVIEW + address)
        assert rows.count("Tindak lanjuti<") == int(count), address


def test_the_filters_stay_in_the_address(held: MakeHeld, province_officer: User) -> None:
    held("nib")
    done = held("sihalal")
    obstacles.resolve(obstacle=done, resolution="Sudah pulih.", by=province_officer)
    client = client_for(province_officer)
    assert "Sudah pulih." not in text(client, OVERVIEW)
    page = text(client, f"{OVERVIEW}?keadaan=selesai&sebab=sihalal")
    assert "Sudah pulih." in page
    assert 'href="?sebab=sihalal"' in page  # the chip that takes the state away
    nothing = text(client, f"{OVERVIEW}?sebab=sihalal")
    assert "Tidak ada kendala untuk saringan ini." in nothing
    assert "1 kendala, tertua" in text(client, f"{OVERVIEW}?sebab=tak-dikenal&halaman=x")


def test_an_empty_page_says_so(programme: Programme, head: User) -> None:
    assert "Belum ada kendala dilaporkan." in text(client_for(head), OVERVIEW)
    address = reverse("certification:obstacle-list", args=[programme.slug])
    assert "Belum ada kendala dilaporkan." in text(client_for(head), address)


def test_the_queries_stay_the_same(
    held: MakeHeld, programme: Programme, province_officer: User
) -> None:
    client = client_for(province_officer)
    address = reverse("certification:obstacle-list", args=[programme.slug])

    def count(page: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            text(client, page)
        return len(found)

    held("nib")
    first = count(OVERVIEW), count(address)
    for regency in (EAST_KUTAI, SAMARINDA):
        for code in ("nib", "sihalal", "refuses"):
            held(code, regency=regency, lp3h=make_organisation())
    assert (count(OVERVIEW), count(address)) == first
    assert max(first) <= 20


def test_the_coordinator_sees_the_own_lp3h_alone(held: MakeHeld, coordinator: User) -> None:
    own = held("nib", lp3h=coordinator.active_membership.organisation)  # type: ignore[union-attr]
    other = held("nib", lp3h=make_organisation())
    page = text(client_for(coordinator), OVERVIEW)
    assert own.application.number in page
    assert other.application.number not in page


def test_an_outage_from_page_to_page(
    held: MakeHeld, programme: Programme, officer: User, stranger: User
) -> None:
    ready = held("nib").application
    Obstacle.objects.all().delete()
    allocation = programme.allocations.get(parent=None)
    Application.objects.filter(pk=ready.pk).update(status=Status.READY, allocation=allocation)
    client = client_for(officer)
    create_url = reverse("certification:incident-create")
    wrong = post(client, create_url, system="SiHalal", day="1/1/2020", time="pagi")
    assert "Tulis jam seperti 08.30." in wrong
    page = post(client, create_url, system="SiHalal", time="")
    assert "Gangguan tercatat. 1 pengajuan tertahan." in page
    assert "sedang terganggu" in page
    again = post(client_for(stranger), create_url, system="SiHalal")
    assert "sudah dicatat" in again
    incident = Incident.objects.get()
    end_url = reverse("certification:incident-end", args=[incident.pk])
    text(client_for(stranger), end_url, 403)
    assert "1 pengajuan bisa dilanjutkan" in post(client, end_url)
    assert not Obstacle.objects.open().exists()
    assert "0 pengajuan ditambahkan" not in post(client, end_url)


def test_another_province_sees_no_outage(officer: User) -> None:
    incident = Incident.objects.create(
        region=officer.active_membership.region.parent,  # type: ignore[union-attr]
        started_at=timezone.now(),
        reported_by=officer,
    )
    foreigner = make_user(Role.PROVINCE_OFFICER, region="63")
    address = reverse("certification:incident-end", args=[incident.pk])
    text(client_for(foreigner), address, 404)


def test_what_stands_still_without_a_word(case: Case, stranger: User) -> None:
    application = steps.submitted(case)
    long_ago = timezone.now() - datetime.timedelta(days=30)
    Application.objects.filter(pk=application.pk).update(
        status_changed_at=long_ago, submitted_at=long_ago
    )
    address = reverse("certification:stall-list")
    assert application.number in text(client_for(case.officer), address)
    assert "1 pengajuan macet tanpa sebab" in text(client_for(case.officer), OVERVIEW)
    assert application.number not in text(client_for(stranger), address)
    cause = ObstacleCause.objects.get(pk="nib")
    obstacles.report(application=application, cause=cause, by=case.officer)
    assert application.number not in text(client_for(case.officer), address)


def test_a_stall_is_what_the_clock_calls_late(case: Case) -> None:
    application = steps.submitted(case)
    now = timezone.now()
    for hours in range(0, 24 * 14, 5):
        application.status_changed_at = now - datetime.timedelta(hours=hours)
        application.save(update_fields=["status_changed_at"])
        is_stalled = stalls(case.officer, ZONE).exists()
        assert is_stalled == clock_of(application).is_late, hours


@given(
    today=st.dates(datetime.date(2024, 1, 1), datetime.date(2027, 12, 31)),
    days=st.integers(1, 12),
)
def test_the_last_late_day_is_the_last(today: datetime.date, days: int) -> None:
    day = last_late_day(today, days)
    assert add_days(day, days, "working") < today
    assert add_days(day + datetime.timedelta(days=1), days, "working") >= today
