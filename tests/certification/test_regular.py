"""The regular track: who acts, what is written down in which order."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.enums import OrganisationKind
from accounts.models import Organisation
from certification.enums import Status, Track
from certification.errors import RegularOrderError
from certification.models import Application, NationalStatus, RegularCase
from certification.selectors.regular import who_acts
from certification.services import regular
from certification.services.regular import CaseDetails
from tests.certification.ways import People, bring, make_case, make_people
from tests.factories import SAMARINDA, client_for, make_organisation

MONDAY = datetime.date(2025, 7, 7)
# The fifteenth working day after it.
DUE = datetime.date(2025, 7, 28)


@pytest.fixture
def people(db: None) -> People:
    return make_people()


@pytest.fixture
def lph(db: None) -> Organisation:
    return make_organisation(kind=OrganisationKind.LPH)


@pytest.fixture
def entered(people: People) -> Application:
    return bring(make_case(people, Track.REGULAR), Status.IN_SIHALAL, people)


def test_who_acts_now_follows_what_is_written_down(
    people: People, lph: Organisation, entered: Application
) -> None:
    told: dict[str, object] = {}
    expected = ["BPJPH"]
    assert who_acts(entered, None)[0] == "BPJPH"
    for fields in (
        {"inspection_body": lph},
        {"cost": 350_000},
        {"cost_agreed_on": MONDAY},
        {"paid_on": MONDAY},
        {"audit_from": MONDAY},
        {"audit_to": MONDAY},
        {"fatwa_on": DUE, "fatwa_body": "Komisi Fatwa MUI Kaltim"},
    ):
        told |= fields
        case = regular.write(
            application=entered,
            details=CaseDetails(**told),  # type: ignore[arg-type]
            by=people.officer,
        )
        expected.append(who_acts(entered, case)[0])
    assert expected == [
        "BPJPH",
        "LPH",
        "Dinas",
        "Pembayar",
        "LPH",
        "LPH",
        "Komisi Fatwa MUI",
        "BPJPH",
    ]
    entered.refresh_from_db()
    assert entered.status == Status.IN_SIHALAL
    entered.national_status = NationalStatus.objects.get(pk="OF80")
    assert who_acts(entered, None)[0] == "Komisi Fatwa MUI"


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("cost", {"cost": 350_000}),
        ("cost_agreed_on", {"cost_agreed_on": MONDAY}),
        ("paid_on", {"paid_on": MONDAY}),
        ("audit_to", {"audit_to": MONDAY}),
        ("fatwa_on", {"fatwa_on": MONDAY}),
        ("audit_extended_to", {"audit_extended_to": MONDAY}),
    ],
)
def test_nothing_is_told_before_what_it_stands_on(
    people: People, entered: Application, field: str, fields: dict[str, object]
) -> None:
    with pytest.raises(RegularOrderError) as refused:
        regular.write(
            application=entered,
            details=CaseDetails(**fields),  # type: ignore[arg-type]
            by=people.officer,
        )
    assert refused.value.field == field
    assert not RegularCase.objects.exists()


@pytest.mark.parametrize(("days_before", "is_allowed"), [(1, True), (0, False), (-1, False)])
def test_more_days_are_asked_at_least_a_day_before_the_end(
    people: People, lph: Organisation, entered: Application, days_before: int, is_allowed: bool
) -> None:
    details = CaseDetails(
        inspection_body=lph,
        audit_from=MONDAY,
        extension_asked_on=DUE - datetime.timedelta(days=days_before),
        audit_extended_to=DUE + datetime.timedelta(days=7),
    )
    if is_allowed:
        case = regular.write(application=entered, details=details, by=people.officer)
        assert case.audit_extended_to == details.audit_extended_to
        return
    with pytest.raises(RegularOrderError):
        regular.write(application=entered, details=details, by=people.officer)


def test_who_writes_and_who_reads(people: People, lph: Organisation, entered: Application) -> None:
    far = make_people(SAMARINDA)
    url = reverse("certification:application-regular", args=[entered.number])
    seen = {role: client_for(user).get(url) for role, user in people.all.items()}
    assert {answer.status_code for answer in seen.values()} == {200}
    writes = {role for role, a in seen.items() if "Simpan catatan" in a.content.decode()}
    assert writes == {"companion", "officer", "province"}
    assert client_for(far.officer).get(url).status_code == 404
    assert client_for(people.owner).post(url, {}).status_code == 403
    for user in (people.owner, people.coordinator, far.officer):
        with pytest.raises(PermissionDenied):
            regular.write(application=entered, details=CaseDetails(), by=user)


def test_the_page_keeps_what_was_written_and_names_what_is_wrong(
    people: People, lph: Organisation, entered: Application
) -> None:
    client = client_for(people.officer)
    url = reverse("certification:application-regular", args=[entered.number])
    wrong = client.post(url, {"cost": "350000"})
    assert "Pilih LPH dulu." in wrong.content.decode()
    client.post(url, {"inspection_body": lph.pk, "cost": "350000", "audit_from": "7/7/2025"})
    html = client.get(url).content.decode()
    for text in ("Rp350.000", "7 Juli 2025", "Batas 15 hari kerja: 28 Juli 2025"):
        assert text in html, text


def test_the_page_reminds_of_what_the_lph_asks_for(people: People, entered: Application) -> None:
    url = reverse("certification:application-regular", args=[entered.number])
    html = client_for(people.officer).get(url).content.decode()
    assert "Manual SJPH dengan denah tempat produksi" in html
    assert "tidak menahan pengajuan" in html


def test_the_other_track_has_no_such_page(people: People) -> None:
    application = make_case(people, Track.SELF_DECLARE)
    url = reverse("certification:application-regular", args=[application.number])
    assert client_for(people.officer).get(url).status_code == 404
