"""Pages of companions, LP3H and proposals: what they show to whom, and at what price."""

import datetime
import re

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.models import CompanionProfile, Organisation, User
from certification.models import Application
from certification.selectors.companion_load import companion_lines, organisation_lines
from tests.certification.companions import LIST, SANGKULIRANG, at, queries
from tests.certification.conftest import Case
from tests.certification.steps import accepted, ready
from tests.factories import (
    EAST_KUTAI,
    SAMARINDA,
    assign,
    client_for,
    make_allocation,
    make_application,
    make_business,
    make_companion,
    make_organisation,
    make_profile,
    make_region,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_the_list_tells_load_stages_training_and_last_action(
    case: Case, profile: CompanionProfile, coordinator: User
) -> None:
    ready(case)
    profile.trained_until = timezone.localdate() - datetime.timedelta(days=1)
    profile.save(update_fields=["trained_until"])
    page = client_for(coordinator).get(LIST).content.decode()
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    for words in ("P3H/64/7001", "1 dari 9", "Siap diajukan 1", "habis", "aktif", "hari ini"):
        assert words in text, words
    assert "Sangkulirang" in text


def test_active_means_worked_in_the_last_28_days(case: Case, profile: CompanionProfile) -> None:
    found = CompanionProfile.objects.all()
    [line] = companion_lines(found)
    assert (line.is_active, line.load, line.idle_days) == (False, 0, 0)
    assert line.is_last_assigned
    application = ready(case)
    [line] = companion_lines(found)
    assert (line.is_active, line.is_last_assigned) == (True, False)
    old = timezone.now() - datetime.timedelta(days=29)
    application.status_changes.update(at=old)
    case.business.assignments.update(started_on=old.date())
    [line] = companion_lines(found)
    assert (line.is_active, line.load, line.idle_days) == (False, 1, 29)


def test_sorting(profile: CompanionProfile, case: Case, lp3h: Organisation) -> None:
    accepted(case)
    idle = make_companion(lp3h)
    make_profile(idle, capacity=30)
    coordinator = make_user(Role.LP3H_COORDINATOR, organisation=lp3h)
    for order, first in (("kasus", profile.user.name), ("ruang", idle.name), ("lama", idle.name)):
        page = client_for(coordinator).get(f"{LIST}?urut={order}").content.decode()
        names = re.findall(r'/pendamping/\d+/">([^<]+)<', page)
        assert names[0] == first, order
    assert client_for(coordinator).get(f"{LIST}?urut=asing&halaman=x").status_code == 200


def test_the_price_of_the_pages_does_not_grow(
    case: Case,
    profile: CompanionProfile,
    lp3h: Organisation,
    coordinator: User,
    province_officer: User,
) -> None:
    accepted(case)
    pages = [(client_for(coordinator), LIST), (client_for(province_officer), LIST)]
    pages += [(client_for(province_officer), at("companion-organisations"))]
    before = [queries(client, url) for client, url in pages]
    for organisation in (lp3h, make_organisation(), make_organisation()):
        for _ in range(3):
            companion = make_companion(organisation)
            make_profile(companion).districts.add(make_region("64.72.01"))
            business = make_business()
            assign(business, companion)
            application = make_application(business, case.programme, by=case.officer)
            Application.objects.filter(pk=application.pk).update(companion=companion)
    assert [queries(client, url) for client, url in pages] == before
    assert max(before) <= 25


def test_the_organisations_with_free_places_and_active_share(
    case: Case, profile: CompanionProfile, lp3h: Organisation, province_officer: User
) -> None:
    make_allocation(case.programme, organisation=lp3h, granted=2, by=province_officer)
    ready(case)
    make_profile(make_companion(lp3h))
    [row] = organisation_lines(province_officer)
    figures = (row.companion_count, row.active_count, row.open_count, row.free_places)
    assert (row.organisation, *figures) == (lp3h, 2, 1, 1, 1)
    page = client_for(province_officer).get(at("companion-organisations")).content.decode()
    assert lp3h.name in page
    assert "1 (50%)" in page


def test_who_opens_the_pages(  # noqa: PLR0917
    profile: CompanionProfile,
    coordinator: User,
    officer: User,
    stranger: User,
    owner: User,
    auditor: User,
    province_officer: User,
    admin_user: User,
) -> None:
    detail = at("companion-detail", profile.pk)
    for person in (coordinator, officer, auditor, province_officer, profile.user):
        assert client_for(person).get(detail).status_code == 200, person.role
    foreign = make_user(Role.LP3H_COORDINATOR, organisation=make_organisation())
    other = make_companion()
    make_profile(other)
    for person in (stranger, foreign, other):
        assert client_for(person).get(detail).status_code == 404, person.role
    for person in (owner, admin_user):
        assert client_for(person).get(detail).status_code == 403, person.role
        assert client_for(person).get(LIST).status_code == 403, person.role
    page = client_for(stranger).get(LIST).content.decode()
    assert profile.user.name not in page
    own = client_for(profile.user).get(LIST)
    assert own.headers["Location"] == detail


def test_an_officer_sees_who_has_cases_there_but_only_those_cases(
    case: Case, profile: CompanionProfile, stranger: User
) -> None:
    application = accepted(case)
    detail = at("companion-detail", profile.pk)
    assert client_for(stranger).get(detail).status_code == 404
    business = make_business(regency=SAMARINDA)
    assign(business, profile.user)
    page = client_for(stranger).get(detail).content.decode()
    assert application.number not in page
    assert "1 kasus lain berada di luar wilayah Anda" in page


def test_the_coordinator_adds_changes_and_lets_go(coordinator: User, lp3h: Organisation) -> None:
    client = client_for(coordinator)
    make_region(SANGKULIRANG)
    sent = {
        "name": "Pendamping Baru",
        "phone": "0812-0000-0066",
        "registration_number": " p3h/64/9001 ",
        "trained_on": "1/2/2025",
        "trained_until": "1/2/2028",
        "capacity": "15",
    }
    response = client.post(at("companion-create"), sent)
    profile = CompanionProfile.objects.get(registration_number="P3H/64/9001")
    assert response.headers["Location"] == at("companion-districts", profile.pk)
    districts = at("companion-districts", profile.pk) + f"?kabupaten={EAST_KUTAI}"
    assert "Sangkulirang" in client.get(districts).content.decode()
    client.post(districts, {"districts": [SANGKULIRANG]})
    assert profile.districts.get().pk == SANGKULIRANG
    update = at("companion-update", profile.pk)
    assert "P3H/64/9001" in client.get(update).content.decode()
    client.post(update, sent | {"capacity": "18"})
    profile.refresh_from_db()
    assert (profile.capacity, profile.trained_until) == (18, datetime.date(2028, 2, 1))
    client.post(at("companion-leave", profile.pk), {"left_on": f"{timezone.localdate():%d/%m/%Y}"})
    profile.refresh_from_db()
    assert profile.left_on == timezone.localdate()
    assert "Sudah keluar" in client.get(at("companion-detail", profile.pk)).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("registration_number", "??", "Nomor registrasi berisi"),
        ("trained_until", "1/1/2020", "Pilih tanggal sesudah"),
        ("capacity", "0", "Tulis kapasitas"),
        ("capacity", "banyak", "Tulis kapasitas"),
    ],
)
def test_what_makes_no_sense_is_refused_in_plain_words(
    profile: CompanionProfile, coordinator: User, field: str, value: str, words: str
) -> None:
    sent = {"trained_on": "1/2/2025", "trained_until": "1/2/2028", "capacity": "15"}
    url = at("companion-update", profile.pk)
    page = client_for(coordinator).post(url, sent | {field: value}).content.decode()
    assert words in page
    profile.refresh_from_db()
    assert profile.capacity == 9


def test_strangers_change_nothing(
    profile: CompanionProfile, officer: User, province_officer: User
) -> None:
    foreign = make_user(Role.LP3H_COORDINATOR, organisation=make_organisation())
    for name in ("companion-update", "companion-districts", "companion-leave"):
        url = at(name, profile.pk)
        assert client_for(foreign).get(url).status_code == 404, name
        for person in (officer, province_officer, profile.user):
            assert client_for(person).post(url).status_code == 403, name
    handover = at("proposal-handover", profile.pk)
    assert client_for(foreign).post(handover).status_code == 404
    assert client_for(province_officer).post(handover).status_code == 403
