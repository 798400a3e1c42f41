"""The public check: five questions, each answer as the facts that it tells the engine."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from certification.eligibility.engine import Finding, Verdict, evaluate, worst
from certification.eligibility.facts import Evidence, Facts, MaterialFact, ProgrammeFact
from certification.eligibility.rules import RuleSetData
from certification.enums import Eligibility, Equipment, MaterialClass, ProductScope
from halalportal.lib.formats import rupiah
from ikm.enums import Scale

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: its value in the address, its words, and what it tells."""

    value: str
    label: str
    facts: Told


@dataclass(frozen=True, slots=True)
class Question:
    """One page of the check. `options` are made of the decree's figures."""

    key: str
    text: str
    hint: str
    options: Callable[[Mapping[str, Any]], list[Option]]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickResult:
    """What five answers can say: `found` is certain, `open` is still to be found out."""

    outcome: Eligibility
    found: tuple[Finding, ...]
    open: tuple[str, ...]
    verdict: Verdict


def _product(limits: Mapping[str, Any]) -> list[Option]:
    return [
        Option("makanan", "Makanan dalam kemasan", {"product_scope": ProductScope.FOOD}),
        Option("minuman", "Minuman dalam kemasan", {"product_scope": ProductScope.DRINK}),
        Option(
            "warung",
            "Menu warung kecil, misalnya warteg, warung sunda, atau warmindo",
            {"product_scope": ProductScope.FOOD, "is_small_eatery": True},
        ),
        Option(
            "jasa",
            "Jasa, misalnya katering, potong hewan, atau giling daging",
            {"product_scope": ProductScope.SERVICE},
        ),
        Option("lain", "Bukan makanan atau minuman", {"product_scope": ProductScope.OTHER}),
    ]


def _animal(limits: Mapping[str, Any]) -> list[Option]:
    return [
        Option("tidak", "Tidak ada daging, ayam, atau bagian hewan potong", {}),
        Option("bersertifikat", "Ada, semuanya bersertifikat halal", _meat(Evidence.CERTIFICATE)),
        Option("belum", "Ada, belum tahu sertifikat halalnya", _meat(Evidence.UNKNOWN)),
        Option("tanpa", "Ada, penjualnya tidak bersertifikat halal", _meat(Evidence.NONE)),
        Option(
            "haram",
            "Ada babi atau minuman beralkohol",
            {"materials": (MaterialFact(name="bahan ini", material_class=MaterialClass.HARAM),)},
        ),
    ]


def _meat(evidence: Evidence) -> Told:
    meat = MaterialFact(
        name="daging",
        material_class=MaterialClass.CRITICAL,
        evidence=evidence,
        is_slaughtered=True,
    )
    return {"materials": (meat,)}


def _size(limits: Mapping[str, Any]) -> list[Option]:
    cap = limits["sales_cap"]
    one = {"facility_count": 1, "outlet_count": 1}
    return [
        Option(
            "rumahan",
            f"Usaha rumahan di satu tempat, penjualan setahun paling banyak {rupiah(cap)}",
            {**one, "sales": cap, "equipment": Equipment.SEMI_AUTOMATIC},
        ),
        Option(
            "banyak",
            "Lebih dari satu tempat produksi atau lebih dari satu tempat jual",
            {"outlet_count": limits["max_outlets"] + 1},
        ),
        Option("pabrik", "Pabrik dengan mesin otomatis", {"equipment": Equipment.FACTORY}),
        Option("besar", f"Penjualan setahun di atas {rupiah(cap)}", {"sales": cap + 1}),
        Option("belum", "Belum tahu", {}),
    ]


def _nib(limits: Mapping[str, Any]) -> list[Option]:
    return [
        Option("mikro", "Punya, skala mikro", {"has_nib": True, "scale": Scale.MICRO}),
        Option("kecil", "Punya, skala kecil", {"has_nib": True, "scale": Scale.SMALL}),
        Option(
            "besar", "Punya, skala menengah atau besar", {"has_nib": True, "scale": Scale.MEDIUM}
        ),
        Option("belum", "Belum punya NIB", {"has_nib": False}),
        Option("lupa", "Belum tahu", {}),
    ]


def _certificate(limits: Mapping[str, Any]) -> list[Option]:
    return [
        Option("belum", "Belum punya", {}),
        Option("sudah", "Sudah punya sertifikat halal", _elsewhere("Sudah bersertifikat halal.")),
        Option(
            "proses",
            "Sedang diurus lewat program lain",
            _elsewhere("Sedang diurus lewat program lain."),
        ),
        Option("lupa", "Belum tahu", {}),
    ]


def _elsewhere(why: str) -> Told:
    fact = ProgrammeFact(
        code="M_PROG_NOT_CERTIFIED",
        criterion="Belum bersertifikat halal",
        has_passed=False,
        why=f"{why} Tempat gratis dipakai untuk produk yang belum bersertifikat.",
        citation="Syarat program fasilitasi",
    )
    return {"programme": (fact,)}


QUESTIONS: tuple[Question, ...] = (
    Question("produk", "Apa yang Anda buat?", "Pilih yang paling banyak Anda jual.", _product),
    Question(
        "hewan",
        "Apakah ada bahan dari hewan potong?",
        "Misalnya daging, ayam, bakso, sosis, kaldu, atau gelatin.",
        _animal,
    ),
    Question("usaha", "Seperti apa usaha Anda?", "Pilih yang paling cocok.", _size),
    Question("nib", "Apakah usaha Anda punya NIB?", "Skala usaha tertulis di lembar NIB.", _nib),
    Question(
        "sertifikat",
        "Apakah produk ini sudah punya sertifikat halal?",
        "Juga bila diurus lewat program lain.",
        _certificate,
    ),
)


# In the application these ask for something; a visitor reads what is the matter.
_SAID = {"nib-missing": ("Usaha ini belum punya NIB.",)}


def told_by(answers: Mapping[str, str], limits: Mapping[str, Any]) -> list[tuple[Question, Option]]:
    """The answers in order, up to the first question that has none of its options."""
    told = []
    for question in QUESTIONS:
        chosen = {option.value: option for option in question.options(limits)}
        option = chosen.get(answers.get(question.key, ""))
        if option is None:
            break
        told.append((question, option))
    return told


def check(answers: Mapping[str, str], *, rules: RuleSetData, day: datetime.date) -> QuickResult:
    """What the engine says when it knows no more than these answers; unknown is never passed."""
    facts = Facts(day=day)
    for _, option in told_by(answers, rules.limits):
        facts = replace(facts, **option.facts)
    verdict = evaluate(rules, facts)
    found = tuple(
        replace(finding, why=_SAID.get(finding.condition, finding.why))
        for finding in verdict.findings
        if not finding.is_unknown
    )
    still_open = dict.fromkeys(f.criterion for f in verdict.findings if f.is_unknown)
    return QuickResult(
        outcome=worst(finding.outcome for finding in found),
        found=found,
        open=tuple(still_open),
        verdict=verdict,
    )
