"""Conditions on the materials."""

from collections.abc import Iterable

from certification.eligibility.answers import (
    MET,
    Answer,
    triggered,
    triggered_by_any,
    unknown,
    unknown_by_any,
)
from certification.eligibility.facts import Evidence, Facts, MaterialFact
from certification.eligibility.rules import RuleSetData
from certification.enums import Grinding, MaterialClass, MaterialRole

_NEEDS_PROOF = frozenset({MaterialClass.COMMON, MaterialClass.CRITICAL, MaterialClass.CERTIFIED})
_BLOCKED = frozenset({MaterialClass.HARAM, MaterialClass.HAZARD})
# What a household calls water and soap; with packaging they are no ingredients of a product.
_WATER = frozenset({"air", "air bersih", "air matang", "air minum", "air sumur", "air pdam", "es"})


def haram_material(facts: Facts, rules: RuleSetData) -> Answer:
    return _any_of(
        facts,
        MaterialClass.HARAM,
        "{name} bahan haram. Produk dengan bahan ini diberi keterangan tidak halal.",
    )


def hazardous_material(facts: Facts, rules: RuleSetData) -> Answer:
    """SD10."""
    return _any_of(
        facts,
        MaterialClass.HAZARD,
        "{name} bahan berbahaya dan dilarang untuk pangan. Ganti dengan bahan yang aman.",
    )


def _any_of(facts: Facts, wanted: MaterialClass, sentence: str) -> Answer:
    found = (m for m in facts.materials or () if m.material_class == wanted)
    return triggered_by_any(sentence.format(name=material.name) for material in found)


def materials_missing(facts: Facts, rules: RuleSetData) -> Answer:
    """SD16e: the list of materials."""
    sentence = "Tulis semua bahan, juga minyak, air, dan penyedap."
    if facts.materials is None:
        return unknown(sentence)
    return MET if facts.materials else triggered(sentence)


def material_without_proof(facts: Facts, rules: RuleSetData) -> Answer:
    """SD02, SD09: what needs a certificate and is said to have none, or an old one."""
    return triggered_by_any(filter(None, map(_lack, facts.materials or ())))


def _lack(material: MaterialFact) -> str:
    if material.evidence == Evidence.EXPIRED:
        return f"Sertifikat halal {material.name} sudah habis masa. Minta yang baru ke penjualnya."
    if material.evidence == Evidence.CLAIMED:
        return f"Tulis merek atau nomor sertifikat halal untuk {material.name}."
    # Slaughtered content without a certificate has its own, harder rule.
    if material.evidence != Evidence.NONE or material.is_slaughtered:
        return ""
    # Practice asks for these, the law doesn't always: a companion may find them natural.
    if material.material_class == MaterialClass.COMMON:
        return (
            f"{material.name} biasanya bersertifikat halal. Tulis merek dan nomornya, atau pilih "
            "Belum tahu supaya pendamping memeriksa."
        )
    is_lacking = material.material_class in _NEEDS_PROOF
    needed = f"{material.name} perlu sertifikat halal. Tulis merek dan nomor sertifikatnya."
    return needed if is_lacking else ""


def material_unsettled(facts: Facts, rules: RuleSetData) -> Answer:
    """What only a look at the packaging settles: unknown status, unknown word, no number yet."""
    return unknown_by_any(filter(None, map(_open_question, facts.materials or ())))


def _open_question(material: MaterialFact) -> str:
    is_food = material.role == MaterialRole.INGREDIENT
    if material.evidence == Evidence.BRAND and material.material_class not in _BLOCKED:
        return f"Nomor sertifikat halal {material.name} belum ada. Pendamping memeriksanya."
    if material.material_class == MaterialClass.UNKNOWN:
        has_proof = material.evidence == Evidence.CERTIFICATE
        # Soap and packaging are no food: the dictionary of food materials says nothing on them.
        is_exempt = not is_food and material.evidence == Evidence.NONE
        if not (has_proof or is_exempt):
            return f"{material.name} belum ada di kamus bahan. Pendamping memeriksanya."
    if material.material_class in _NEEDS_PROOF and material.evidence == Evidence.UNKNOWN:
        return f"Kehalalan {material.name} belum diketahui. Pendamping memeriksanya."
    return ""


def slaughtered_without_certificate(facts: Facts, rules: RuleSetData) -> Answer:
    """SD12: meat whose seller has no certificate."""
    return triggered_by_any(
        f"{material.name} tidak punya sertifikat halal. Ganti dengan yang dari RPH, RPU, atau "
        "pembuat bersertifikat halal."
        for material in _slaughtered(facts)
        if material.evidence == Evidence.NONE
    )


def has_slaughtered(facts: Facts, rules: RuleSetData) -> Answer:
    """Where a province sends all slaughtered content to the regular track."""
    return triggered_by_any(
        f"{material.name} berasal dari hewan sembelihan." for material in _slaughtered(facts)
    )


def _slaughtered(facts: Facts) -> Iterable[MaterialFact]:
    return (material for material in facts.materials or () if material.is_slaughtered)


def grinding_unproven(facts: Facts, rules: RuleSetData) -> Answer:
    """SD13: where meat is minced; asked only when there is meat."""
    if not any(_slaughtered(facts)) or facts.grinding == Grinding.NONE:
        return MET
    if facts.grinding is None:
        return unknown("Pilih di mana daging digiling, atau tidak digiling.")
    if facts.grinding == Grinding.UNCERTIFIED:
        return triggered(
            "Daging digiling di tempat tanpa sertifikat halal. Giling sendiri, atau pilih tempat "
            "giling bersertifikat halal."
        )
    proof = (
        "foto alat giling sendiri"
        if facts.grinding == Grinding.OWN
        else "foto sertifikat halal tempat giling"
    )
    return MET if facts.has_grinding_evidence else triggered(f"Kirim {proof}.")


def only_water_and_packaging(facts: Facts, rules: RuleSetData) -> Answer:
    """A list of water, soap and packaging alone is a known fraud (Kepkaban 146/2025 IV.B.7.a)."""
    if not facts.materials or any(map(_is_real, facts.materials)):
        return MET
    return triggered("Daftar bahan hanya memuat air, sabun, atau kemasan. Pendamping memastikan.")


def _is_real(material: MaterialFact) -> bool:
    is_ingredient = material.role == MaterialRole.INGREDIENT
    name = material.name.strip().lower()
    return is_ingredient and name not in _WATER and not name.startswith(("sabun", "kemasan"))
