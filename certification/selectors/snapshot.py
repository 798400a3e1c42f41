"""The answers of an application as they stand, to be frozen when it is sent."""

from typing import Any

from certification.models import Application


def snapshot_of(application: Application) -> dict[str, Any]:
    """All answers as plain data; the NIK is never among them."""
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
            "kbli": [business.kbli_version, business.kbli_code],
        },
        "people": {
            "owner_name": business.owner_name,
            "phone": business.phone,
            "supervisor_name": application.supervisor_name,
            "is_supervisor_eligible": application.is_supervisor_eligible,
        },
        "products": {
            "product_type": application.product_type,
            "brand": application.brand,
            "names": [product.name for product in application.products.all()],
        },
        "materials": [
            {
                "name": material.name,
                "kind": material.kind,
                "brand": material.brand,
                "producer": material.producer,
                "certificate_number": material.certificate_number,
            }
            for material in application.materials.all()
        ],
        "process": {
            "process": application.process,
            "preservation_count": application.preservation_count,
            "is_separate_from_haram": application.is_separate_from_haram,
        },
        "photos": [
            {"kind": photo.kind, "file": photo.file.name} for photo in application.uploads.all()
        ],
    }
