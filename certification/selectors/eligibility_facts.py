"""What an application and the registry say, as the inputs of the engine."""

import datetime
from dataclasses import replace
from zoneinfo import ZoneInfo

from django.utils import timezone

from certification.eligibility.facts import (
    SHORTEST_PROCESS,
    Evidence,
    Facts,
    MaterialFact,
    NameFact,
)
from certification.enums import (
    Equipment,
    Grinding,
    MaterialClass,
    MaterialKind,
    MaterialRole,
    NameOpinion,
    ProductScope,
    Status,
    UploadKind,
)
from certification.models import Application, Material, SelfDeclareClass
from certification.rules import EDITABLE
from certification.selectors.dictionary import Dictionary, flagged_names
from ikm.enums import Scale

_VERIFIED = frozenset({Status.READY, Status.IN_SIHALAL, Status.RETURNED_OUT, Status.ISSUED})


def judged_on(application: Application) -> datetime.date:
    """The day whose rules count: that of sending, today while it may still be changed."""
    zone = ZoneInfo(application.regency.time_zone)
    is_open = application.status in EDITABLE or application.submitted_at is None
    moment = timezone.now() if is_open else application.submitted_at
    return timezone.localtime(moment, zone).date()


def facts_of(application: Application, day: datetime.date | None = None) -> Facts:
    """The inputs of a decision: four queries, and one when a material is not classified yet.

    Products, materials and uploads are taken as prefetched.
    """
    day = day or judged_on(application)
    kinds = {upload.kind for upload in application.uploads.all()}
    names = [product.name for product in application.products.all()]
    facts = Facts(
        day=day,
        province=application.regency_id[:2],
        has_supervisor=bool(application.supervisor_name.strip()),
        is_supervisor_eligible=application.is_supervisor_eligible,
        facility_count=application.facility_count,
        outlet_count=application.outlet_count,
        is_small_eatery=application.is_small_eatery,
        name_count=len(names),
        names=_names(application, names, day),
        materials=_materials(application, day),
        is_process_told=len(application.process.strip()) >= SHORTEST_PROCESS,
        is_process_simple=application.is_process_simple,
        touches_haram=application.touches_haram,
        is_separate=application.is_separate_from_haram,
        equipment=Equipment(application.equipment) if application.equipment else None,
        preservation_count=application.preservation_count,
        grinding=Grinding(application.grinding) if application.grinding else None,
        has_grinding_evidence=UploadKind.GRINDING in kinds,
        has_product_photo=UploadKind.PRODUCT in kinds,
        has_papers=True,
        is_verified=application.status in _VERIFIED,
    )
    return _with_class(_with_business(facts, application), application)


def _with_business(facts: Facts, application: Application) -> Facts:
    business = application.business
    return replace(
        facts,
        has_nib=bool(business.nib),
        scale=Scale(business.scale) if business.scale else None,
        sales=business.finances.sales,
        established_year=business.established_year,
    )


def _with_class(facts: Facts, application: Application) -> Facts:
    """The product class, whether the decree of the day lists it, and whether the KBLI fits."""
    chosen = application.product_class
    if chosen is None:
        return facts
    listed = list(SelfDeclareClass.objects.valid_on(facts.day).filter(product_class=chosen))
    business = application.business
    same = [row for row in listed if row.kbli_version == business.kbli_version]
    is_known = bool(business.kbli_code and same)
    return replace(
        facts,
        product_class=chosen.pk,
        product_scope=ProductScope(chosen.scope),
        is_class_listed=bool(listed),
        fits_kbli=any(business.kbli_code in row.kbli_codes for row in same) if is_known else None,
    )


def _names(application: Application, names: list[str], day: datetime.date) -> tuple[NameFact, ...]:
    """The flagged names with what a person said of them."""
    flagged = {fact.name: fact for fact in flagged_names(names, day)} if names else {}
    opinions = dict(application.name_reviews.values_list("name", "opinion")) if flagged else {}
    return tuple(
        replace(fact, opinion=NameOpinion(opinions.get(name, NameOpinion.WAITING)))
        for name, fact in flagged.items()
    )


def _materials(application: Application, day: datetime.date) -> tuple[MaterialFact, ...]:
    materials = list(application.materials.all())
    is_open = any(map(_is_unclassified, materials))
    dictionary = Dictionary(day) if is_open else None
    return tuple(_material(material, dictionary, day) for material in materials)


def _is_unclassified(material: Material) -> bool:
    return material.material_class in ("", MaterialClass.UNKNOWN)


def _material(
    material: Material, dictionary: Dictionary | None, day: datetime.date
) -> MaterialFact:
    """An unclassified one is looked up again: the dictionary may know it by now."""
    source: object = material
    if dictionary and _is_unclassified(material):
        source = dictionary.find(material.name)
    return MaterialFact(
        name=material.name,
        material_class=MaterialClass(getattr(source, "material_class", MaterialClass.UNKNOWN)),
        role=MaterialRole(material.role),
        evidence=_evidence(material, day),
        is_slaughtered=getattr(source, "is_slaughtered", False),
    )


def _evidence(material: Material, day: datetime.date) -> Evidence:
    match material.kind:
        case MaterialKind.NATURAL:
            return Evidence.NONE
        case MaterialKind.UNKNOWN:
            return Evidence.UNKNOWN
    if material.certificate_number:
        until = material.certificate_until
        return Evidence.EXPIRED if until and until < day else Evidence.CERTIFICATE
    return Evidence.BRAND if material.brand else Evidence.CLAIMED
