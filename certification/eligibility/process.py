"""Conditions on the way a product is made."""

from certification.eligibility.answers import MET, Answer, at_most, must_be, triggered, unknown
from certification.eligibility.facts import Facts
from certification.eligibility.rules import RuleSetData
from certification.enums import Equipment


def process_untold(facts: Facts, rules: RuleSetData) -> Answer:
    """SD16f."""
    sentence = "Ceritakan cara membuat produk dari membeli bahan sampai mengemas."
    return must_be(facts.is_process_told, wanted=True, wrong=sentence, ask=sentence)


def process_complex(facts: Facts, rules: RuleSetData) -> Answer:
    """SD03."""
    return must_be(
        facts.is_process_simple,
        wanted=True,
        wrong="Cara membuatnya tidak sederhana.",
        ask="Jawab apakah cara membuatnya sederhana.",
    )


def touches_haram(facts: Facts, rules: RuleSetData) -> Answer:
    """SD04."""
    return must_be(
        facts.touches_haram,
        wanted=False,
        wrong="Bahan atau alat tersentuh yang haram. Hentikan dulu, lalu bersihkan alatnya.",
        ask="Pastikan bahan dan alat tidak tersentuh yang haram.",
    )


def not_separate(facts: Facts, rules: RuleSetData) -> Answer:
    """SD07."""
    return must_be(
        facts.is_separate,
        wanted=True,
        wrong="Pisahkan tempat dan alat dari bahan yang tidak halal.",
        ask="Pastikan tempat dan alat terpisah dari bahan yang tidak halal.",
    )


def factory_equipment(facts: Facts, rules: RuleSetData) -> Answer:
    """SD14."""
    if facts.equipment is None:
        return unknown("Pilih alat yang dipakai.")
    if facts.equipment == Equipment.FACTORY:
        return triggered("Alatnya mesin pabrik atau otomatis.")
    return MET


def many_preservations(facts: Facts, rules: RuleSetData) -> Answer:
    """SD15."""
    return at_most(
        facts.preservation_count,
        int(rules.limits["max_preservation"]),
        wrong="Self declare hanya untuk satu cara pengawetan. Tanya petugas jalur reguler.",
        ask="Pilih cara pengawetan.",
    )


def papers_missing(facts: Facts, rules: RuleSetData) -> Answer:
    """SD16a, b, c and h: letter, statement, pledge and manual, made when the answers are sent."""
    return must_be(
        facts.has_papers,
        wanted=True,
        wrong="Surat permohonan, pernyataan, ikrar, atau manual SJPH belum ada.",
        ask="Siapkan surat permohonan, pernyataan, ikrar, dan manual SJPH. Portal membantu "
        "mengisinya.",
    )


def not_verified(facts: Facts, rules: RuleSetData) -> Answer:
    """SD11: a companion comes and looks."""
    return MET if facts.is_verified else unknown("Pendamping belum memeriksa tempat usaha.")


def short_lived_without_slhs(facts: Facts, rules: RuleSetData) -> Answer:
    """Older decrees: what keeps for less than seven days needs a certificate of hygiene."""
    if facts.is_short_lived is False or facts.has_slhs:
        return MET
    if facts.is_short_lived is None or facts.has_slhs is None:
        return unknown("Pastikan produk tahan 7 hari atau lebih, atau ada SLHS.")
    return triggered("Produk tahan kurang dari 7 hari dan belum punya SLHS.")


def special_technique(facts: Facts, rules: RuleSetData) -> Answer:
    """Older decrees: no radiation, ozone or genetic engineering."""
    return must_be(
        facts.uses_special_technique,
        wanted=False,
        wrong="Produk memakai radiasi, ozonisasi, atau rekayasa genetik.",
        ask="Pastikan tidak memakai radiasi, ozonisasi, atau rekayasa genetik.",
    )
