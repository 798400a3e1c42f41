"""Certificates of materials whose end comes near: the supplier's new one is noted."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from certification import certificate_rules as rules
from certification.models import Material
from halalportal.audit import services as audit


@transaction.atomic
def renew(*, material: Material, number: str, until: datetime.date | None, by: User) -> Material:
    """Notes the supplier's new certificate; the answers as sent keep the old one.

    Args:
        until: None for a certificate without an end.
    """
    locked = (
        Material.objects.select_for_update(of=("self",))
        .select_related("application__business")
        .get(pk=material.pk)
    )
    if not rules.can_renew_material(by, locked):
        raise PermissionDenied
    before = locked.certificate_number
    locked.certificate_number, locked.certificate_until = number, until
    locked.save(update_fields=["certificate_number", "certificate_until"])
    audit.record(
        action="application.material_renewed", subject=locked.application, by=by, before=before
    )
    return locked
