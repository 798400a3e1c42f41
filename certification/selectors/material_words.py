"""What the dictionary of materials tells somebody who writes a material down."""

from django.utils import timezone

from certification.enums import MaterialClass
from certification.models import Material, MaterialEntry

_NOTES = {
    MaterialClass.EXEMPT_NATURAL: "Di kamus: bahan alami. Biasanya tanpa sertifikat.",
    MaterialClass.EXEMPT_PROCESSED: "Di kamus: bahan olahan tanpa risiko. Tidak perlu sertifikat.",
    MaterialClass.EXEMPT_MINERAL: "Di kamus: bahan tambang atau kimia. Tidak perlu sertifikat.",
    MaterialClass.COMMON: "Di kamus: biasanya bersertifikat halal. Lihat logo di kemasannya.",
    MaterialClass.CRITICAL: "Di kamus: bahan ini perlu sertifikat halal.",
    MaterialClass.HAZARD: "Di kamus: bahan berbahaya, dilarang untuk pangan. Ganti bahan ini.",
    MaterialClass.HARAM: "Di kamus: bahan haram. Produk dengan bahan ini tidak bisa halal.",
}


def known_names() -> list[str]:
    """The names of today's dictionary, for suggestions."""
    entries = MaterialEntry.objects.valid_on(timezone.localdate())
    return list(entries.values_list("name", flat=True))


def note_on(material: Material) -> str:
    """What the dictionary says of a material; "" when it is not there."""
    return _NOTES.get(MaterialClass(material.material_class or MaterialClass.UNKNOWN), "")
