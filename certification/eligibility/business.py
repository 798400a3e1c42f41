"""Conditions on the business and its people."""

from certification.eligibility.answers import MET, Answer, at_most, must_be, triggered, unknown
from certification.eligibility.facts import Facts
from certification.eligibility.rules import RuleSetData
from halalportal.lib.formats import rupiah
from ikm.enums import Scale


def nib_missing(facts: Facts, rules: RuleSetData) -> Answer:
    """SD01: without an active NIB nothing can be sent."""
    return must_be(
        facts.has_nib,
        wanted=True,
        wrong="Tulis NIB. Belum punya? Petugas membantu membuatnya.",
        ask="Pastikan apakah usaha sudah punya NIB.",
    )


def scale_missing(facts: Facts, rules: RuleSetData) -> Answer:
    """SD01: the scale stands on the NIB, so it is asked for where there is one."""
    if facts.scale is not None or facts.has_nib is False:
        return MET
    sentence = "Pilih skala usaha. Self declare untuk usaha mikro dan kecil."
    return triggered(sentence) if facts.has_nib else unknown(sentence)


def scale_not_small(facts: Facts, rules: RuleSetData) -> Answer:
    """SD01: medium and large ones go the regular way. An unknown scale is `scale_missing`'s."""
    if facts.scale in (Scale.MEDIUM, Scale.LARGE):
        return triggered(f"Skala usaha {Scale(facts.scale).label.lower()}, bukan mikro atau kecil.")
    return MET


def sales_over_cap(facts: Facts, rules: RuleSetData) -> Answer:
    """SD05: the cap itself is still small enough."""
    cap = int(rules.limits["sales_cap"])
    return at_most(
        facts.sales,
        cap,
        wrong=f"Penjualan setahun lebih dari {rupiah(cap)}.",
        ask="Tulis perkiraan penjualan setahun. Bila belum tahu, pendamping membantu menghitung.",
    )


def too_many_facilities(facts: Facts, rules: RuleSetData) -> Answer:
    """SD06: one place of production."""
    return at_most(
        facts.facility_count,
        int(rules.limits["max_facilities"]),
        wrong="Ada lebih dari satu tempat produksi. Self declare untuk satu tempat.",
        ask="Pilih jumlah tempat produksi.",
    )


def too_many_outlets(facts: Facts, rules: RuleSetData) -> Answer:
    """SD06: one outlet."""
    return at_most(
        facts.outlet_count,
        int(rules.limits["max_outlets"]),
        wrong="Ada lebih dari satu tempat jualan. Self declare untuk satu tempat jualan.",
        ask="Pilih jumlah tempat jualan milik sendiri.",
    )


def too_young(facts: Facts, rules: RuleSetData) -> Answer:
    """Older decrees: running for a year. The registry knows the year only."""
    since, years = facts.established_year, int(rules.limits["min_years"])
    if since is None:
        return unknown("Tulis tahun mulai usaha di data usaha.")
    if facts.day.year - since >= years:
        return MET
    return triggered(f"Usaha mulai {since}, belum berjalan {years} tahun.")


def supervisor_missing(facts: Facts, rules: RuleSetData) -> Answer:
    """SD16d: somebody is named."""
    return must_be(
        facts.has_supervisor,
        wanted=True,
        wrong="Tulis nama penyelia halal. Boleh pemilik usaha sendiri.",
        ask="Pilih siapa penyelia halalnya. Boleh pemilik usaha sendiri.",
    )


def supervisor_not_eligible(facts: Facts, rules: RuleSetData) -> Answer:
    """SD16d: a Muslim who knows how halal products are made (UU 33/2014 Pasal 28)."""
    return must_be(
        facts.is_supervisor_eligible,
        wanted=True,
        wrong="Penyelia halal belum memenuhi syarat. Pilih orang lain yang beragama Islam dan "
        "mengerti cara pembuatan halal.",
        ask="Pastikan penyelia halal beragama Islam dan mengerti cara pembuatan halal.",
    )
