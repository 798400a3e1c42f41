"""From texts to villages, inside the region of an import."""

import pytest

from ikm.selectors import villages as reading
from ikm.selectors.villages import VillageFinder
from regions.models import Region
from tests.factories import BATU_TIMBAU, EAST_KALIMANTAN, EAST_KUTAI, SAMARINDA, make_region
from tests.ikm.conftest import AIR_HITAM, HIMBA_LESTARI, SANGATTA_UTARA

Villages = dict[str, Region]


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"address": "RT.003, DESA BATU TIMBAU, KECAMATAN BATU AMPAR"}, BATU_TIMBAU),
        ({"village": "BATU TIMBAU", "district": "Kec. Batu Ampar"}, BATU_TIMBAU),
        ({"village": "Ds. Batutimbau"}, BATU_TIMBAU),
        ({"village": "Himba Lestari / Batu Ampar"}, HIMBA_LESTARI),
        ({"address": "Jl. Poros 5, Himba Lestari, Batu Ampar"}, HIMBA_LESTARI),
        ({"address": "Desa Sangatta Utara RT 12"}, SANGATTA_UTARA),
        ({"village": "Batu Timbao", "district": "Batu Ampar"}, BATU_TIMBAU),
    ],
    ids=lambda value: str(value)[:50],
)
def test_villages_of_one_kabupaten(villages: Villages, texts: dict[str, str], code: str) -> None:
    place = VillageFinder(EAST_KUTAI).find(**texts)
    assert (place.regency, place.district, place.village) == (EAST_KUTAI, code[:8], code)
    assert place.problem == place.warning == ""


@pytest.mark.parametrize(
    "texts",
    [
        {"address": "RT.003, DESA BATU TIMBAU, KECAMATAN BATU AMPAR"},
        {"address": "Jl. Mawar", "regency": "KAB. KUTAI TIMUR"},
        {"village": "Batu Timbau", "district": "Batu Ampar"},
    ],
    ids=str,
)
def test_a_place_in_another_region_is_refused(villages: Villages, texts: dict[str, str]) -> None:
    place = VillageFinder(SAMARINDA).find(**texts)
    assert place.problem.startswith("Alamat ini di Kabupaten Kutai Timur, di luar Kota Samarinda.")
    assert place.village == ""


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("DESA DAMAI KOTA, KEC. DAMAI", "64.07.08.2008"),
        ("Kel. Air Hitam Kota Samarinda", AIR_HITAM),
    ],
)
def test_kota_ends_the_name_of_a_village_or_begins_that_of_a_city(
    villages: Villages, monkeypatch: pytest.MonkeyPatch, address: str, code: str
) -> None:
    """The region table alone tells them apart."""
    make_region("64.07.08.2008")
    monkeypatch.setattr(reading, "parse_alamat", None)
    assert VillageFinder("64").find(address=address).village == code


def test_an_unknown_village_is_only_a_remark(villages: Villages) -> None:
    place = VillageFinder(EAST_KUTAI).find(address="Jl. Mawar 3")
    assert (place.regency, place.village, place.problem) == (EAST_KUTAI, "", "")
    assert place.warning == "Desa belum diketahui. Lengkapi nanti."


def test_a_province_needs_to_know_the_kabupaten(villages: Villages) -> None:
    finder = VillageFinder(EAST_KALIMANTAN)
    assert finder.find(address="Jl. Mawar 3").problem.startswith("Kabupaten/kota tidak diketahui.")
    assert finder.find(address="Jl. Mawar 3", regency="Samarinda").regency == SAMARINDA


def test_all_of_indonesia(villages: Villages) -> None:
    place = VillageFinder("").find(address="Kel. Air Hitam, Kec. Samarinda Ulu")
    assert place.village == AIR_HITAM


def test_a_misspelt_village_far_away_is_not_taken(villages: Villages) -> None:
    place = VillageFinder(EAST_KALIMANTAN).find(address="Jl. Poros", village="Batu Timbao")
    assert place.village == ""
    assert "di luar" not in place.problem
