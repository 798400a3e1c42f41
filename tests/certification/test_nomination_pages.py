"""Pages of calls: the province asks, the kab/kota names from the registry and sends, Excel."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from accounts.models import User
from certification.enums import AdmissionKind, Screening
from certification.invariants import check
from certification.models import (
    AdmissionRule,
    Nomination,
    NominationCall,
    NominationRequest,
    Programme,
)
from ikm.models import Business
from ikm.selectors.hanging import plan
from tests.factories import EAST_KUTAI, SAMARINDA, client_for, make_business, make_region, make_user

TOMORROW = timezone.localdate() + timedelta(days=1)


@pytest.fixture
def call(programme: Programme, province_officer: User) -> NominationCall:
    """The call as the province writes it on the page: three of East Kutai, none of Samarinda."""
    make_region(EAST_KUTAI)
    make_region(SAMARINDA)
    AdmissionRule.objects.create(
        programme=programme, kind=AdmissionKind.NIB, reason="Perlu NIB.", source="Kepkaban"
    )
    data = {
        "name": "Permintaan Usulan IKM",
        "letter_number": "500/12",
        "due_on": TOMORROW.strftime("%d/%m/%Y"),
        "text": "Utamakan usaha makanan ringan.",
        f"places_{EAST_KUTAI}": "3",
        f"places_{SAMARINDA}": "",
    }
    response = client_for(province_officer).post(url("call-create", programme), data)
    assert response.status_code == 302, response.content.decode()
    return NominationCall.objects.get()


@pytest.fixture
def asked(call: NominationCall) -> NominationRequest:
    return call.requests.get()


@pytest.fixture
def named(asked: NominationRequest, officer: User) -> Nomination:
    business = make_business(name="Dapur Uji", owner_name="Bu Rekaan", phone="+6281200000077")
    nominate(asked, officer, business, note="sudah ikut bimtek")
    return asked.nominations.get()


def url(name: str, programme: Programme, *more: object) -> str:
    return reverse(f"certification:{name}", args=[programme.slug, *more])


def own(name: str, asked: NominationRequest, *more: object) -> str:
    """An address under the page of one kab/kota."""
    return url(name, asked.call.programme, asked.call_id, asked.region_id, *more)


def nominate(asked: NominationRequest, by: User, *businesses: Business, note: str = "") -> str:
    data = {"pilih": [b.pk for b in businesses], "note": note}
    response = client_for(by).post(own("request-nominate", asked), data, follow=True)
    return response.content.decode()


def cells(content: bytes) -> Iterator[Sequence[object]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    yield from book.get_sheet_by_name("Usulan").to_python()


def test_a_kab_kota_finds_names_and_sends(
    asked: NominationRequest, officer: User, province_officer: User
) -> None:
    client = client_for(officer)
    home = reverse("reports:home")
    queue = {q.code: q for q in client.get(home).context["queues"]}["nominate"]
    assert (queue.label, queue.count) == ("Usulan diminta", 1)
    assert "Permintaan Usulan IKM" in client.get(queue.url).content.decode()
    first, second = make_business(name="Dapur Satu"), make_business(name="Dapur Dua", nib="1" * 13)
    page = client.get(own("request-detail", asked), {"cari": "dapur"}).content.decode()
    assert "Lengkapi: NIB belum diisi." in page
    assert "memenuhi syarat" in page
    assert "2 usaha ditambahkan" in nominate(asked, officer, first, second)
    again = client.get(own("request-detail", asked), {"cari": "dapur"}).content.decode()
    assert again.count('muted">Sudah diusulkan</span>') == 2
    sent = client.post(own("request-send", asked), follow=True).content.decode()
    assert "Usulan terkirim" in sent
    assert {q.code: q.count for q in client.get(home).context["queues"]}["nominate"] == 0
    table = client_for(province_officer).get(
        url("call-detail", asked.call.programme, asked.call_id)
    )
    total = table.context["table"].total
    assert (total.named, total.passed, total.unsure) == (2, 1, 1)
    assert list(check()) == []


def test_what_was_named_can_be_withdrawn(named: Nomination, officer: User) -> None:
    address = own("nomination-withdraw", named.request, named.pk)
    text = client_for(officer).post(address, follow=True).content.decode()
    assert "Usulan Dapur Uji ditarik." in text
    named.refresh_from_db()
    assert named.withdrawn_at is not None


def test_a_failed_condition_shows_its_reason_and_source(
    named: Nomination, officer: User, province_officer: User
) -> None:
    programme = named.request.call.programme
    AdmissionRule.objects.create(
        programme=programme,
        kind=AdmissionKind.KBLI_PREFIX,
        parameter="10",
        reason="Hanya makanan.",
        source="Surat 7/2026",
    )
    Business.objects.filter(pk=named.business_id).update(kbli_code="47241", kbli_version=2020)
    client = client_for(province_officer)
    client.post(url("call-screen", programme, named.request.call_id))
    page = client.get(own("request-detail", named.request)).content.decode()
    assert "KBLI 47241 tidak termasuk yang diterima." in page
    assert "Hanya makanan. Dasar: Surat 7/2026." in page
    assert "tidak memenuhi" in page


def test_late_is_said_in_words_until_more_time_is_given(
    asked: NominationRequest, officer: User, province_officer: User
) -> None:
    NominationCall.objects.update(due_on=TOMORROW - timedelta(days=4))
    client = client_for(province_officer)
    address = url("call-detail", asked.call.programme, asked.call_id)
    assert client.get(address).content.decode().count("terlambat") == 2
    mine = client_for(officer).get(own("request-detail", asked)).content.decode()
    assert "Minta waktu tambahan ke petugas provinsi" in mine
    assert "Tambah usaha dari data" not in mine
    assert "Minta waktu tambahan" in nominate(asked, officer, make_business())
    early = client.post(own("request-extend", asked), {"due_on": "1/1/2020"})
    assert "Pilih tanggal sesudah tenggat" in early.content.decode()
    client.post(own("request-extend", asked), {"due_on": TOMORROW.strftime("%d/%m/%Y")})
    assert client.get(address).content.decode().count("terlambat") == 1
    assert "1 usaha ditambahkan" in nominate(asked, officer, make_business())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"due_on": "1/1/2020"}, "Pilih tenggat hari ini atau sesudahnya."),
        ({f"places_{EAST_KUTAI}": "0"}, "paling sedikit satu kab/kota"),
        ({f"places_{EAST_KUTAI}": "-1"}, "Tulis jumlah 0 atau lebih."),
        ({"name": ""}, "Tulis nama permintaan."),
    ],
)
def test_a_call_that_makes_no_sense_is_refused_plainly(
    programme: Programme, province_officer: User, change: dict[str, str], words: str
) -> None:
    make_region(EAST_KUTAI)
    data = {
        "name": "Usulan",
        "due_on": TOMORROW.strftime("%d/%m/%Y"),
        f"places_{EAST_KUTAI}": "2",
    } | change
    response = client_for(province_officer).post(url("call-create", programme), data)
    assert words in response.content.decode()
    assert not NominationCall.objects.exists()


def test_nothing_ticked_is_said_plainly(asked: NominationRequest, officer: User) -> None:
    assert "Pilih paling sedikit satu usaha." in nominate(asked, officer)


def test_the_workbook_holds_whom_the_person_may_see(
    named: Nomination, officer: User, province_officer: User, auditor: User
) -> None:
    address = url("call-export", named.request.call.programme, named.request.call_id)
    for user, shows_phone in ((officer, True), (province_officer, True), (auditor, False)):
        rows = list(cells(client_for(user).get(address).content))
        row = next(row for row in rows if "Dapur Uji" in row)
        assert "Perlu dilengkapi" in row
        assert "NIB belum diisi." in row
        assert "sudah ikut bimtek" in row
        assert ("0812-0000-0077" in row) == shows_phone


def test_a_formula_in_a_name_stays_a_text(
    asked: NominationRequest, officer: User, province_officer: User
) -> None:
    nominate(asked, officer, make_business(name="=1+1"))
    content = (
        client_for(province_officer)
        .get(url("call-export", asked.call.programme, asked.call_id))
        .content
    )
    assert any("=1+1" in row for row in cells(content))


def test_strangers_find_nothing_and_readers_change_nothing(
    named: Nomination, stranger: User, owner: User, auditor: User, head: User
) -> None:
    asked = named.request
    programme, pk = asked.call.programme, asked.call_id
    pages = [url("call-detail", programme, pk), url("call-export", programme, pk)]
    pages.append(own("request-detail", asked))
    posts = [own("request-nominate", asked), own("request-send", asked)]
    posts.append(own("nomination-withdraw", asked, named.pk))
    foreigner = make_user("province_officer", region="63")
    for address in pages:
        assert client_for(stranger).get(address).status_code == 404
        assert client_for(foreigner).get(address).status_code == 404
        assert client_for(owner).get(address).status_code == 403
        assert client_for(head).get(address).status_code == 403
        assert client_for(auditor).get(address).status_code == 200
    for address in posts:
        assert client_for(stranger).post(address).status_code == 404
        assert client_for(auditor).post(address).status_code == 403
    named.refresh_from_db()
    assert named.withdrawn_at is None
    extend = own("request-extend", asked)
    assert client_for(stranger).get(extend).status_code == 403


def test_the_province_does_not_name(named: Nomination, province_officer: User) -> None:
    response = client_for(province_officer).post(own("request-nominate", named.request))
    assert response.status_code == 403
    assert (
        "Tambah usaha dari data"
        not in client_for(province_officer)
        .get(own("request-detail", named.request))
        .content.decode()
    )


def test_a_kab_kota_is_led_to_its_own_page(call: NominationCall, officer: User) -> None:
    response = client_for(officer).get(url("call-detail", call.programme, call.pk))
    assert response.headers["Location"].endswith(f"/{EAST_KUTAI}/")
    listing = client_for(officer).get(url("call-list", call.programme)).content.decode()
    assert "Permintaan Usulan IKM" in listing
    assert "Belum" in listing


def test_two_named_records_of_one_business_are_not_merged_silently(
    named: Nomination, officer: User
) -> None:
    other = make_business(name="Dapur Uji Lagi")
    alone = {move.noun: move.refusal for move in plan(other, named.business)}
    assert alone["usulan"] == ""
    nominate(named.request, officer, other)
    both = {move.noun: move.refusal for move in plan(other, named.business)}
    assert "Tarik salah satu usulan" in both["usulan"]


def test_screening_marks_when_and_by_whom(
    named: Nomination, officer: User, province_officer: User
) -> None:
    call = named.request.call
    text = client_for(province_officer).post(
        url("call-screen", call.programme, call.pk), follow=True
    )
    assert "1 usulan diperiksa ulang" in text.content.decode()
    named.refresh_from_db()
    assert (named.screening, named.screened_by) == (Screening.UNSURE, province_officer)
