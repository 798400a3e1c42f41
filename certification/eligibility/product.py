"""Conditions on the product: its class, its names, its number."""

from certification.eligibility.answers import (
    MET,
    Answer,
    must_be,
    triggered,
    triggered_by_any,
    unknown,
    unknown_by_any,
)
from certification.eligibility.facts import Facts
from certification.eligibility.rules import RuleSetData
from certification.enums import NameOpinion, ProductScope

_SCOPES = {
    ProductScope.SERVICE: "Ini jasa, bukan barang. Self declare hanya untuk barang.",
    ProductScope.OTHER: "Jenis produk ini bukan makanan atau minuman.",
}


def outside_food_and_drink(facts: Facts, rules: RuleSetData) -> Answer:
    """SD08: services and goods that are neither eaten nor drunk go the regular way."""
    if facts.product_scope is None:
        return unknown("Pilih jenis produk dari daftar.")
    # What the decree of the day lists is in, whatever its scope: jamu until July 2025.
    wrong = _SCOPES.get(facts.product_scope)
    return triggered(wrong) if wrong and not facts.is_class_listed else MET


def class_not_listed(facts: Facts, rules: RuleSetData) -> Answer:
    """SD08: food and drink that the decree doesn't list. Other scopes have their own rule."""
    is_asked_elsewhere = facts.product_scope is None and facts.is_class_listed is None
    if is_asked_elsewhere or facts.product_scope in _SCOPES:
        return MET
    return must_be(
        facts.is_class_listed,
        wanted=True,
        wrong="Jenis produk ini tidak ada di daftar self declare.",
        ask="Pilih jenis produk dari daftar, supaya bisa dicocokkan dengan daftar self declare.",
    )


def kbli_mismatch(facts: Facts, rules: RuleSetData) -> Answer:
    """The KBLI on the NIB must go with the product class; a service has none that could."""
    if facts.is_class_listed is False:
        return MET
    return must_be(
        facts.fits_kbli,
        wanted=True,
        wrong="Kode KBLI di NIB tidak cocok dengan jenis produk.",
        ask="Cocokkan kode KBLI di NIB dengan jenis produk. Kode ada di data usaha.",
    )


def small_eatery(facts: Facts, rules: RuleSetData) -> Answer:
    """Older decrees leave eateries out; no answer counts as none, a class of its own decides."""
    if facts.is_small_eatery:
        return triggered("Warung makan belum termasuk self declare pada aturan saat itu.")
    return MET


def eatery_not_small(facts: Facts, rules: RuleSetData) -> Answer:
    """Of the eateries only the small ones are in (warung tegal, sunda, warmindo)."""
    if facts.product_class not in rules.limits["eatery_classes"]:
        return MET
    return must_be(
        facts.is_small_eatery,
        wanted=True,
        wrong="Restoran, kafe, hotel, dan katering tidak termasuk self declare.",
        ask="Jawab apakah ini warung kecil seperti warung tegal, warung sunda, atau warmindo.",
    )


def name_limit(facts: Facts, rules: RuleSetData) -> int:
    """How many names one submission may hold: more for a small eatery's menu."""
    is_menu = facts.is_small_eatery and facts.product_class in rules.limits["eatery_classes"]
    return int(rules.limits["max_menus" if is_menu else "max_names"])


def too_many_names(facts: Facts, rules: RuleSetData) -> Answer:
    """Names with their variants; never a hint to split (Kepkaban 146/2025 IV.B.6)."""
    count, most = facts.name_count, name_limit(facts, rules)
    if count is None:
        return unknown("Tulis nama semua produk.")
    if count <= most:
        return MET
    return triggered(
        f"Satu pengajuan memuat paling banyak {most} nama produk. Ada {count}. "
        f"Hapus {count - most} nama, atau tanya petugas jalur reguler."
    )


def names_missing(facts: Facts, rules: RuleSetData) -> Answer:
    """SD16g: at least one name."""
    return triggered("Tulis paling sedikit satu nama produk.") if facts.name_count == 0 else MET


def name_refused(facts: Facts, rules: RuleSetData) -> Answer:
    """A person looked at a flagged name and asks for another one."""
    return triggered_by_any(
        f"Ganti nama {flagged.name}. Petugas memutuskan nama ini tidak bisa dipakai."
        for flagged in facts.names
        if flagged.opinion == NameOpinion.RENAME
    )


def name_waiting(facts: Facts, rules: RuleSetData) -> Answer:
    """A word in a name only warns until a person has looked."""
    return unknown_by_any(
        f"Nama {flagged.name} memuat kata {flagged.word}, jadi dilihat petugas dulu."
        for flagged in facts.names
        if flagged.opinion == NameOpinion.WAITING
    )


def photo_missing(facts: Facts, rules: RuleSetData) -> Answer:
    """SD16g: a picture of the product."""
    return must_be(
        facts.has_product_photo,
        wanted=True,
        wrong="Kirim foto produk di dalam kemasan.",
        ask="Siapkan foto produk di dalam kemasan.",
    )
