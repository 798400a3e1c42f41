"""Saving the answers of an application, part by part, while it is open for it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Model

from accounts.models import User
from certification.enums import MandateTask
from certification.errors import DuplicateRowError, NotEditableError, PartClosedError
from certification.models import Application, ApplicationProduct, Material
from certification.rules import EDITABLE, can_edit, can_fill, open_parts
from certification.selectors.completeness import has_gaps
from certification.selectors.dictionary import look_up
from certification.selectors.mandates import mandate_now
from certification.services.closing import refuse_cancelled
from certification.services.mandates import refuse_without
from certification.steps import PART_TITLES
from halalportal.audit import services as audit
from ikm.models import Business
from ikm.services.records import set_sizes
from ikm.sizes import Finances

# What the part "business" may change in the registry; the sales of a year lie there sealed.
BUSINESS_FIELDS = frozenset({"nib", "scale", "address", "village", "district", "phone"})
SALES = "sales"
# The part of each answer that is a field of the application.
ANSWER_PARTS = {
    "facility_count": "business",
    "outlet_count": "business",
    "supervisor_name": "people",
    "is_supervisor_eligible": "people",
    "product_type": "products",
    "brand": "products",
    "marketing_area": "products",
    "product_class_id": "products",
    "is_small_eatery": "products",
    "process": "process",
    "equipment": "process",
    "is_process_simple": "process",
    "preservation_count": "process",
    "is_separate_from_haram": "process",
    "touches_haram": "process",
    "grinding": "process",
}


@transaction.atomic
def save_answers(*, application: Application, by: User, values: Mapping[str, Any]) -> Application:
    """Writes the answers of a page: fields of the application, and of the registry's record.

    The registry holds the one record of the business, so what is mended here is mended there.

    Raises:
        NotEditableError: the application was sent.
        PartClosedError: the return names other parts.
    """
    own = {name: value for name, value in values.items() if name in ANSWER_PARTS}
    registry = {name: value for name, value in values.items() if name not in own}
    if unknown := set(registry) - BUSINESS_FIELDS - {SALES}:
        raise ValueError(f"not an answer: {sorted(unknown)}")
    locked = lock_open(application, by)
    for part in {ANSWER_PARTS.get(name, "business") for name in values}:
        refuse_closed_part(locked, part)
    if own:
        _write(locked, own)
        audit.record(action="application.answered", subject=locked, by=by, fields=sorted(own))
    if registry:
        _write_business(locked, registry, by)
    return locked


def _write_business(application: Application, values: dict[str, Any], by: User) -> None:
    business = Business.objects.select_for_update().get(pk=application.business_id)
    changes = {name: value for name, value in values.items() if name != SALES}
    sales = values.get(SALES)
    if sales is not None:
        business.seal_finances(Finances(sales=sales).over(business.finances))
        set_sizes(business)
        changes |= {
            name: getattr(business, name)
            for name in ("finances_sealed", "computed_scale", "industry_class")
        }
    if changes:
        _write(business, changes)
    audit.record(action="business.answered", subject=business, by=by, fields=sorted(values))


@transaction.atomic
def add_product(*, application: Application, by: User, name: str) -> ApplicationProduct:
    """Adds a product name. More than ten are refused when sending, not while drafting.

    Raises:
        DuplicateRowError: the name is there, in whatever letters.
    """
    locked = lock_open(application, by, part="products")
    product = ApplicationProduct(application=locked, name=name)
    _save_once(product, name)
    audit.record(action="application.product_added", subject=locked, by=by, product=product.pk)
    return product


@transaction.atomic
def remove_product(*, application: Application, product: ApplicationProduct, by: User) -> None:
    """Takes a product name off the list."""
    locked = lock_open(application, by, part="products")
    audit.record(action="application.product_removed", subject=locked, by=by, product=product.pk)
    product.delete()


@transaction.atomic
def add_material(*, application: Application, by: User, values: Mapping[str, Any]) -> Material:
    """Adds a material.

    Raises:
        DuplicateRowError: the same name of the same brand is there.
    """
    locked = lock_open(application, by, part="materials")
    material = Material(application=locked, **values)
    look_up(material)
    _save_once(material, material.name)
    audit.record(action="application.material_added", subject=locked, by=by, material=material.pk)
    return material


@transaction.atomic
def change_material(
    *, application: Application, material: Material, by: User, values: Mapping[str, Any]
) -> Material:
    """Changes a material; errors as in `add_material`."""
    locked = lock_open(application, by, part="materials")
    for field, value in values.items():
        setattr(material, field, value)
    if "name" in values:
        look_up(material)
    _save_once(material, material.name)
    audit.record(
        action="application.material_changed",
        subject=locked,
        by=by,
        material=material.pk,
        fields=sorted(values),
    )
    return material


@transaction.atomic
def remove_material(*, application: Application, material: Material, by: User) -> None:
    """Takes a material off the list."""
    locked = lock_open(application, by, part="materials")
    audit.record(action="application.material_removed", subject=locked, by=by, material=material.pk)
    material.delete()


def lock_open(application: Application, by: User, *, part: str = "") -> Application:
    """The locked record, if it is the person's to change and still open.

    Args:
        part: the part that is about to change.

    Raises:
        NotEditableError: it was sent in the meantime.
        MandateMissingError, MandateTooSmallError: the owner did not entrust it to the person.
        PartClosedError: the return names other parts.
        ProgrammeCancelledError: nobody needs the answers any more.
        PermissionDenied: it is not the person's to change.
    """
    locked = (
        Application.objects.select_for_update(of=("self",))
        .select_related("business", "programme", "regency")
        .get(pk=application.pk)
    )
    refuse_strangers(locked, by)
    refuse_cancelled(locked.programme)
    if part:
        refuse_closed_part(locked, part)
    return locked


def refuse_strangers(application: Application, by: User) -> None:
    """Lets through who may change the answers now; raises as `lock_open` says."""
    mandate = mandate_now(application, by)
    if can_edit(by, application, mandate):
        return
    if application.status not in EDITABLE:
        raise NotEditableError
    if can_fill(by, application):
        refuse_without(by, application.business, mandate, MandateTask.FILL)
    raise PermissionDenied


def refuse_closed_part(application: Application, part: str) -> None:
    """Raises PartClosedError unless the part may change; one that lacks something always may."""
    opened = open_parts(application)
    if part not in opened and not has_gaps(application, part):
        raise PartClosedError(
            PART_TITLES[part], [title for code, title in PART_TITLES.items() if code in opened]
        )


def _write(record: Model, values: Mapping[str, Any]) -> None:
    for field, value in values.items():
        setattr(record, field, value)
    record.save(update_fields=list(values))


def _save_once(row: Model, name: str) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise DuplicateRowError(name) from error
