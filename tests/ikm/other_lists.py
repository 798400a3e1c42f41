"""Lists of other programmes as tests write and send them. All invented."""

from typing import Any

from accounts.models import User
from ikm.enums import ListKind
from ikm.models import OtherList
from ikm.services.elsewhere import lists
from ikm.tasks import match_other_list
from tests.factories import EAST_KUTAI, make_region
from tests.ikm.sample_file import workbook_of
from tests.ikm.test_finding_duplicates import _Progress

HEADINGS = [
    *("No", "Nama Usaha", "Nama Pelaku Usaha", "NIK", "NIB", "Alamat", "No. HP"),
    *("Nomor Sertifikat Halal", "Tgl Terbit"),
]
AMPAR = "Desa Batu Timbau, Kec. Batu Ampar"
HIMBA = "Desa Himba Lestari, Kec. Batu Ampar"
NUMBER = "ID64110000000010001"


def row(name: str, owner: str, **cells: Any) -> list[Any]:
    names = ("nik", "nib", "address", "phone", "number", "issued")
    return [1, name, owner, *(cells.get(key, "") for key in names)]


def send(
    rows: list[list[Any]],
    by: User,
    *,
    kind: str = ListKind.CERTIFICATES,
    name: str = "Sertifikat SEHATI",
    region: str = EAST_KUTAI,
) -> OtherList:
    """Uploads a list and lets the job run."""
    facts = lists.ListFacts(name=name, source="BPJPH", kind=kind, region=make_region(region))
    content = workbook_of(HEADINGS, rows)
    found = lists.upload(content=content, file_name="daftar.xlsx", facts=facts, by=by)
    match_other_list(_Progress(), list_id=found.pk)
    found.refresh_from_db()
    assert found.job
    found.job.status = "done"
    found.job.save()
    return found
