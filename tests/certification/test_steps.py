"""The six parts as pages of one to three questions, and the short pages of a material."""

import pytest

from accounts.models import User
from certification.enums import MaterialKind, MaterialRole
from certification.selectors.completeness import gaps_of, parts_of
from certification.steps import STEPS
from tests.certification import steps
from tests.certification.conftest import Case
from tests.certification.pages import PAGES, post, step, text, url
from tests.factories import client_for, make_companion

LISTED = {"produk/nama", "proses/daging"}


def test_every_page_has_a_story_here() -> None:
    pages = {step.page for group in STEPS.values() for step in group}
    assert pages - LISTED == set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_three_things_at_most_and_leads_on(case: Case, page: str) -> None:
    application = steps.draft(case)
    owner = client_for(case.owner)
    response = owner.get(step(application, page))
    assert 1 <= len(response.context["form"].fields) <= 3
    followed = owner.post(step(application, page), PAGES[page])
    group = next(group for group in STEPS.values() if page in [s.page for s in group])
    pages = [s.page for s in group if s.page != "proses/daging"]
    rest = pages[pages.index(page) + 1 :]
    detail = url("detail", application)
    assert followed.headers["Location"] == (f"{detail}bagian/{rest[0]}/" if rest else detail)
    said = owner.get(step(application, page)).context["form"].initial
    assert {name for name, value in said.items() if value not in ("", None)} >= set(PAGES[page])


def test_a_part_opens_at_its_first_gap(case: Case) -> None:
    application = steps.draft(case)
    owner = client_for(case.owner)
    opened = owner.get(url("part-business", application)).headers["Location"]
    assert opened == step(application, "usaha/ukuran")
    post(owner, opened, facility_count="1", outlet_count="1")
    opened = owner.get(url("part-business", application)).headers["Location"]
    assert opened == step(application, "usaha/nib")


def test_sales_are_kept_sealed_and_shown_as_a_band(case: Case) -> None:
    application = steps.draft(case)
    owner = client_for(case.owner)
    post(owner, step(application, "usaha/ukuran"), sales="Rp120.000.000")
    case.business.refresh_from_db()
    assert case.business.finances.sales == 120_000_000
    assert case.business.computed_scale == "micro"
    assert "120.000.000" in text(owner, step(application, "usaha/ukuran"))
    checked = text(owner, url("check", application))
    assert "sampai Rp500 juta" in checked
    assert "120.000.000" not in checked
    post(owner, step(application, "usaha/ukuran"), sales="")
    case.business.refresh_from_db()
    assert case.business.finances.sales == 120_000_000


def test_grinding_is_asked_only_where_there_is_meat(case: Case) -> None:
    application = steps.filled(case)
    owner = client_for(case.owner)
    assert owner.get(step(application, "proses/daging")).status_code == 404
    post(owner, url("material-add", application), name="Daging sapi", role="ingredient")
    assert any(gap.step == "daging" for gap in gaps_of(application))
    post(owner, step(application, "proses/daging"), grinding="none")
    application.refresh_from_db()
    assert application.grinding == "none"
    assert not any(gap.step == "daging" for gap in gaps_of(application))


def test_a_material_takes_three_short_pages(case: Case) -> None:
    application = steps.draft(case)
    owner = client_for(case.owner)
    empty = text(owner, url("part-materials", application))
    assert "Belum ada bahan." in empty
    assert "Tulis semua bahan, juga minyak, air, penyedap." in empty
    page = text(owner, url("material-add", application))
    assert '<option value="minyak goreng">' in page
    kind = post(owner, url("material-add", application), name="Sabun cuci", role="cleaning")
    material = application.materials.get()
    assert (material.role, material.kind) == (MaterialRole.CLEANING, MaterialKind.UNKNOWN)
    assert "Bagaimana kehalalan bahan ini?" in kind
    proof = post(
        owner, url("material-step", application, material.pk, "kehalalan"), kind="certified"
    )
    assert "Nomor sertifikat halal bahan" in proof
    wrong = post(
        owner,
        url("material-step", application, material.pk, "sertifikat"),
        brand="Bersih",
        certificate_number="ID12",
    )
    assert "Nomor sertifikat halal terdiri dari ID dan 17 angka." in wrong
    saved = post(
        owner,
        url("material-step", application, material.pk, "sertifikat"),
        brand="Bersih",
        certificate_number=steps.CERTIFICATE_NUMBER,
    )
    assert "Sabun cuci tersimpan." in saved


def test_the_dictionary_says_what_it_knows(case: Case) -> None:
    application = steps.draft(case)
    page = post(
        client_for(case.owner), url("material-add", application), name="Boraks", role="ingredient"
    )
    assert "bahan berbahaya, dilarang untuk pangan" in page


def test_likely_classes_stand_first(case: Case) -> None:
    application = steps.draft(case)
    owner = client_for(case.owner)
    post(owner, step(application, "produk/jenis"), product_type="Kopi bubuk")
    form = owner.get(step(application, "produk/kelompok")).context["form"]
    (_, (title, likely), _) = form.fields["product_class_id"].choices
    assert title == "Mirip produk Anda"
    assert "kopi bubuk" in likely[0][1]


def test_changing_from_the_check_page_leads_back_there(case: Case) -> None:
    application = steps.filled(case)
    owner = client_for(case.owner)
    address = f"{step(application, 'proses/pisah')}?kembali=periksa"
    assert address in text(owner, url("check", application))
    answer = owner.post(address, PAGES["proses/pisah"])
    assert answer.headers["Location"] == url("check", application)


def test_what_is_sent_is_frozen_with_the_words_declared(case: Case) -> None:
    application = steps.submitted(case)
    assert not gaps_of(application)
    frozen = application.snapshot
    assert frozen["business"]["sales_band"] == "sampai Rp500 juta"
    assert "120000000" not in str(frozen)
    assert frozen["products"]["product_class"] == steps.SNACKS
    assert frozen["process"]["touches_haram"] is False
    assert "Semua jawaban dan foto ini benar dan lengkap." in frozen["statement"]
    application.brand = "Merek Baru"
    application.save(update_fields=["brand"])
    assert "Merek Baru" not in text(client_for(case.officer), url("detail", application))


def test_the_task_list_counts_and_offers_help(case: Case) -> None:
    application = steps.filled(case)
    case.companion.phone = "+6281255550001"
    case.companion.save(update_fields=["phone"])
    page = text(client_for(case.owner), url("detail", application))
    assert "4. Bahan (1)" in page
    assert "Minta bantuan pendamping" in page
    assert "https://wa.me/6281255550001?text=" in page
    assert [part.is_done for part in parts_of(application)] == [True] * 6


@pytest.mark.parametrize("who", ["stranger", "auditor", "head", "province_officer"])
def test_who_may_not_answer_changes_nothing(
    case: Case, who: str, request: pytest.FixtureRequest
) -> None:
    application = steps.draft(case)
    user: User = request.getfixturevalue(who)
    answer = client_for(user).post(step(application, "produk/jenis"), {"product_type": "Roti"})
    assert answer.status_code in (403, 404)
    other = client_for(make_companion())
    assert other.get(step(application, "produk/jenis")).status_code == 404
    application.refresh_from_db()
    assert application.product_type == ""
