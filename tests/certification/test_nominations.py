"""Calls for nominations through the services: who asks, who names whom, and the screening."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from certification.enums import AdmissionKind, Screening, Status
from certification.errors import (
    CallClosedError,
    CallDayError,
    CallRegionError,
    CallTakenError,
    NominationError,
)
from certification.models import (
    AdmissionRule,
    Nomination,
    NominationCall,
    NominationRequest,
    Programme,
)
from certification.selectors.nominations import call_page, calls_of, hits_for
from certification.services import nominations
from certification.services.nominations import CallDetails
from halalportal.audit.models import AuditEntry
from ikm.models import Business
from tests.factories import EAST_KUTAI, SAMARINDA, make_business, make_region

TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def call(programme: Programme, province_officer: User) -> NominationCall:
    """Three wanted of East Kutai and two of Samarinda by tomorrow; a NIB is required."""
    AdmissionRule.objects.create(
        programme=programme, kind=AdmissionKind.NIB, reason="Perlu NIB.", source="Kepkaban 146/2025"
    )
    return nominations.open_call(
        programme=programme,
        details=letter(),
        places={make_region(EAST_KUTAI): 3, make_region(SAMARINDA): 2, make_region("64.01"): 0},
        by=province_officer,
    )


@pytest.fixture
def asked(call: NominationCall) -> NominationRequest:
    return call.requests.get(region=EAST_KUTAI)


def letter(**more: object) -> CallDetails:
    values: dict[str, object] = {
        "name": "Permintaan Usulan IKM",
        "letter_number": "500/12",
        "due_on": TOMORROW,
        "text": "",
    }
    return CallDetails(**(values | more))  # type: ignore[arg-type]


def name(asked: NominationRequest, businesses: Iterable[Business], by: User) -> list[Nomination]:
    return nominations.nominate(request=asked, business_ids=[b.pk for b in businesses], by=by)


def figures_for(user: User, call: NominationCall) -> tuple[int, int, int, int]:
    """Asked, kab/kota, answered and named in the list that the person sees."""
    (row,) = calls_of(call.programme, user)
    figures = vars(row)
    return figures["asked"], figures["regions"], figures["answered"], figures["named"]


def make_late(call: NominationCall) -> None:
    NominationCall.objects.filter(pk=call.pk).update(due_on=TODAY - timedelta(days=2))


def test_a_call_asks_only_where_places_are_wanted(call: NominationCall) -> None:
    assert list(call.requests.values_list("region_id", "places")) == [
        (EAST_KUTAI, 3),
        (SAMARINDA, 2),
    ]


def test_a_call_stays_inside_the_province_and_ahead_of_today(
    programme: Programme, province_officer: User
) -> None:
    outside = make_region("63.01")
    with pytest.raises(CallRegionError, match=outside.name):
        nominations.open_call(
            programme=programme, details=letter(), places={outside: 1}, by=province_officer
        )
    late = letter(due_on=TODAY - timedelta(days=2))
    with pytest.raises(CallDayError):
        nominations.open_call(programme=programme, details=late, places={}, by=province_officer)
    assert not NominationCall.objects.exists()


def test_the_same_letter_asks_once(call: NominationCall, province_officer: User) -> None:
    with pytest.raises(CallTakenError, match="sudah ada di program ini"):
        nominations.open_call(
            programme=call.programme,
            details=letter(),
            places={make_region(EAST_KUTAI): 3},
            by=province_officer,
        )
    assert NominationRequest.objects.count() == 2


def test_naming_screens_at_once(asked: NominationRequest, officer: User) -> None:
    complete = make_business(name="Dapur Lengkap", nib="1234567890123")
    unknown = make_business(name="Dapur Tanpa NIB")
    name(asked, [complete, unknown], officer)
    found = {n.business.name: n for n in asked.nominations.select_related("business")}
    assert found["Dapur Lengkap"].screening == Screening.PASSED
    missing = found["Dapur Tanpa NIB"]
    assert missing.screening == Screening.UNSURE
    assert missing.findings[0]["detail"] == "NIB belum diisi."
    assert missing.findings[0]["source"] == "Kepkaban 146/2025"
    assert missing.screened_by == officer


def test_nobody_is_named_twice_in_a_call(asked: NominationRequest, officer: User) -> None:
    twice, fresh = make_business(name="Dapur Dua Kali"), make_business()
    name(asked, [twice], officer)
    with pytest.raises(NominationError, match="Dapur Dua Kali sudah diusulkan"):
        name(asked, [twice, fresh], officer)
    assert asked.nominations.count() == 1


def test_a_withdrawn_business_can_be_named_again(asked: NominationRequest, officer: User) -> None:
    business = make_business()
    (first,) = name(asked, [business], officer)
    for _ in range(2):
        nominations.withdraw(nomination=first, by=officer)
    assert AuditEntry.objects.filter(action="nomination.withdrawn").count() == 1
    name(asked, [business], officer)
    assert Nomination.objects.standing().count() == 1


def test_an_application_in_the_programme_bars_the_business(
    asked: NominationRequest, officer: User
) -> None:
    business = make_business(name="Dapur Sudah Jalan")
    asked.call.programme.applications.create(
        number="PGJ-1",
        business=business,
        regency=business.regency,
        track="self_declare",
        status=Status.DRAFT,
        created_by=officer,
    )
    with pytest.raises(NominationError, match="Dapur Sudah Jalan sudah punya pengajuan"):
        name(asked, [business], officer)


def test_a_business_from_elsewhere_is_not_found(
    asked: NominationRequest, officer: User, stranger: User
) -> None:
    away = make_business(regency=SAMARINDA)
    with pytest.raises(NominationError, match="Pilih paling sedikit satu usaha"):
        name(asked, [away], officer)
    for user in (stranger, asked.call.created_by):
        with pytest.raises(PermissionDenied):
            name(asked, [away], user)


def test_after_the_day_only_more_time_helps(
    call: NominationCall, asked: NominationRequest, officer: User, province_officer: User
) -> None:
    (early,) = name(asked, [make_business()], officer)
    make_late(call)
    with pytest.raises(CallClosedError, match="Minta waktu tambahan"):
        name(asked, [make_business()], officer)
    with pytest.raises(CallClosedError):
        nominations.send(request=asked, by=officer)
    with pytest.raises(CallClosedError):
        nominations.withdraw(nomination=early, by=officer)
    with pytest.raises(PermissionDenied):
        nominations.extend(request=asked, due_on=TOMORROW, by=officer)
    nominations.extend(request=asked, due_on=TOMORROW, by=province_officer)
    name(asked, [make_business()], officer)
    assert nominations.send(request=asked, by=officer).answered_by == officer


@pytest.mark.parametrize("days", [0, -1])
def test_more_time_is_later_than_before(
    call: NominationCall, asked: NominationRequest, province_officer: User, days: int
) -> None:
    with pytest.raises(CallDayError, match="Pilih tanggal sesudah"):
        nominations.extend(
            request=asked, due_on=call.due_on + timedelta(days=days), by=province_officer
        )


def test_an_empty_list_is_not_sent(asked: NominationRequest, officer: User) -> None:
    with pytest.raises(NominationError, match="Belum ada usaha"):
        nominations.send(request=asked, by=officer)
    asked.refresh_from_db()
    assert asked.answered_at is None


def test_the_screening_follows_changed_facts_in_a_steady_number_of_queries(
    call: NominationCall, asked: NominationRequest, officer: User, province_officer: User
) -> None:
    (first,) = name(asked, [make_business()], officer)
    with CaptureQueriesContext(connection) as few:
        nominations.screen(call=call, by=province_officer)
    name(asked, [make_business() for _ in range(9)], officer)
    Business.objects.filter(pk=first.business_id).update(nib="1234567890123")
    with CaptureQueriesContext(connection) as many:
        assert nominations.screen(call=call, by=province_officer) == 10
    first.refresh_from_db()
    assert (first.screening, first.screened_by) == (Screening.PASSED, province_officer)
    assert len(many) == len(few)


def test_a_kab_kota_screens_its_own_only(
    call: NominationCall, asked: NominationRequest, officer: User, stranger: User, head: User
) -> None:
    (mine,) = name(asked, [make_business()], officer)
    Nomination.objects.update(screening=Screening.WAITING)
    assert nominations.screen(call=call, by=stranger) == 0
    with pytest.raises(PermissionDenied):
        nominations.screen(call=call, by=head)
    mine.refresh_from_db()
    assert mine.screening == Screening.WAITING
    assert nominations.screen(call=call, by=officer) == 1


def test_the_table_counts_what_came_and_names_the_late(
    call: NominationCall, asked: NominationRequest, officer: User, province_officer: User
) -> None:
    AdmissionRule.objects.create(
        programme=call.programme, kind=AdmissionKind.PRODUCER, reason="r", source="s", position=1
    )
    facts: list[dict[str, Any]] = [
        {"nib": "1234567890123", "kbli_code": "10710", "kbli_version": 2020},
        {"kbli_code": "10710", "kbli_version": 2020},
        {"kbli_code": "47241", "kbli_version": 2020},
    ]
    name(asked, [make_business(**each) for each in facts], officer)
    (gone,) = name(asked, [make_business()], officer)
    nominations.withdraw(nomination=gone, by=officer)
    nominations.send(request=asked, by=officer)
    late = call_page(call, TOMORROW + timedelta(days=1))
    assert [(r.request.region_id, r.is_late) for r in late.rows] == [
        (SAMARINDA, True),
        (EAST_KUTAI, False),
    ]
    row = late.rows[1]
    assert (row.named, row.passed, row.unsure, row.failed) == (3, 1, 1, 1)
    assert (late.total.request.places, late.total.named) == (5, 3)
    assert figures_for(province_officer, call) == (5, 2, 1, 3)
    assert figures_for(officer, call) == (3, 1, 1, 3)


def test_the_search_says_what_the_conditions_say_in_a_steady_number_of_queries(
    asked: NominationRequest, officer: User
) -> None:
    named = make_business(name="Dapur Kesatu")
    hits_for(asked, officer, "Dapur", TODAY)
    with CaptureQueriesContext(connection) as few:
        (only,) = hits_for(asked, officer, "Dapur", TODAY).rows
    assert only.judgement.verdict == Screening.UNSURE
    name(asked, [named], officer)
    for number in range(6):
        make_business(name=f"Dapur {number}", nib=f"123456789012{number}")
    make_business(name="Dapur Jauh", regency=SAMARINDA)
    with CaptureQueriesContext(connection) as many:
        hits = hits_for(asked, officer, "Dapur", TODAY)
    assert len(many) == len(few)
    assert {hit.business.name: hit.hindrance for hit in hits.rows} == {
        "Dapur Kesatu": "Sudah diusulkan"
    } | {f"Dapur {number}": "" for number in range(6)}
