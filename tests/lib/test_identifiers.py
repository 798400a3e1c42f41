"""Identifiers against the vectors of the field (tests/data/identifier_vectors.json)."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halalportal.lib import identifiers

VECTORS = json.loads(
    (Path(__file__).parents[1] / "data" / "identifier_vectors.json").read_text("utf-8")
)
CASES = [(kind, vector) for kind in identifiers.READERS for vector in VECTORS.get(kind, [])]
REFERENCE_DATE = date(2026, 11, 21)


@pytest.mark.parametrize(("kind", "vector"), CASES, ids=lambda value: str(value)[:40])
def test_vector(kind: str, vector: dict[str, Any]) -> None:
    found = identifiers.READERS[kind](vector["in"])
    assert found.is_valid is vector["ok"]
    assert bool(found.problem) is not vector["ok"]
    if "error" in vector:
        assert found.fault == vector["error"]
    expected = vector.get("normal") or vector.get("e164")
    if expected:
        assert found.value == expected


@pytest.mark.parametrize("vector", [v for v in VECTORS["nik"] if v["ok"]], ids=lambda v: v["why"])
def test_nik_tells_district_gender_and_birth(vector: dict[str, Any]) -> None:
    facts = identifiers.nik_facts(vector["in"], today=REFERENCE_DATE)
    assert facts.district_code == vector["district"]
    assert facts.gender == vector["gender"]
    assert facts.born_on.isoformat() == vector["birth"]


def test_pirt_tells_packaging_food_region_and_year() -> None:
    vector = VECTORS["pirt"][0]
    facts = identifiers.pirt_facts(vector["normal"])
    assert (facts.packaging, facts.food_type, facts.region, facts.expires) == (
        vector["packaging"],
        vector["food_type"],
        vector["region"],
        vector["expires"],
    )


@pytest.mark.parametrize("reader", identifiers.READERS.values())
def test_nothing_written_is_no_problem(reader: Any) -> None:
    found = reader("  ")
    assert (found.value, found.problem, found.is_valid) == ("", "", False)


def test_sentences_of_the_catalogue() -> None:
    nib = identifiers.read_nib("912300011223")
    assert nib.problem == "NIB terdiri dari 13 angka. Anda menulis 12 angka."
    nik = identifiers.read_nik("537101010190000")
    assert nik.problem.startswith("NIK terdiri dari 16 angka, lihat KTP baris pertama.")
    phone = identifiers.read_phone("08123")
    assert phone.problem == "Nomor HP kurang lengkap. Contoh: 0812-3456-7890."


@given(st.text(alphabet="0123456789AB", min_size=1, max_size=20))
def test_the_sentence_about_a_nik_never_repeats_it(text: str) -> None:
    found = identifiers.read_nik(text)
    assert not re.search(r"[0-9AB]{6}", found.problem)


@given(st.integers(0, 10**13 - 1))
def test_every_13_digits_are_a_nib(number: int) -> None:
    text = f"{number:013d}"
    assert identifiers.read_nib(f" {text[:4]} {text[4:8]}-{text[8:]}").value == text


def test_equal_digits_are_warned_about() -> None:
    found = identifiers.read_nib("1111111111111")
    assert found.is_valid
    assert found.warnings


@pytest.mark.parametrize("vector", [v for v in VECTORS["npwp"] if v["ok"]], ids=lambda v: v["in"])
def test_a_right_npwp_raises_no_doubt(vector: dict[str, Any]) -> None:
    assert identifiers.read_npwp(vector["in"]).warnings == []


@pytest.mark.parametrize("text", ["01.312.166.1-091.000", "0013000667091000"])
def test_a_typing_error_in_an_npwp_is_kept_and_warned_about(text: str) -> None:
    found = identifiers.read_npwp(text)
    assert found.is_valid
    assert found.warnings == ["Angka pemeriksa NPWP tidak cocok. Cocokkan dengan kartu NPWP."]


def test_a_nik_used_as_npwp_must_be_a_nik() -> None:
    assert identifiers.read_npwp("7471016513900001").fault == "nik"


def test_a_certificate_tells_no_more_than_its_shape() -> None:
    """The province in it is a guess of the field (domain: "do not decode further")."""
    vector = VECTORS["halal_certificate"][1]
    assert identifiers.read_certificate_number(vector["in"]).value[2:4] == vector["province"]


def test_every_kind_of_vector_has_a_reader() -> None:
    assert set(VECTORS) - {"note", "working_days"} <= identifiers.READERS.keys()


def test_a_birth_year_takes_the_century_of_an_adult() -> None:
    facts = identifiers.nik_facts("6408170101300001", today=REFERENCE_DATE)
    assert facts.born_on == date(1930, 1, 1)
    child = identifiers.read_nik("6408170101150001", today=REFERENCE_DATE)
    assert child.is_valid
    assert child.warnings == ["Menurut NIK, pemilik berumur 11 tahun. Periksa KTP."]
