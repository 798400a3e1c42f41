"""The answers of an application as they stand, to be frozen when it is sent."""

from typing import Any

from certification.eligibility.facts import sales_band
from certification.models import Application, Material
from certification.wording import STATEMENT


def snapshot_of(application: Application) -> dict[str, Any]:
    """All answers as plain data; the NIK is never among them, of the sales only the band."""
    business = application.business
    return {
        "business": {
            "name": business.name,
            "brand": business.brand,
            "nib": business.nib,
            "scale": business.scale,
            "address": business.address,
            "regency": business.regency_id,
            "village": business.village_id,
            "village_name": business.village.name if business.village else "",
            "kbli": [business.kbli_version, business.kbli_code],
            "facility_count": application.facility_count,
            "outlet_count": application.outlet_count,
            "sales_band": sales_band(business.finances.sales),
        },
        "people": {
            "owner_name": business.owner_name,
            "phone": business.phone,
            "supervisor_name": application.supervisor_name,
            "is_supervisor_eligible": application.is_supervisor_eligible,
        },
        "products": _products(application),
        "materials": [_material(material) for material in application.materials.all()],
        "process": {
            "process": application.process,
            "equipment": application.equipment,
            "is_process_simple": application.is_process_simple,
            "preservation_count": application.preservation_count,
            "is_separate_from_haram": application.is_separate_from_haram,
            "touches_haram": application.touches_haram,
            "grinding": application.grinding,
        },
        "photos": [
            {"kind": photo.kind, "file": photo.file.name} for photo in application.uploads.all()
        ],
        "statement": list(STATEMENT),
    }


def _products(application: Application) -> dict[str, Any]:
    product_class = application.product_class
    return {
        "product_type": application.product_type,
        "brand": application.brand,
        "marketing_area": application.marketing_area,
        "product_class": product_class.pk if product_class else "",
        "product_class_name": product_class.name if product_class else "",
        "is_small_eatery": application.is_small_eatery,
        "names": [product.name for product in application.products.all()],
    }


def _material(material: Material) -> dict[str, Any]:
    until = material.certificate_until
    return {
        "pk": material.pk,
        "name": material.name,
        "role": material.role,
        "kind": material.kind,
        "brand": material.brand,
        "producer": material.producer,
        "certificate_number": material.certificate_number,
        "certificate_until": until.isoformat() if until else "",
    }
