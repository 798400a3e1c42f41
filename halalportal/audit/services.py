"""Writing the audit trail, inside the transaction of the act itself."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from halalportal.audit.models import AuditEntry


def record(
    *, action: str, subject: models.Model, by: AbstractBaseUser | None, **data: object
) -> AuditEntry:
    """Adds one entry to the trail.

    Args:
        action: `<model>.<verb>`, e.g. `application.returned`.
        subject: the saved record that was acted on.
        by: who acted; None for the portal itself.
        data: codes, numbers and ids only; never names, phones or other personal data.
    """
    return AuditEntry.objects.create(
        action=action,
        actor_id=by.pk if by else None,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        data=data,
    )
