"""What the owner reads about rows that somebody else added, changed or removed."""

import pytest

from certification.enums import MaterialKind
from certification.selectors.on_behalf import acts_for, acts_on
from certification.services import parts
from halalportal.audit.models import AuditEntry
from tests.certification import steps
from tests.certification.conftest import Case
from tests.factories import make_mandate

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
