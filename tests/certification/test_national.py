"""What SiHalal says: kept raw, understood, followed where a step leads there."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import User
from certification.enums import MirrorSource, Status, Track
from certification.errors import StatusMappedError
from certification.models import Application, NationalEvent, NationalStatus, StatusText
from certification.selectors.national import waiting_texts
from certification.services import national
from reports.selectors.queues import waiting_queues
from tests.certification.ways import People, bring, make_case, make_people
from tests.factories import SAMARINDA, client_for

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def people(db: None) -> People:
    return make_people()


@pytest.fixture
def entered(people: People) -> Application:
    return bring(make_case(people, Track.SELF_DECLARE), Status.IN_SIHALAL, people)


def tell(application: Application, raw: str, at: datetime, by: User, **more: Any) -> national.Told:
    return national.record(
        application=application, raw=raw, at=at, source=MirrorSource.PASTE, by=by, **more
    )


def fresh(application: Application) -> Application:
    return Application.objects.select_related("national_status").get(pk=application.pk)


def test_all_25_codes_are_known_by_code_and_label(db: None) -> None:
    assert NationalStatus.objects.count() == 25
    for status in NationalStatus.objects.all():
        for text in (status.code, status.label, status.label.upper()):
            assert national.meaning_of(text) == status, text
    regular_only = NationalStatus.objects.filter(tracks=[Track.REGULAR])
    assert {s.pk for s in regular_only} == {"OF12", "OF50", "OF55", "OF60", "OF70", "OF75", "OF80"}


def test_the_raw_text_is_kept_and_the_step_begins_when_it_changed(
    people: People, entered: Application
) -> None:
    tell(entered, "DIKIRIM KE KOMITE FATWA", NOON, people.companion)
    tell(entered, "Dikirim ke Komite Fatwa", NOON + DAY, people.companion)
    found = fresh(entered)
    assert found.national_status_id == "OF74"
    assert found.sihalal_status_raw == "Dikirim ke Komite Fatwa"
    assert (found.national_since, found.national_checked_at) == (NOON, NOON + DAY)
    raws = list(found.national_events.values_list("raw", flat=True))
    assert raws == ["DIKIRIM KE KOMITE FATWA", "Dikirim ke Komite Fatwa"]
    tell(entered, "Selesai sidang fatwa", NOON + 2 * DAY, people.companion)
    assert fresh(entered).national_since == NOON + 2 * DAY


def test_the_same_table_twice_adds_nothing(people: People, entered: Application) -> None:
    for _ in range(2):
        tell(entered, "Dikembalikan ke PU", NOON, people.companion)
    found = fresh(entered)
    assert (found.status, found.returned_count) == (Status.RETURNED_OUT, 1)
    assert found.national_events.count() == 1
    again = tell(entered, "Dikembalikan ke PU", NOON + DAY, people.companion)
    assert again.event is None
    assert fresh(entered).national_checked_at == NOON + DAY
    assert fresh(entered).returned_count == 1


def test_an_older_table_never_overrides_a_newer_one(people: People, entered: Application) -> None:
    tell(entered, "Selesai sidang fatwa", NOON, people.companion)
    told = tell(entered, "Dikembalikan ke PU", NOON - DAY, people.companion)
    assert told.event is not None
    found = fresh(entered)
    assert (found.status, found.national_status_id) == (Status.IN_SIHALAL, "OF100")
    assert found.national_checked_at == NOON


@pytest.mark.parametrize("code", ["OF2", "OF280", "OF285"])
def test_a_return_and_the_way_back(people: People, entered: Application, code: str) -> None:
    assert tell(entered, code, NOON, people.coordinator).moved == "bpjph_return"
    assert fresh(entered).status == Status.RETURNED_OUT
    assert tell(entered, "Submitted", NOON + DAY, people.coordinator).moved == "reenter"
    assert fresh(entered).status == Status.IN_SIHALAL


@pytest.mark.parametrize(("code", "reason"), [("OF290", "rejected"), ("OF900", "cancelled")])
def test_the_end_is_an_officers_to_write(
    people: People, entered: Application, code: str, reason: str
) -> None:
    assert tell(entered, code, NOON, people.companion).moved == ""
    assert fresh(entered).status == Status.IN_SIHALAL
    assert fresh(entered).national_status_id == code
    # The officer's own look at the same status takes the step.
    label = NationalStatus.objects.get(pk=code).label
    assert tell(entered, label, NOON + DAY, people.officer).moved == "stop"
    found = fresh(entered)
    assert (found.status, found.stop_reason_id) == (Status.STOPPED, reason)


def test_a_certificate_is_more_than_a_status(people: People, entered: Application) -> None:
    assert tell(entered, "OF300", NOON, people.officer).moved == ""
    assert fresh(entered).status == Status.IN_SIHALAL


def test_before_sihalal_nothing_follows(people: People) -> None:
    application = bring(make_case(people, Track.SELF_DECLARE), Status.READY, people)
    assert tell(application, "OF900", NOON, people.officer).moved == ""
    assert fresh(application).status == Status.READY


def test_an_unknown_text_waits_until_a_province_officer_maps_it(
    people: People, entered: Application
) -> None:
    tell(entered, "Dikembalikan Verifikator", NOON, people.companion)
    found = fresh(entered)
    assert (found.national_status_id, found.status) == (None, Status.IN_SIHALAL)
    [waiting] = waiting_texts()
    assert (waiting.text.text, waiting.count) == ("Dikembalikan Verifikator", 1)
    returned = NationalStatus.objects.get(pk="OF280")
    with pytest.raises(PermissionDenied):
        national.map_text(text=waiting.text, national=returned, by=people.officer)
    assert national.map_text(text=waiting.text, national=returned, by=people.province) == 1
    found = fresh(entered)
    assert (found.national_status_id, found.status) == ("OF280", Status.RETURNED_OUT)
    assert NationalEvent.objects.get(application=entered).national == returned
    with pytest.raises(StatusMappedError):
        national.map_text(text=waiting.text, national=returned, by=people.province)


def test_only_who_works_on_it_tells(people: People, entered: Application) -> None:
    far = make_people(SAMARINDA)
    for user in (people.owner, people.head, far.officer, far.companion, far.coordinator):
        with pytest.raises(PermissionDenied):
            tell(entered, "OF100", NOON, user)
    assert not entered.national_events.exists()
    url = reverse("certification:national-create", args=[entered.number])
    assert client_for(people.owner).get(url).status_code == 403
    assert client_for(people.officer).get(url).status_code == 200
    assert client_for(people.coordinator).get(url).status_code == 200
    assert client_for(far.officer).get(url).status_code == 404


def test_a_status_typed_by_hand_with_what_to_mend(people: People, entered: Application) -> None:
    client = client_for(people.companion)
    url = reverse("certification:national-create", args=[entered.number])
    missing = client.post(url, {"seen_on": "21/11/2026"})
    assert "Pilih status, atau tulis seperti yang tampil." in missing.content.decode()
    client.post(
        url,
        {
            "national": "OF280",
            "seen_on": "1/3/2026",
            "reason": ["product-photo", "kbli-mismatch"],
            "note_product-photo": "foto kedua buram",
        },
    )
    change = fresh(entered).status_changes.get(transition="bpjph_return")
    rows = list(change.items.values_list("reason", "part", "note"))
    assert rows == [
        ("kbli-mismatch", "business", ""),
        ("product-photo", "photos", "foto kedua buram"),
    ]
    page = client_for(people.owner).get(
        reverse("certification:application-detail", args=[entered.number])
    )
    html = page.content.decode()
    assert "foto kedua buram" in html
    assert "Perlu diperbaiki" in html


def test_the_list_of_texts_is_for_province_officers(people: People, entered: Application) -> None:
    tell(entered, "Status Baru", NOON, people.companion)
    url = reverse("certification:status-text-list")
    assert client_for(people.officer).get(url).status_code == 403
    client = client_for(people.province)
    assert "Status Baru" in client.get(url).content.decode()
    queues = waiting_queues(people.province, NOON)
    assert [queue.count for queue in queues if queue.code == "status-texts"] == [1]
    text = StatusText.objects.get(national=None)
    target = reverse("certification:status-text-map", args=[text.pk])
    assert client_for(people.officer).post(target, {"national": "OF74"}).status_code == 403
    page = client.post(target, {"national": "OF74"}, follow=True).content.decode()
    assert "Status Baru dibaca sebagai Dikirim ke Komite Fatwa, 1 pengajuan." in page
    assert fresh(entered).national_status_id == "OF74"


def test_the_owner_reads_the_step_at_sihalal(people: People, entered: Application) -> None:
    tell(entered, "OF74", NOON, people.companion)
    url = reverse("certification:application-detail", args=[entered.number])
    html = client_for(people.owner).get(url).content.decode()
    assert "Sudah di SiHalal. Dikirim ke Komite Fatwa dan menunggu sidang." in html
    assert "biasanya 7–14" in html
    assert "Diproses BPJPH" in html
