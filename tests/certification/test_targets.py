"""Adding, changing and removing targets; their figures, light and dates."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import User
from certification.enums import DayBasis, Light, MovementKind, TargetMeasure
from certification.errors_targets import (
    DueBeforeStartError,
    RegionOutsideError,
    TargetGoneError,
)
from certification.invariants import check
from certification.models import Allocation, Programme, Target
from certification.selectors import programme_summary
from certification.selectors.due_dates import due_dates
from certification.selectors.targets import TargetSummary
from certification.services import targets as services
from certification.services.programmes import cancel_programme
from certification.services.targets import TargetDetails
from halalportal.audit.models import AuditEntry
from tests.certification.test_summary import move, noon
from tests.factories import (
    EAST_KUTAI,
    SAMARINDA,
    client_for,
    make_allocation,
    make_organisation,
    make_programme,
    make_region,
    make_user,
)

START = datetime.date(2025, 2, 20)
DUE = datetime.date(2025, 5, 31)
OPENED = noon(START)


@pytest.fixture
def kaltim(province_officer: User) -> Programme:
    """100 places from 20 February 2025 on, 60 of them in East Kutai, 20 of those with an LP3H."""
    with time_machine.travel(OPENED, tick=False):
        programme = make_programme(
            by=province_officer,
            quota=100,
            year=2025,
            starts_on=START,
            ends_on=datetime.date(2025, 12, 31),
        )
        make_allocation(programme, granted=60, by=province_officer)
        lp3h = make_organisation(name="LP3H Al-Amin")
        make_allocation(programme, organisation=lp3h, granted=20, by=province_officer)
        make_allocation(programme, region=SAMARINDA, granted=40, by=province_officer)
    return programme


def details(**fields: object) -> TargetDetails:
    given = {"name": "100 hari", "quantity": 50, "starts_on": START, "due_on": DUE} | fields
    return TargetDetails(**given)  # type: ignore[arg-type]


def posted(**fields: object) -> dict[str, object]:
    return {
        "name": "100 hari",
        "quantity": "50",
        "measure": "used",
        "starts_on": "20/2/2025",
        "due_on": "",
        "days": "",
        "day_basis": "calendar",
    } | fields


def url(name: str, programme: Programme, target: Target | None = None) -> str:
    args = [programme.slug, target.pk] if target else [programme.slug]
    return reverse(f"certification:{name}", args=args)


def only(programme: Programme, day: datetime.date) -> TargetSummary:
    [target] = programme_summary(programme=programme, as_of=day).targets
    return target


def enter(node: Allocation, days: list[datetime.date], by: User, **deltas: int) -> None:
    for day in days:
        move(node, MovementKind.COMMIT, noon(day), by, **deltas)


# --- who, and what is refused


def test_every_change_is_in_the_audit_trail(kaltim: Programme, province_officer: User) -> None:
    by = province_officer
    target = services.add_target(programme=kaltim, details=details(), by=by)
    services.change_target(target=target, details=details(quantity=70), by=by)
    services.remove_target(target=target, by=by)
    assert not Target.objects.exists()
    trail = AuditEntry.objects.filter(subject_type="certification.target").order_by("pk")
    assert [entry.action for entry in trail] == [
        "target.added",
        "target.changed",
        "target.removed",
    ]
    changed = trail[1].data
    assert (changed["before"]["quantity"], changed["after"]["quantity"]) == (50, 70)
    assert trail[2].data["due_on"] == "2025-05-31"


@pytest.mark.parametrize("who", ["owner", "officer", "stranger", "coordinator", "head", "auditor"])
def test_only_the_province_officer_touches_targets(
    kaltim: Programme, province_officer: User, who: str, request: pytest.FixtureRequest
) -> None:
    target = services.add_target(programme=kaltim, details=details(), by=province_officer)
    other: User = request.getfixturevalue(who)
    client = client_for(other)
    for name, row in (
        ("programme-target", None),
        ("target-dates", None),
        ("target-change", target),
        ("target-change-dates", target),
        ("target-remove", target),
    ):
        assert client.post(url(name, kaltim, row), posted(days="9")).status_code == 403
    with pytest.raises(PermissionDenied):
        services.remove_target(target=target, by=other)
    with pytest.raises(PermissionDenied):
        services.change_target(target=target, details=details(quantity=1), by=other)
    assert Target.objects.get().quantity == 50


def test_an_officer_of_another_province_finds_nothing(
    kaltim: Programme, province_officer: User
) -> None:
    target = services.add_target(programme=kaltim, details=details(), by=province_officer)
    client = client_for(make_user("province_officer", region="63"))
    assert client.post(url("target-remove", kaltim, target)).status_code == 404
    assert Target.objects.exists()


def test_a_target_of_another_programme_is_not_found(
    kaltim: Programme, province_officer: User
) -> None:
    target = services.add_target(programme=kaltim, details=details(), by=province_officer)
    other = make_programme(by=province_officer)
    client = client_for(province_officer)
    assert client.get(url("target-change", other, target)).status_code == 404


def test_a_due_day_before_the_start_and_a_foreign_region_are_refused(
    kaltim: Programme, province_officer: User
) -> None:
    early = details(due_on=START - datetime.timedelta(days=1))
    with pytest.raises(DueBeforeStartError, match="20 Februari 2025"):
        services.add_target(programme=kaltim, details=early, by=province_officer)
    foreign = details(region=make_region("63.71"))
    with pytest.raises(RegionOutsideError, match="bukan wilayah program"):
        services.add_target(programme=kaltim, details=foreign, by=province_officer)
    assert not Target.objects.exists()


def test_what_somebody_else_removed_is_said_to_be_gone(
    kaltim: Programme, province_officer: User
) -> None:
    target = services.add_target(programme=kaltim, details=details(), by=province_officer)
    slower = Target.objects.get()
    services.remove_target(target=target, by=province_officer)
    for act in (
        lambda: services.remove_target(target=slower, by=province_officer),
        lambda: services.change_target(target=slower, details=details(), by=province_officer),
    ):
        with pytest.raises(TargetGoneError, match="sudah dihapus"):
            act()
    assert AuditEntry.objects.filter(action="target.removed").count() == 1


def test_a_cancelled_programme_keeps_its_targets(kaltim: Programme, province_officer: User) -> None:
    target = services.add_target(programme=kaltim, details=details(), by=province_officer)
    cancel_programme(programme=kaltim, reason="Anggaran ditarik", by=province_officer)
    client = client_for(province_officer)
    client.post(url("target-remove", kaltim, target))
    client.post(url("target-change", kaltim, target), posted(days="9", quantity="7"))
    client.post(url("programme-target", kaltim), posted(days="9"))
    assert [t.quantity for t in Target.objects.all()] == [50]


def test_the_invariant_finds_a_target_outside_the_province(
    kaltim: Programme, province_officer: User
) -> None:
    target = services.add_target(programme=kaltim, details=details(), by=province_officer)
    assert list(check()) == []
    Target.objects.filter(pk=target.pk).update(region=make_region("63.71"))
    [found] = check()
    assert f"target {target.pk}" in found


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Tulis tenggat, atau jumlah hari sejak mulai."),
        ({"due_on": "19/2/2025"}, "Tenggat harus sesudah tanggal mulai dihitung."),
        ({"due_on": "1/6/2025", "days": "100"}, "100 hari berakhir 31 Mei 2025"),
        ({"days": "0"}, "paling sedikit 1"),
        ({"days": "3001"}, "paling banyak 3.000"),
        ({"due_on": "31/12/9999"}, "Tulis tahun antara 2014 dan 2100."),
        ({"starts_on": "1/1/0001", "days": "5"}, "Tulis tahun antara 2014 dan 2100."),
        ({"days": "100", "region": "63.71"}, "Pilih kabupaten/kota di provinsi program ini."),
        ({"days": "100", "organisation": "0"}, "Pilih LP3H yang punya kuota di program ini."),
    ],
)
def test_bad_input_is_a_plain_sentence(
    kaltim: Programme, province_officer: User, fields: dict[str, object], words: str
) -> None:
    make_region("63.71")
    client = client_for(province_officer)
    for name in ("programme-target", "target-dates"):
        page = client.post(url(name, kaltim), posted(**fields)).content.decode()
        assert words in page
    assert not Target.objects.exists()


# --- dates


def test_so_many_days_become_a_date_beside_the_other_ways_of_counting(
    kaltim: Programme, province_officer: User
) -> None:
    client = client_for(province_officer)
    page = client.post(url("target-dates", kaltim), posted(days="100")).content.decode()
    assert "Sabtu, 31 Mei 2025" in page
    # In working days without the first day, with it; cuti bersama counted, without and with it.
    for day in ("1 Agu 2025", "31 Jul 2025", "22 Jul 2025", "21 Jul 2025"):
        assert day in page
    assert not Target.objects.exists()
    client.post(url("programme-target", kaltim), posted(days="100"))
    assert Target.objects.get().due_on == DUE


@pytest.mark.parametrize(
    ("basis", "counts_first_day", "due_on"),
    [
        ("calendar", "", "2025-05-31"),
        ("calendar", "on", "2025-05-30"),
        ("working", "", "2025-08-01"),
        ("working", "on", "2025-07-31"),
        ("with_cb", "on", "2025-07-21"),
    ],
)
def test_each_target_is_counted_in_its_own_way(
    kaltim: Programme, province_officer: User, basis: str, counts_first_day: str, due_on: str
) -> None:
    fields = posted(days="100", day_basis=basis)
    if counts_first_day:
        fields["counts_first_day"] = counts_first_day
    client_for(province_officer).post(url("programme-target", kaltim), fields)
    target = Target.objects.get()
    assert target.due_on.isoformat() == due_on
    assert due_dates(target).days == 100
    [chosen] = [row for row in due_dates(target).rows if row.is_chosen]
    assert chosen.days_until_due == 100


def test_changing_starts_from_what_is_there(kaltim: Programme, province_officer: User) -> None:
    target = services.add_target(programme=kaltim, details=details(), by=province_officer)
    client = client_for(province_officer)
    page = client.get(url("target-change", kaltim, target)).content.decode()
    assert "31/05/2025" in page
    assert "100 hari berakhir" in page
    response = client.post(
        url("target-change", kaltim, target),
        posted(due_on="30/6/2025", measure="issued", region=EAST_KUTAI),
    )
    assert response.status_code == 302
    target.refresh_from_db()
    assert (target.due_on, target.measure) == (datetime.date(2025, 6, 30), "issued")
    assert target.region_id == EAST_KUTAI


def test_a_target_above_the_quota_warns_and_is_saved(
    kaltim: Programme, province_officer: User
) -> None:
    client = client_for(province_officer)
    fields = posted(quantity="61", days="100", region=EAST_KUTAI)
    page = client.post(url("programme-target", kaltim), fields, follow=True).content.decode()
    assert "Target 61 lebih besar dari kuota Kabupaten Kutai Timur, 60." in page
    assert Target.objects.get().quantity == 61


@pytest.mark.parametrize(
    ("region", "with_lp3h", "quota"),
    [("", False, 100), (EAST_KUTAI, False, 60), (EAST_KUTAI, True, 20), ("", True, 20)],
)
def test_the_quota_is_that_of_the_level(
    kaltim: Programme, region: str, with_lp3h: bool, quota: int
) -> None:
    lp3h = Allocation.objects.exclude(organisation=None).get().organisation
    target = Target(
        programme=kaltim,
        quantity=quota + 1,
        starts_on=START,
        due_on=datetime.date(2025, 5, 30),
        region=make_region(region) if region else None,
        organisation=lp3h if with_lp3h else None,
    )
    [warning] = due_dates(target).warnings
    assert f", {quota}. " in warning
    target.quantity = quota
    assert due_dates(target).warnings == ()


# --- figures


def test_each_level_and_measure_counts_its_own(kaltim: Programme, province_officer: User) -> None:
    lp3h_node = Allocation.objects.exclude(organisation=None).get()
    samarinda = Allocation.objects.get(region_id=SAMARINDA)
    day = datetime.date(2025, 3, 3)
    enter(lp3h_node, [day], province_officer, used=5, issued=2)
    enter(samarinda, [day], province_officer, used=7, issued=1)
    expected = {}
    for measure in TargetMeasure:
        for region, organisation, done in (
            (None, None, {"used": 12, "issued": 3}),
            (EAST_KUTAI, None, {"used": 5, "issued": 2}),
            (SAMARINDA, None, {"used": 7, "issued": 1}),
            (None, lp3h_node.organisation_id, {"used": 5, "issued": 2}),
            (SAMARINDA, lp3h_node.organisation_id, {"used": 0, "issued": 0}),
        ):
            target = Target.objects.create(
                programme=kaltim,
                name="T",
                quantity=50,
                starts_on=START,
                due_on=DUE,
                region_id=region,
                organisation_id=organisation,
                measure=measure,
            )
            expected[target.pk] = done[measure]
    summary = programme_summary(programme=kaltim, as_of=day)
    assert {t.pk: t.done for t in summary.targets} == expected
    paces = {t.pk: t.pace_now_per_working_day for t in summary.targets}
    # Eight working days from 20 February to 3 March 2025.
    assert paces == {pk: round(done / 8, 2) for pk, done in expected.items()}


def working_days(count: int, until: datetime.date) -> list[datetime.date]:
    days = [until - datetime.timedelta(days=n) for n in range(60)]
    return [day for day in days if day.weekday() < 5][:count]


@pytest.mark.parametrize(
    ("per_day", "quantity", "due_on", "light", "words"),
    [
        (1, 60, "2025-11-28", Light.GREEN, "sesuai laju: perlu"),
        (1, 60, "2025-09-01", Light.YELLOW, "laju cukup, masih naik turun: perlu 0,9"),
        (1, 60, "2025-08-28", Light.YELLOW, "bisa terkejar, belum pasti: perlu 1,1"),
        (1, 60, "2025-08-08", Light.RED, "perlu 3,3 per hari kerja, laju 1"),
        (1, 60, "2025-07-31", Light.RED, "tidak ada hari kerja lagi, masih kurang 20"),
        (1, 60, "2025-07-27", Light.LATE, "lewat 4 hari (4 hari kerja), masih kurang 20"),
        (1, 40, "2025-07-27", Light.MET, "tercapai 40 dari 40"),
        (0, 60, "2025-11-28", Light.RED, "laju 0"),
    ],
)
def test_the_light_and_its_reason(  # noqa: PLR0917
    kaltim: Programme,
    province_officer: User,
    per_day: int,
    quantity: int,
    due_on: str,
    light: Light,
    words: str,
) -> None:
    day = datetime.date(2025, 7, 31)
    node = Allocation.objects.get(region_id=EAST_KUTAI, organisation=None)
    if per_day:
        enter(node, working_days(40, day), province_officer, used=per_day)
    target = services.add_target(
        programme=kaltim,
        details=details(quantity=quantity, due_on=datetime.date.fromisoformat(due_on)),
        by=province_officer,
    )
    found = only(kaltim, day)
    assert (found.pk, found.light) == (target.pk, light)
    assert words in found.light_reason


def test_a_young_target_is_not_called_behind(kaltim: Programme, province_officer: User) -> None:
    services.add_target(programme=kaltim, details=details(), by=province_officer)
    found = only(kaltim, START + datetime.timedelta(days=5))
    assert found.light == Light.YELLOW
    assert found.light_reason.startswith("baru dimulai: perlu")


def test_the_page_shows_light_reason_and_range(kaltim: Programme, province_officer: User) -> None:
    by, day = province_officer, datetime.date(2025, 7, 31)
    node = Allocation.objects.get(region_id=EAST_KUTAI, organisation=None)
    enter(node, working_days(40, day), by, used=1)
    late = datetime.date(2025, 11, 28)
    target = services.add_target(programme=kaltim, details=details(due_on=late), by=by)
    with time_machine.travel(noon(day), tick=False):
        page = client_for(by).get(url("programme-detail", kaltim)).content.decode()
        seen_by_head = client_for(make_user("head", region="64"))
        other = seen_by_head.get(url("programme-detail", kaltim)).content.decode()
    for text in (page, other):
        assert "Aman" in text
        assert "sesuai laju: perlu" in text
        assert "8 dari 10 kemungkinan antara" in text
        assert "gamma-Poisson" in text
    assert url("target-change", kaltim, target) in page
    assert url("target-change", kaltim, target) not in other


def test_a_past_day_comes_out_the_same_later(kaltim: Programme, province_officer: User) -> None:
    by, day = province_officer, datetime.date(2025, 7, 31)
    node = Allocation.objects.get(region_id=EAST_KUTAI, organisation=None)
    enter(node, working_days(30, day), by, used=1)
    services.add_target(programme=kaltim, details=details(quantity=90), by=by)
    before = only(kaltim, day)
    assert before.forecast_from
    enter(node, [day + datetime.timedelta(days=n) for n in (1, 4)], by, used=5)
    assert only(kaltim, day) == before


def test_years_without_a_decree_make_an_estimate(kaltim: Programme, province_officer: User) -> None:
    target = services.add_target(
        programme=kaltim,
        details=details(day_basis=DayBasis.WORKING, due_on=datetime.date(2027, 12, 30)),
        by=province_officer,
    )
    assert only(kaltim, START).is_estimate is False
    Target.objects.filter(pk=target.pk).update(due_on=datetime.date(2028, 1, 3))
    assert only(kaltim, START).is_estimate is True
    page = client_for(province_officer).get(url("target-change", kaltim, target))
    assert "perkiraan" in page.content.decode()
