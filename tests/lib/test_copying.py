"""COPY writes the same as saving one by one."""

import pytest

from accounts.models import User
from halalportal.audit.models import AuditEntry
from halalportal.lib.copying import copy_in
from ikm.models import Business
from tests.factories import EAST_KUTAI, make_region


def test_it_writes_what_saving_writes(db: None) -> None:
    make_region(EAST_KUTAI)
    unsaved = [
        Business(name=name, owner_name="Maria\tContoh", regency_id=EAST_KUTAI, nik_sealed=b"\x00\\")
        for name in ("Sinar", "Garis\nbaru")
    ]
    assert copy_in(unsaved) == 2
    found = list(Business.objects.order_by("pk"))
    assert [b.name for b in found] == ["Sinar", "Garis\nbaru"]
    assert found[0].uuid == unsaved[0].uuid
    assert bytes(found[0].nik_sealed) == b"\x00\\"
    assert found[0].created_at
    assert found[0].updated_at


def test_json_and_empty_lists(officer: User) -> None:
    entry = AuditEntry(
        action="a.b", actor=officer, subject_type="x", subject_id="1", data={"nilai": [1, "dua"]}
    )
    assert copy_in([entry]) == 1
    assert AuditEntry.objects.get(action="a.b").data == {"nilai": [1, "dua"]}
    assert copy_in([]) == 0


@pytest.mark.parametrize("value", ["\\N", "\\.", "=1", "'; --"])
def test_no_text_is_special(db: None, value: str) -> None:
    make_region(EAST_KUTAI)
    copy_in([Business(name=value, owner_name=value, regency_id=EAST_KUTAI)])
    assert Business.objects.get().owner_name == value
