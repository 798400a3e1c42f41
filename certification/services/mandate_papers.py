"""The photo of a signed mandate: sealed on disk, opened for who may see it."""

from accounts.models import User
from certification.models import Mandate
from halalportal.audit import services as audit
from halalportal.lib import kept_files
from halalportal.lib.uploads import JPEG, PDF, Cleaned


def keep(mandate: Mandate, photo: Cleaned) -> None:
    """Seals the photo under a name that nobody can guess; without saving the mandate."""
    mandate.paper_sha256 = photo.sha256
    kept_files.keep(mandate.paper, photo, is_sealed=True)


def show(mandate: Mandate, *, by: User) -> Cleaned:
    """The photo; each look at it is written down.

    Raises:
        FileNotFoundError: the file is gone.
    """
    content = kept_files.read(mandate.paper, is_sealed=True)
    audit.record(action="mandate.paper_shown", subject=mandate, by=by, business=mandate.business_id)
    return Cleaned(content, PDF if str(mandate.paper.name).endswith(".pdf") else JPEG)
