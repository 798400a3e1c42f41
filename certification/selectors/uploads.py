"""Which files an application has, still needs, and could take over from an earlier one."""

from dataclasses import dataclass

from accounts.models import User
from certification import upload_rules
from certification.enums import Grinding, UploadKind
from certification.models import Application, Upload

_REUSABLE = (UploadKind.PRODUCT, UploadKind.PLACE, UploadKind.NIB, UploadKind.IDENTITY)
_MOST_EARLIER = 6


@dataclass(frozen=True, slots=True)
class Need:
    """A kind of file that is asked for; what is missing is a gap of the part (completeness)."""

    kind: UploadKind
    help: str
    is_required: bool
    is_there: bool

    @property
    def label(self) -> str:
        return str(self.kind.label)


def needs_of(application: Application) -> list[Need]:
    """What the application should have, required kinds first."""
    kinds = {upload.kind for upload in application.uploads.all()}
    asked = [(UploadKind.PRODUCT, "Tulisan di kemasan terbaca, satu foto untuk tiap produk.", True)]
    if application.grinding == Grinding.CERTIFIED:
        asked.append(
            (
                UploadKind.GRINDING,
                "Foto sertifikat halal atau nota dari tempat giling.",
                True,
            )
        )
    asked.append((UploadKind.PLACE, "Dapur atau tempat membuat produk.", False))
    return [Need(kind, help_, is_required, kind in kinds) for kind, help_, is_required in asked]


def shown_uploads(application: Application, user: User) -> list[Upload]:
    """The files that the person may open, in the order of their kinds."""
    return [upload for upload in application.uploads.all() if upload_rules.can_see(user, upload)]


def earlier_uploads(application: Application, user: User) -> list[Upload]:
    """Files of the business's earlier applications that would do again, newest first."""
    others = Application.objects.visible_to(user).filter(business=application.business_id)
    found = (
        Upload.objects.filter(application__in=others, kind__in=_REUSABLE)
        .exclude(application=application)
        .exclude(sha256__in=["", *application.uploads.values_list("sha256", flat=True)])
        .select_related("application")
        .order_by("-pk")
    )
    return [upload for upload in found[:_MOST_EARLIER] if upload_rules.can_see(user, upload)]
