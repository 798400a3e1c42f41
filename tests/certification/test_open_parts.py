"""After a return exactly the named parts are open."""

import pytest

from certification.enums import UploadKind
from certification.errors import PartClosedError
from certification.models import ReturnReason
from certification.rules import open_parts
from certification.services import applications, parts
from certification.steps import PART_TITLES
from tests.certification import steps
from tests.certification.conftest import Case, photo_file
from tests.certification.pages import post, step, text, url
from tests.factories import client_for


def test_a_draft_is_open_and_a_sent_one_closed(case: Case) -> None:
    application = steps.filled(case)
    assert open_parts(application) == frozenset(PART_TITLES)
    application = applications.submit(application=application, by=case.owner)
    assert open_parts(application) == frozenset()


def test_only_the_named_part_changes(case: Case, return_reason: ReturnReason) -> None:
    application = steps.returned(case, return_reason)
    assert open_parts(application) == {"photos"}
    owner = client_for(case.owner)
    listed = text(owner, url("detail", application))
    assert listed.count("Tidak dibuka") == 5
    assert f'href="{url("part-products", application)}"' not in listed
    refused = post(owner, step(application, "produk/jenis"), product_type="Roti")
    assert "Petugas hanya minta perbaikan di bagian Foto dan berkas." in refused
    for action in ("material-add", "product-add"):
        post(owner, url(action, application), name="Gula", role="ingredient")
    assert application.materials.count() == application.products.count() == 1
    application.refresh_from_db()
    assert application.product_type == "Keripik"
    with pytest.raises(PartClosedError):
        parts.remove_product(
            application=application, product=application.products.get(), by=case.owner
        )


def test_the_named_part_is_mended_and_sent(case: Case, return_reason: ReturnReason) -> None:
    application = steps.returned(case, return_reason)
    owner = client_for(case.owner)
    other = photo_file(size=(320, 240))
    post(owner, url("part-photos", application), kind=UploadKind.PRODUCT, file=other)
    assert application.uploads.count() == 2
    checked = text(owner, url("check", application))
    assert "?kembali=periksa" not in checked
    assert "Pengajuan terkirim" in post(owner, url("submit", application))


def test_a_return_without_a_part_opens_all(case: Case, return_reason: ReturnReason) -> None:
    ReturnReason.objects.filter(pk=return_reason.pk).update(part="")
    return_reason.refresh_from_db()
    application = steps.returned(case, return_reason)
    assert open_parts(application) == frozenset(PART_TITLES)
    assert "Tidak dibuka" not in text(client_for(case.owner), url("detail", application))


def test_files_are_closed_too(case: Case, return_reason: ReturnReason) -> None:
    ReturnReason.objects.filter(pk=return_reason.pk).update(part="process")
    return_reason.refresh_from_db()
    application = steps.returned(case, return_reason)
    photo = application.uploads.get()
    page = post(client_for(case.owner), url("photo-remove", application, photo.pk))
    assert "Bagian Foto dan berkas tidak dibuka." in page
    assert application.uploads.exists()


def test_what_lacks_something_may_be_completed(case: Case, return_reason: ReturnReason) -> None:
    """Rules may have changed since it was sent: a return never leads to a dead end."""
    application = steps.returned(case, return_reason)
    application.equipment = ""
    application.save(update_fields=["equipment"])
    owner = client_for(case.owner)
    post(
        owner,
        step(application, "proses/alat"),
        equipment="manual",
        is_process_simple="True",
        preservation_count="1",
    )
    application.refresh_from_db()
    assert application.equipment == "manual"
    assert open_parts(application) == {"photos"}
