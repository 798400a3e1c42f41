"""The public check of five questions, without sign-in, cookie or JavaScript."""

import datetime
import re

import pytest
from django.test import Client

from certification.eligibility.quick import QUESTIONS, check
from certification.enums import Eligibility
from certification.selectors.eligibility import rule_set_on

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 20)
GOOD = {
    "produk": "makanan",
    "hewan": "tidak",
    "usaha": "rumahan",
    "nib": "kecil",
    "sertifikat": "belum",
}


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ({}, Eligibility.READY),
        ({"produk": "minuman"}, Eligibility.READY),
        ({"produk": "jasa"}, Eligibility.REGULAR),
        ({"produk": "lain"}, Eligibility.REGULAR),
        ({"hewan": "bersertifikat"}, Eligibility.READY),
        ({"hewan": "tanpa"}, Eligibility.REGULAR),
        ({"hewan": "haram"}, Eligibility.NOT_CERTIFIABLE),
        ({"usaha": "banyak"}, Eligibility.REGULAR),
        ({"usaha": "pabrik"}, Eligibility.REGULAR),
        ({"usaha": "besar"}, Eligibility.REGULAR),
        ({"usaha": "belum"}, Eligibility.READY),
        ({"nib": "besar"}, Eligibility.REGULAR),
        ({"nib": "belum"}, Eligibility.NEEDS_NIB),
        ({"hewan": "haram", "nib": "belum", "produk": "jasa"}, Eligibility.NOT_CERTIFIABLE),
    ],
)
def test_the_worst_of_the_answers_counts(answer: dict[str, str], outcome: Eligibility) -> None:
    result = check(GOOD | answer, rules=rule_set_on(DAY), day=DAY)
    assert result.outcome == outcome
    assert bool(result.found) == (outcome != Eligibility.READY)
    assert all(finding.citation for finding in result.found)


def test_a_certificate_changes_the_programme_and_not_the_scheme() -> None:
    result = check(GOOD | {"sertifikat": "sudah"}, rules=rule_set_on(DAY), day=DAY)
    assert result.outcome == Eligibility.READY
    assert result.verdict.is_programme_eligible is False


def test_who_has_a_certificate_asks_before_signing_up(client: Client) -> None:
    asked = client.get("/cek-kelayakan/hasil/", GOOD | {"sertifikat": "sudah"}).content.decode()
    assert "Tanya petugas dulu" in asked
    assert "Daftar akun pemilik usaha" not in asked
    haram = GOOD | {"sertifikat": "sudah", "hewan": "haram"}
    assert "tidak halal" in client.get("/cek-kelayakan/hasil/", haram).content.decode()
    free = client.get("/cek-kelayakan/hasil/", GOOD).content.decode()
    assert "Daftar akun pemilik usaha" in free


def test_what_is_not_known_is_named_and_never_passes() -> None:
    result = check(GOOD | {"nib": "lupa"}, rules=rule_set_on(DAY), day=DAY)
    known = check(GOOD, rules=rule_set_on(DAY), day=DAY)
    assert len(result.open) > len(known.open) > 0
    assert result.verdict.outcome == Eligibility.INCOMPLETE


def test_the_figures_are_those_of_the_decree_of_the_day() -> None:
    old = rule_set_on(datetime.date(2025, 7, 7))
    new = rule_set_on(datetime.date(2025, 7, 8))
    size = QUESTIONS[2]
    assert "Rp500.000.000" in size.options(old.limits)[0].label
    assert "Rp15.000.000.000" in size.options(new.limits)[0].label


def test_a_visitor_walks_through_by_links_and_forms_alone(client: Client) -> None:
    path, kept = "/cek-kelayakan/", {}
    for number, (key, value) in enumerate(GOOD.items(), 1):
        page = client.get(path, kept)
        text = page.content.decode()
        assert f"pertanyaan {number} dari 5" in text
        assert not page.cookies
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', text))
        assert hidden == {asked: kept[asked] for asked in list(GOOD)[: number - 1]}
        found = re.search(r'action="([^"]+)"', text)
        assert found
        path, kept = found[1], hidden | {key: value, "dari": str(number)}
    result = client.get(path, kept).content.decode()
    assert "Kemungkinan besar bisa self declare" in result
    assert "gratis" in result
    assert "Kepkaban BPJPH 146/2025" in result


def test_a_page_without_a_choice_asks_again(client: Client) -> None:
    page = client.get("/cek-kelayakan/3/", {"produk": "makanan", "dari": "2"}).content.decode()
    assert "pertanyaan 2 dari 5" in page
    assert "Pilih salah satu jawaban." in page
    first = client.get("/cek-kelayakan/2/", {"dari": "1"}).content.decode()
    assert "Pilih salah satu jawaban." in first


def test_an_address_without_its_answers_begins_anew(client: Client) -> None:
    page = client.get("/cek-kelayakan/4/").content.decode()
    assert "pertanyaan 1 dari 5" in page
    assert "Pilih salah satu jawaban." not in page
    assert client.get("/cek-kelayakan/9/").status_code == 404


def test_an_answer_that_nobody_offers_counts_as_none(client: Client) -> None:
    page = client.get("/cek-kelayakan/hasil/", GOOD | {"nib": "<script>", "dari": "5"})
    assert "pertanyaan 4 dari 5" in page.content.decode()


@pytest.mark.parametrize("wrong", [{"usaha": "banyak"}, {"usaha": "besar"}, {"hewan": "tanpa"}])
def test_nobody_is_told_to_split(client: Client, wrong: dict[str, str]) -> None:
    """Kepkaban 146/2025 IV.B forbids it, so no page may suggest it."""
    page = client.get("/cek-kelayakan/hasil/", GOOD | wrong).content.decode().lower()
    assert not re.search(r"\b(pecah|bagi|pisah)\w* (jadi|menjadi|pengajuan)", page)
    assert "jalur reguler" in page
