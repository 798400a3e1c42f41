"""Files of an application: who sends, sees and deletes them, and how they lie on disk."""

import datetime
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.models import User
from certification.enums import Grinding, Status, UploadKind
from certification.errors import NotEditableError, UploadError
from certification.models import Application, Upload
from certification.selectors.uploads import earlier_uploads, needs_of
from certification.services import applications, uploads
from certification.tasks import forget_identities
from halalportal.audit.models import AuditEntry
from tests.certification import steps, visits
from tests.certification.conftest import Case, photo_file
from tests.factories import client_for, make_business, make_companion, make_officer, make_user
from tests.lib.hostile_documents import document

pytestmark = pytest.mark.django_db
SIZES = {"place": (500, 400), "identity": (420, 260), "material": (300, 300), "other": (200, 200)}


def send(application: Application, by: User, kind: str, **more: Any) -> Upload:
    file = photo_file(size=SIZES.get(kind, (640, 480)))
    return uploads.add(
        application=application,
        kind=kind,
        file=BytesIO(file.read()),
        size=file.size or 0,
        by=by,
        **more,
    )


def on_disk(upload: Upload) -> bytes:
    with default_storage.open(str(upload.file.name)) as file:
        return bytes(file.read())


def show(client: Client, upload: Upload, page: str = "upload-show") -> Any:
    number = upload.application.number
    return client.get(reverse(f"certification:{page}", args=[number, upload.pk]))


def of_another(case: Case) -> Application:
    """The draft of another owner in the same kab/kota."""
    owner = make_user("owner")
    business = make_business(owner=owner, nib="9999999999999")
    return steps.draft(replace(case, business=business), by=owner)


def part_url(application: Application) -> str:
    return reverse("certification:application-part-photos", args=[application.number])


@pytest.fixture
def application(case: Case) -> Application:
    return steps.draft(case)


def test_a_photo_is_kept_clean_under_a_random_name(case: Case, application: Application) -> None:
    upload = send(application, case.owner, UploadKind.PRODUCT)
    assert Path(str(upload.file.name)).stem.isalnum()
    assert len(Path(str(upload.file.name)).stem) == 32
    assert uploads.read(upload) == on_disk(upload)
    assert upload.size == len(on_disk(upload))
    assert (upload.media_type, upload.added_by) == ("image/jpeg", case.owner)


def test_an_identity_card_is_unreadable_on_disk(case: Case, application: Application) -> None:
    upload = send(application, case.owner, UploadKind.IDENTITY)
    assert b"JFIF" not in on_disk(upload)
    assert Image.open(BytesIO(uploads.read(upload))).size == SIZES["identity"]


def test_the_database_refuses_an_open_identity_card(application: Application) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Upload.objects.create(application=application, kind=UploadKind.IDENTITY, file="x.jpg")


def test_the_same_file_twice_is_told_kindly(case: Case, application: Application) -> None:
    send(application, case.owner, UploadKind.PRODUCT)
    with pytest.raises(UploadError, match="sudah dikirim sebagai Foto produk dalam kemasan"):
        send(application, case.owner, UploadKind.PRODUCT)
    assert application.uploads.count() == 1


def test_one_sheet_may_serve_two_materials(case: Case, application: Application) -> None:
    application.materials.create(name="Gula", kind="certified")
    application.materials.create(name="Garam", kind="certified")
    for material in application.materials.all():
        send(application, case.owner, UploadKind.MATERIAL, material=material)
    assert application.uploads.count() == 2
    with pytest.raises(UploadError):
        send(application, case.owner, UploadKind.MATERIAL, material=application.materials.first())


def test_there_is_an_end_to_files(
    case: Case, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MAX_FILES", 1)
    send(application, case.owner, UploadKind.PRODUCT)
    with pytest.raises(UploadError, match="Hapus satu berkas dulu"):
        send(application, case.owner, UploadKind.PLACE)
    monkeypatch.setattr(uploads, "MAX_FILES", 9)
    monkeypatch.setattr(uploads, "MAX_TOTAL_BYTES", 3_000)
    with pytest.raises(UploadError, match="sudah terlalu banyak"):
        send(application, case.owner, UploadKind.PLACE)


def test_a_deleted_file_leaves_the_disk(
    case: Case, application: Application, django_capture_on_commit_callbacks: Any
) -> None:
    upload = send(application, case.owner, UploadKind.PRODUCT)
    name = str(upload.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        uploads.remove(application=application, upload=upload, by=case.owner)
    assert not application.uploads.exists()
    assert not default_storage.exists(name)


def test_nothing_is_added_after_sending(case: Case) -> None:
    application = steps.submitted(case)
    with pytest.raises(NotEditableError):
        send(application, case.owner, UploadKind.PLACE)


def test_the_companion_adds_visit_photos_only_while_verifying(case: Case) -> None:
    application = steps.accepted(case)
    with pytest.raises(PermissionDenied):
        send(application, make_companion(), UploadKind.VISIT)
    with pytest.raises(PermissionDenied):
        send(application, case.owner, UploadKind.VISIT)
    visits.visited(application, by=case.companion)
    assert application.uploads.filter(kind=UploadKind.VISIT).count() == 1
    with pytest.raises(PermissionDenied):
        send(of_another(case), case.companion, UploadKind.VISIT)


def test_a_file_is_served_locked(case: Case, application: Application) -> None:
    upload = send(application, case.owner, UploadKind.PRODUCT)
    response = show(client_for(case.owner), upload)
    assert response.status_code == 200
    headers = response.headers
    assert headers["Content-Type"] == "image/jpeg"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Content-Disposition"] == f'inline; filename="product-{upload.pk}.jpg"'


def test_a_pdf_is_saved_not_opened(case: Case, application: Application) -> None:
    file = SimpleUploadedFile("nib.pdf", document())
    client = client_for(case.owner)
    client.post(part_url(application), {"kind": UploadKind.NIB, "file": file})
    upload = application.uploads.get()
    response = show(client, upload)
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.content.startswith(b"%PDF-")
    assert show(client, upload, "upload-thumbnail").status_code == 404


def test_the_owner_the_officer_and_the_stranger(case: Case, application: Application) -> None:
    upload = send(application, case.owner, UploadKind.PRODUCT)
    answers = {
        case.owner: 200,
        case.officer: 200,
        case.companion: 200,
        make_officer("64.72"): 404,
        make_companion(): 404,
        make_user("owner"): 404,
    }
    for person, expected in answers.items():
        client = client_for(person)
        assert show(client, upload).status_code == expected, person
        small = show(client, upload, "upload-thumbnail")
        assert small.status_code == expected


def test_identity_cards_are_shown_to_few_and_written_down(
    case: Case, application: Application, head: User, auditor: User
) -> None:
    upload = send(application, case.owner, UploadKind.IDENTITY)
    for person in (head, auditor):
        client = client_for(person)
        assert show(client, upload).status_code == 404
        page = client.get(reverse("certification:application-detail", args=[application.number]))
        assert "KTP pemilik" not in page.content.decode()
    looks = AuditEntry.objects.filter(action="application.identity_seen")
    assert not looks.exists()
    assert show(client_for(case.officer), upload).status_code == 200
    assert looks.get().actor_id == case.officer.pk
    small = show(client_for(case.officer), upload, "upload-thumbnail")
    assert small.status_code == 404


@pytest.mark.parametrize("address", ["/media/{}", "/files/{}", "/static/{}", "/{}"])
def test_no_address_serves_files_unchecked(
    case: Case, application: Application, address: str
) -> None:
    upload = send(application, case.owner, UploadKind.PRODUCT)
    response = client_for(case.owner).get(address.format(upload.file.name))
    assert response.status_code == 404


def test_a_small_picture_is_small(case: Case, application: Application) -> None:
    upload = send(application, case.owner, UploadKind.PRODUCT)
    response = show(client_for(case.owner), upload, "upload-thumbnail")
    picture = Image.open(BytesIO(response.content))
    assert max(picture.size) <= 240


def test_the_page_sends_from_camera_and_from_files(case: Case, application: Application) -> None:
    client = client_for(case.owner)
    page = client.get(part_url(application) + "?jenis=place").content.decode()
    assert 'capture="environment"' in page
    assert "Foto dan berkas" in page
    client.post(part_url(application), {"kind": "place", "camera": photo_file()})
    assert application.uploads.get().kind == UploadKind.PLACE
    answer = client.post(part_url(application), {"kind": "place"})
    assert "Pilih satu foto atau PDF dulu." in answer.content.decode()


def test_ground_meat_needs_its_proof(case: Case, application: Application) -> None:
    assert UploadKind.GRINDING not in {need.kind for need in needs_of(application)}
    application.grinding = Grinding.CERTIFIED
    need = next(need for need in needs_of(application) if need.kind == UploadKind.GRINDING)
    assert need.is_required
    assert not need.is_there


def test_a_file_of_an_earlier_application_does_again(case: Case, application: Application) -> None:
    old = send(application, case.owner, UploadKind.IDENTITY)
    Application.objects.filter(pk=application.pk).update(
        status=Status.STOPPED, stop_reason_id="withdrawn"
    )
    again = steps.draft(case)
    client = client_for(case.owner)
    assert earlier_uploads(again, case.owner) == [old]
    assert "Pakai lagi" in client.get(part_url(again)).content.decode()
    client.post(reverse("certification:upload-reuse", args=[again.number, old.pk]))
    assert uploads.read(again.uploads.get()) == uploads.read(old)
    assert earlier_uploads(again, case.owner) == []


def test_files_of_others_are_never_taken_over(case: Case, application: Application) -> None:
    other = of_another(case)
    foreign = send(other, other.created_by, UploadKind.PLACE)
    address = reverse("certification:upload-reuse", args=[application.number, foreign.pk])
    assert client_for(case.owner).post(address).status_code == 404
    with pytest.raises(PermissionDenied):
        uploads.reuse(application=application, upload=foreign, by=case.owner)


def test_identity_cards_go_ninety_days_after_verification(
    case: Case, django_capture_on_commit_callbacks: Any
) -> None:
    application = steps.filled(case)
    card = send(application, case.owner, UploadKind.IDENTITY)
    name = str(card.file.name)
    applications.submit(application=application, by=case.owner)
    applications.accept(application=application, by=case.officer)
    visits.verified(application, by=case.companion)
    with django_capture_on_commit_callbacks(execute=True):
        forget_identities()
    assert default_storage.exists(name)
    later = timezone.now() + datetime.timedelta(days=uploads.IDENTITY_DAYS + 1)
    with django_capture_on_commit_callbacks(execute=True):
        assert uploads.forget_identities(now=later) == 1
        assert uploads.forget_identities(now=later) == 0
    assert not default_storage.exists(name)
    assert application.uploads.filter(kind=UploadKind.PRODUCT).exists()
