"""Who may send and see which file of an application."""

from accounts.models import User
from certification.enums import Status, UploadKind
from certification.models import Application, Upload
from certification.rules import can_move, can_see_contact

# What whoever fills in the application sends; a part of the answers.
OWNER_KINDS = (
    UploadKind.PRODUCT,
    UploadKind.PLACE,
    UploadKind.IDENTITY,
    UploadKind.NIB,
    UploadKind.GRINDING,
    UploadKind.MATERIAL,
    UploadKind.OTHER,
)


def can_add(user: User, application: Application, kind: str) -> bool:
    """Files beside the answers: the companion's photos, from the visit until it is decided."""
    is_visit = kind == UploadKind.VISIT and application.status == Status.ACCEPTED
    return is_visit and can_move(user, application, "verify")


def can_see(user: User, upload: Upload) -> bool:
    """Identity cards are for who works with the owner; the rest for all who see the application."""
    return not upload.is_encrypted or can_see_contact(user)
