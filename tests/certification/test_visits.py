"""The list of visits: in order of the due day, the same cases as on the home page."""

import datetime
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from certification.models import Application
from certification.selectors.visits import left_of, waiting_visits
from reports.selectors.queues import waiting_queues
from tests.certification import steps, visits
from tests.certification.conftest import Case
from tests.certification.pages import text
from tests.factories import assign, client_for, make_business, make_companion, make_region

LIST = "/verifikasi/"
SANGKULIRANG, TELEN = "64.08.05", "64.08.07"


def waiting_since(case: Case, days: int, *, district: str = "", name: str = "") -> Application:
    """An application of a business of its own that waits for the case's companion."""
    number = Application.objects.count() + 1
    fields = {"name": name} if name else {}
    business = make_business(
        owner=case.owner,
        nib=f"{number:013}",
        scale="micro",
        phone=f"+62812000{number:05}",
        address=f"Jalan Rekaan {number}",
        kbli_version=2020,
        kbli_code="10794",
        district=make_region(district) if district else None,
        **fields,
    )
    assign(business, case.companion)
    application = steps.accepted(replace(case, business=business))
    moved_at = timezone.now() - datetime.timedelta(days=days)
    Application.objects.filter(pk=application.pk).update(status_changed_at=moved_at)
    return Application.objects.with_people().get(pk=application.pk)


def positions(page: str, *texts: str) -> list[int]:
    return [page.index(each) for each in texts]


def test_late_ones_come_first(case: Case) -> None:
    waiting_since(case, 1, name="Usaha Nanti")
    waiting_since(case, 40, name="Usaha Lewat")
    waiting_since(case, 11, name="Usaha Segera")
    page = text(client_for(case.companion), LIST)
    where = positions(page, "Terlambat (1)", "Usaha Lewat", "Usaha Segera", "Usaha Nanti")
    assert where == sorted(where)
    assert "terlambat" in page
    assert "Mulai kunjungan" in page
    assert "3 pengajuan menunggu verifikasi" in page


def test_by_kecamatan_and_by_filter(case: Case) -> None:
    waiting_since(case, 9, district=TELEN, name="Usaha Telen")
    waiting_since(case, 1, district=SANGKULIRANG, name="Usaha Sangkulirang")
    phone = client_for(case.companion)
    page = text(phone, f"{LIST}?urut=kecamatan")
    where = positions(page, "Kecamatan Sangkulirang (1)", "Kecamatan Telen (1)")
    assert where == sorted(where)
    page = text(phone, f"{LIST}?kecamatan={TELEN}")
    assert "Usaha Telen" in page
    assert "Usaha Sangkulirang" not in page
    assert "Usaha Telen" in text(phone, f"{LIST}?kecamatan=entah&urut=apa")


def test_a_line_leads_on_and_calls(case: Case) -> None:
    application = waiting_since(case, 1, district=SANGKULIRANG)
    phone = client_for(case.companion)
    page = text(phone, LIST)
    assert "https://wa.me/62812000" in page
    assert "tel:+62812000" in page
    assert "geo:0,0?q=Jalan%20Rekaan" in page
    assert "http://maps" not in page
    visits.add_photo(application, by=case.companion)
    page = text(phone, LIST)
    assert "Lanjutkan (1/16)" in page
    assert reverse("certification:verification-visit", args=[application.number]) in page


def test_days_off_do_not_count(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten working days from 16 December 2025 run over Christmas, joint leave and New Year."""
    application = waiting_since(case, 1)
    start = datetime.datetime(2025, 12, 16, 3, tzinfo=datetime.UTC)
    application.status_changed_at = start
    now = datetime.datetime(2025, 12, 24, 3, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    left = left_of(application)
    assert left.clock.due_on == datetime.date(2026, 1, 2)
    assert left.days == 5 - 1
    assert left.words == "4 hari kerja lagi"
    monkeypatch.setattr(timezone, "now", lambda: now + datetime.timedelta(days=10))
    late = left_of(application)
    assert late.clock.is_late
    assert late.words == "terlambat 1 hari kerja"


def test_who_sees_which_visits(
    case: Case, coordinator: User, stranger: User, province_officer: User
) -> None:
    application = waiting_since(case, 40, name="Usaha Lewat")
    membership = case.companion.active_membership
    assert membership
    for person in (coordinator, case.officer, province_officer):
        page = text(client_for(person), LIST)
        assert "Usaha Lewat" in page
        assert case.companion.name in page
        assert "Mulai kunjungan" not in page
        assert "terlambat" in page
    phone = "0812-0000-0001"
    assert phone in text(client_for(case.officer), LIST)
    assert phone not in text(client_for(coordinator), LIST)
    for other in (stranger, make_companion(membership.organisation), make_companion()):
        page = text(client_for(other), LIST)
        assert "Tidak ada kunjungan." in page
        assert application.number not in page
    assert client_for(case.owner).get(LIST).status_code == 403


def test_officers_filter_by_companion(case: Case) -> None:
    waiting_since(case, 1, name="Usaha Satu")
    other = replace(case, companion=make_companion())
    waiting_since(other, 1, name="Usaha Dua")
    office = client_for(case.officer)
    page = text(office, f"{LIST}?pendamping={other.companion.pk}")
    assert "Usaha Dua" in page
    assert "Usaha Satu" not in page


def test_the_list_holds_what_the_home_counts(case: Case, coordinator: User) -> None:
    for days in (1, 2, 3):
        waiting_since(case, days)
    for person, code in ((case.companion, "verify"), (coordinator, "unverified")):
        queues = {queue.code: queue for queue in waiting_queues(person, timezone.now())}
        assert queues[code].count == waiting_visits(person).count() == 3
        assert queues[code].url == LIST


def queries_of(client: Client, assert_max: DjangoAssertNumQueries) -> int:
    with assert_max(60) as captured:
        text(client, LIST)
    return len(captured)


def test_the_list_asks_the_same_for_any_number(
    case: Case, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    visits.visited(waiting_since(case, 1, district=SANGKULIRANG), by=case.companion)
    phone = client_for(case.companion)
    one = queries_of(phone, django_assert_max_num_queries)
    for days in (2, 40):
        visits.visited(waiting_since(case, days, district=TELEN), by=case.companion)
    assert queries_of(phone, django_assert_max_num_queries) == one
    assert one <= 15
