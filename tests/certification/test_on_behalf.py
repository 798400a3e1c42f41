"""What the owner reads about rows that somebody else touched, and the ways to such pages."""

import pytest

from accounts.models import User
from certification.enums import MaterialKind
from certification.selectors.on_behalf import acts_for, acts_on
from certification.services import parts
from halalportal.audit.models import AuditEntry
from tests.certification import steps
from tests.certification.conftest import Case
from tests.factories import client_for, make_mandate

pytestmark = pytest.mark.django_db
ROW_WORDS = [
    "menambah nama produk",
    "menghapus nama produk",
    "menambah bahan",
    "mengubah bahan",
    "menghapus bahan",
]


def test_each_row_that_a_companion_touches_is_one_line_for_the_owner(case: Case) -> None:
    make_mandate(case.business, case.companion)
    application = steps.draft(case, by=case.companion)
    by = case.companion
    product = parts.add_product(application=application, by=by, name="Keripik Talas")
    parts.remove_product(application=application, product=product, by=by)
    values = {"name": "Talas", "kind": MaterialKind.NATURAL}
    material = parts.add_material(application=application, by=by, values=values)
    parts.change_material(application=application, material=material, by=by, values={"name": "Ubi"})
    parts.remove_material(application=application, material=material, by=by)
    said = [f"{by.name} {words}" for words in ROW_WORDS]
    assert [act.text for act in acts_on(application)][: len(said)] == said[::-1]
    assert {act.number for act in acts_for(case.owner) if act.text in said} == {application.number}


def test_rows_in_the_trail_name_no_product_and_no_material(case: Case) -> None:
    application = steps.draft(case)
    parts.add_product(application=application, by=case.owner, name="Resep Rahasia")
    entry = AuditEntry.objects.get(action="application.product_added")
    assert "Resep" not in str(entry.data)
    assert acts_for(case.owner) == []


def test_the_owner_finds_the_page_from_home_and_from_the_application(case: Case) -> None:
    application = steps.draft(case)
    owner = client_for(case.owner)
    for address in ("/beranda/", f"/pengajuan/{application.number}/"):
        page = owner.get(address).content.decode()
        assert 'href="/kuasa/"' in page
        assert "Yang diisi atas nama Anda" in page
    officer = client_for(case.officer)
    assert "Bantuan orang lain" not in officer.get(address).content.decode()
    assert 'href="/kuasa/"' in officer.get("/pengajuan/").content.decode()


def test_rules_and_reasons_have_a_way(case: Case, province_officer: User, stranger: User) -> None:
    application = steps.filled(case)
    check = client_for(case.owner).get(f"/pengajuan/{application.number}/periksa/")
    assert f'href="/pengajuan/{application.number}/kelayakan/"' in check.content.decode()
    rules = {f"/pengaturan/{name}/" for name in ("kriteria", "bahan", "nama")}
    ways = {"/pengaturan/status-sihalal/", *rules}
    for person, expected in (
        (case.officer, rules),
        (province_officer, ways),
        (stranger, rules),
        (case.owner, set()),
    ):
        listed = client_for(person).get("/pengajuan/").content.decode()
        assert {way for way in ways if f'href="{way}"' in listed} == expected
        for way in expected:
            assert client_for(person).get(way).status_code == 200
