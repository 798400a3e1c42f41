"""The photo of a signed mandate: sealed on disk, opened for who may see it, gone in the end."""

import datetime

from django.db import transaction

from accounts.models import User
from certification.models import Mandate
from halalportal.audit import services as audit
from halalportal.lib import kept_files
from halalportal.lib.uploads import JPEG, PDF, Cleaned

# The photo goes as long after the end as an identity card after the verification.
PAPER_DAYS = 90


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


def forget(*, now: datetime.datetime) -> int:
    """Deletes the photos of mandates that ended `PAPER_DAYS` ago, and returns how many.

    The words that were agreed stay, with the hash of the photo and when it went.
    """
    over = Mandate.objects.ended_before(now - datetime.timedelta(days=PAPER_DAYS))
    kept = over.exclude(paper="").order_by("pk").values_list("pk", flat=True)
    return sum(_forget(pk, now) for pk in kept)


@transaction.atomic
def _forget(pk: int, now: datetime.datetime) -> bool:
    """Whether it was there: another worker may be at the same."""
    found = Mandate.objects.select_for_update(of=("self",), skip_locked=True)
    mandate = found.exclude(paper="").filter(pk=pk).first()
    if mandate is None:
        return False
    name, storage = str(mandate.paper.name), mandate.paper.storage
    mandate.paper, mandate.paper_deleted_at = "", now
    mandate.save(update_fields=["paper", "paper_deleted_at"])
    audit.record(
        action="mandate.paper_deleted", subject=mandate, by=None, business=mandate.business_id
    )
    transaction.on_commit(lambda: storage.delete(name))
    return True
