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
    """A kind of file that is asked for. `gap` is the sentence while a required one is missing."""

    kind: UploadKind
    help: str
    gap: str
    is_there: bool

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def is_missing(self) -> bool:
        return bool(self.gap) and not self.is_there


def needs_of(application: Application) -> list[Need]:
    """What the application should have, required kinds first."""
    kinds = {upload.kind for upload in application.uploads.all()}
    asked = [
        (
            UploadKind.PRODUCT,
            "Tulisan di kemasan terbaca, satu foto untuk tiap produk.",
            "Kirim foto produk di dalam kemasan.",
        )
    ]
    if application.grinding == Grinding.CERTIFIED:
        asked.append(
            (
                UploadKind.GRINDING,
                "Foto sertifikat halal atau nota dari tempat giling.",
                "Kirim bukti bahwa tempat giling daging bersertifikat halal.",
            )
        )
    asked.append((UploadKind.PLACE, "Dapur atau tempat membuat produk.", ""))
    return [Need(kind, help_, gap, kind in kinds) for kind, help_, gap in asked]


def gaps_in_uploads(application: Application) -> list[str]:
    """The sentences for what is required and not there."""
    return [need.gap for need in needs_of(application) if need.is_missing]


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
