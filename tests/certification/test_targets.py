"""Adding, changing and removing targets: by whom, and what is refused."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from certification.errors import DueBeforeStartError, RegionOutsideError, TargetGoneError
from certification.invariants import check
from certification.models import Programme, Target
from certification.services import targets as services
from certification.services.programmes import cancel_programme
from halalportal.audit.models import AuditEntry
from tests.certification.targets import START, details, hundred_places, posted, url
from tests.factories import client_for, make_programme, make_region, make_user


@pytest.fixture
def kaltim(province_officer: User) -> Programme:
    return hundred_places(province_officer)


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
