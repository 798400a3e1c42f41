"""Saving the answers of an application, part by part, while it is open for it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Model

from accounts.models import User
from certification.errors import DuplicateRowError, NotEditableError
from certification.models import Application, ApplicationProduct, Material
from certification.rules import EDITABLE, can_edit
from certification.services.closing import refuse_cancelled
from halalportal.audit import services as audit
from ikm.models import Business

# What the part "business" may change in the registry, and what an answer may be.
BUSINESS_FIELDS = frozenset({"nib", "scale", "address", "village", "district", "phone"})
ANSWER_FIELDS = frozenset(
    {
        "product_type",
        "brand",
        "supervisor_name",
        "is_supervisor_eligible",
        "process",
        "preservation_count",
        "is_separate_from_haram",
    }
)


@transaction.atomic
def save_answers(*, application: Application, by: User, values: Mapping[str, Any]) -> Application:
    """Writes answers of the parts people, products and process.

    Raises:
        NotEditableError: the application was sent.
    """
    locked = lock_open(application, by)
    _write(locked, values, ANSWER_FIELDS)
    audit.record(action="application.answered", subject=locked, by=by, fields=sorted(values))
    return locked


@transaction.atomic
def save_business(*, application: Application, by: User, values: Mapping[str, Any]) -> Business:
    """Writes what the filer mends in the registry: it is the one record of the business."""
    lock_open(application, by)
    business = Business.objects.select_for_update().get(pk=application.business_id)
    _write(business, values, BUSINESS_FIELDS)
    audit.record(action="business.answered", subject=business, by=by, fields=sorted(values))
    return business


@transaction.atomic
def add_product(*, application: Application, by: User, name: str) -> ApplicationProduct:
    """Adds a product name. More than ten are refused when sending, not while drafting.

    Raises:
        DuplicateRowError: the name is there, in whatever letters.
    """
    locked = lock_open(application, by)
    product = ApplicationProduct(application=locked, name=name)
    _save_once(product, name)
    return product


@transaction.atomic
def remove_product(*, application: Application, product: ApplicationProduct, by: User) -> None:
    """Takes a product name off the list."""
    lock_open(application, by)
    product.delete()


@transaction.atomic
def add_material(*, application: Application, by: User, values: Mapping[str, Any]) -> Material:
    """Adds an ingredient.

    Raises:
        DuplicateRowError: the same name of the same brand is there.
    """
    locked = lock_open(application, by)
    material = Material(application=locked, **values)
    _save_once(material, material.name)
    return material


@transaction.atomic
def change_material(
    *, application: Application, material: Material, by: User, values: Mapping[str, Any]
) -> Material:
    """Changes an ingredient; errors as in `add_material`."""
    lock_open(application, by)
    for field, value in values.items():
        setattr(material, field, value)
    _save_once(material, material.name)
    return material


@transaction.atomic
def remove_material(*, application: Application, material: Material, by: User) -> None:
    """Takes an ingredient off the list."""
    lock_open(application, by)
    material.delete()


def lock_open(application: Application, by: User) -> Application:
    """The locked record, if it is the person's to change and still open.

    Raises:
        NotEditableError: it was sent in the meantime.
        ProgrammeCancelledError: nobody needs the answers any more.
        PermissionDenied: it is not the person's to change.
    """
    locked = (
        Application.objects.select_for_update(of=("self",))
        .select_related("business", "programme")
        .get(pk=application.pk)
    )
    if not can_edit(by, locked):
        raise PermissionDenied if locked.status in EDITABLE else NotEditableError
    refuse_cancelled(locked.programme)
    return locked


def _write(record: Model, values: Mapping[str, Any], allowed: frozenset[str]) -> None:
    if unknown := set(values) - allowed:
        raise ValueError(f"not an answer: {sorted(unknown)}")
    for field, value in values.items():
        setattr(record, field, value)
    record.save(update_fields=list(values))


def _save_once(row: Model, name: str) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise DuplicateRowError(name) from error
