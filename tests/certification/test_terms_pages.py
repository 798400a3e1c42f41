"""The page "Syarat & biaya" and its forms: who reads what, who changes what, what is refused."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from certification.enums import AdmissionKind, RuleWeight
from certification.models import AdmissionRule, Programme
from certification.services import applications
from tests.certification.conftest import Case
from tests.certification.steps import filled
from tests.factories import client_for, make_user

RULE = {"weight": "required", "reason": "Alasan uji.", "source": "Surat 1/2026"}


def url(name: str, programme: Programme, *more: object) -> str:
    return reverse(f"certification:{name}", args=[programme.slug, *more])


def read(user: User, programme: Programme) -> str:
    return client_for(user).get(url("programme-terms", programme)).content.decode()


def post(user: User, address: str, data: dict[str, Any]) -> str:
    """What the person reads after sending a form, also behind a redirect."""
    return client_for(user).post(address, data, follow=True).content.decode()


def make_rule(programme: Programme) -> AdmissionRule:
    return AdmissionRule.objects.create(
        programme=programme, kind=AdmissionKind.NIB, reason="Perlu NIB.", source="Kepkaban"
    )


def test_a_programme_opens_with_the_ready_made_conditions(province_officer: User) -> None:
    data = {
        "name": "Program Bersyarat",
        "year": "2026",
        "track": "self_declare",
        "funding_source": "apbd_province",
        "unit_cost": "230000",
        "cost_source": "Peraturan BPJPH 1/2022",
        "quota": "10",
        "has_ready_rules": "on",
        "starts_on": "2/1/2026",
        "ends_on": "31/12/2026",
    }
    client_for(province_officer).post(reverse("certification:programme-create"), data)
    programme = Programme.objects.get()
    assert programme.admission_rules.count() == 10
    text = read(province_officer, programme)
    for words in ("Produsen, bukan pedagang", "Rp5.000.000.000", "10 atau 11", "Diutamakan"):
        assert words in text


def test_ready_made_conditions_come_once(programme: Programme, province_officer: User) -> None:
    make_rule(programme)
    for _ in range(2):
        post(province_officer, url("rules-ready", programme), {})
    assert programme.admission_rules.count() == 10
    assert programme.admission_rules.get(kind=AdmissionKind.NIB).reason == "Perlu NIB."


def test_a_condition_is_added_changed_and_removed(
    programme: Programme, province_officer: User
) -> None:
    add = url("rule-create", programme)
    post(province_officer, add, RULE | {"kind": "kbli_prefix", "parameter": " 10, 11 "})
    rule = programme.admission_rules.get()
    assert rule.parameter == "10,11"
    change = {"kind": "years_running", "parameter": "2", "weight": RuleWeight.PRIORITY}
    text = post(province_officer, url("rule-update", programme, rule.pk), RULE | change)
    assert "paling sedikit 2 tahun" in text
    post(province_officer, url("rule-remove", programme, rule.pk), {})
    assert not programme.admission_rules.exists()


@pytest.mark.parametrize(
    ("kind", "parameter", "words"),
    [
        ("years_running", "satu", "Tulis jumlah tahun"),
        ("years_running", "0", "Tulis jumlah tahun"),
        ("capital", "", "Tulis modal paling banyak"),
        ("kbli_prefix", "10,makanan", "Tulis angka awal KBLI"),
        ("kbli_prefix", "", "Tulis angka awal KBLI"),
        ("nib", "", "Syarat ini sudah ada"),
    ],
)
def test_a_condition_that_makes_no_sense_is_refused_plainly(
    programme: Programme, province_officer: User, kind: str, parameter: str, words: str
) -> None:
    make_rule(programme)
    data = RULE | {"kind": kind, "parameter": parameter}
    assert words in post(province_officer, url("rule-create", programme), data)
    assert programme.admission_rules.count() == 1


def test_costs_budget_and_payments_show_on_the_page(
    programme: Programme, province_officer: User
) -> None:
    day = programme.ends_on.strftime("%d/%m/%Y")
    cost = {"amount": "300000", "valid_from": day, "source": "Peraturan BPJPH 1/2026"}
    post(province_officer, url("cost-create", programme), cost)
    budget = {"budget": "2000000", "budget_code": "5.1.02.01"}
    assert "pagu kurang Rp300.000" in post(
        province_officer, url("budget-update", programme), budget
    )
    bill = {
        "places": "2",
        "amount": "460000",
        "paid_on": programme.starts_on.strftime("%d/%m/%Y"),
        "reference": "SP2D-77",
    }
    text = post(province_officer, url("payment-create", programme), bill)
    for words in ("Rp300.000", "Rp460.000", "SP2D-77", "5.1.02.01", "Peraturan BPJPH 1/2026"):
        assert words in text
    assert "sudah tercatat" in post(province_officer, url("payment-create", programme), bill)
    assert programme.payments.count() == 1


def test_bad_days_are_refused_plainly(programme: Programme, province_officer: User) -> None:
    bill = {"places": "1", "amount": "1", "reference": "S", "paid_on": "1/1/2090"}
    assert "belum tiba" in post(province_officer, url("payment-create", programme), bill)
    early = bill | {"paid_on": "1/1/2020"}
    assert "lebih awal" in post(province_officer, url("payment-create", programme), early)
    cost = {"amount": "1", "source": "uji", "valid_from": "1/1/2020"}
    assert "dalam masa program" in post(province_officer, url("cost-create", programme), cost)
    assert programme.unit_costs.count() == 1
    assert not programme.payments.exists()


def test_a_cancelled_programme_says_so_and_offers_no_change(
    programme: Programme, province_officer: User
) -> None:
    cost = {"amount": "1", "valid_from": programme.ends_on.strftime("%d/%m/%Y"), "source": "uji"}
    address = url("programme-cancel", programme)
    assert "Tulis alasan pembatalan" in post(province_officer, address, {"reason": ""})
    text = post(province_officer, address, {"reason": "anggaran dialihkan"})
    assert "Program ini dibatalkan" in text
    assert "Tambah syarat" not in text
    assert "Catat pembayaran" in text
    refused = post(province_officer, url("cost-create", programme), cost)
    assert "sudah dibatalkan karena anggaran dialihkan" in refused
    assert "sudah dibatalkan" in post(province_officer, url("rules-ready", programme), {})
    listing = client_for(province_officer).get(reverse("certification:programme-list"))
    assert "Dibatalkan" in listing.content.decode()


def test_the_cancelling_page_leads_to_what_must_be_stopped(
    case: Case, province_officer: User
) -> None:
    applications.submit(application=filled(case), by=case.owner)
    address = url("programme-cancel", case.programme)
    text = client_for(province_officer).get(address).content.decode()
    assert "Lihat pengajuan yang berjalan" in text
    assert "Alasan pembatalan" not in text
    assert "Masih ada 1 tempat" in post(province_officer, address, {"reason": "uji"})


@pytest.mark.parametrize(
    ("who", "reads", "sees_money"),
    [
        ("province_officer", 200, True),
        ("head", 200, True),
        ("auditor", 200, True),
        ("officer", 200, False),
        ("stranger", 200, False),
        ("owner", 403, False),
        ("companion", 403, False),
        ("coordinator", 403, False),
    ],
)
def test_who_reads_the_terms_and_who_sees_the_money(
    programme: Programme, request: pytest.FixtureRequest, *, who: str, reads: int, sees_money: bool
) -> None:
    user = request.getfixturevalue(who)
    response = client_for(user).get(url("programme-terms", programme))
    assert response.status_code == reads
    assert ("Sisa pagu" in response.content.decode()) == sees_money


@pytest.mark.parametrize("who", ["officer", "stranger", "head", "auditor", "owner"])
def test_only_the_province_changes_the_terms(
    programme: Programme, who: str, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(who))
    rule = make_rule(programme)
    names = ("rules-ready", "rule-create", "cost-create", "budget-update", "payment-create")
    for name in (*names, "programme-cancel"):
        assert client.post(url(name, programme), {"reason": "x"}).status_code == 403
    assert client.post(url("rule-remove", programme, rule.pk)).status_code == 403
    assert programme.admission_rules.get() == rule


def test_another_province_finds_nothing(programme: Programme) -> None:
    foreigner = make_user("province_officer", region="63")
    client = client_for(foreigner)
    assert client.get(url("programme-terms", programme)).status_code == 404
    assert client.post(url("programme-cancel", programme), {"reason": "x"}).status_code == 404
