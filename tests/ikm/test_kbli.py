"""KBLI codes: two versions, chosen by code or by words, warned about and never refused."""

import pytest

from accounts.models import User
from ikm import kbli
from ikm.models import Business
from regions.models import Region
from tests.factories import BATU_TIMBAU, client_for, make_business
from tests.ikm.test_checking import check_one
from tests.ikm.test_registration import ANSWERS

Villages = dict[str, Region]
CRISPS = "10794 – Industri kerupuk, keripik, peyek dan sejenisnya (KBLI 2020)"


def test_a_code_means_something_in_its_version_only() -> None:
    assert kbli.title_of(2020, "56102") == "Rumah/warung makan"
    assert "di bangunan tidak tetap" in kbli.title_of(2025, "56102")
    assert kbli.title_of(None, "56102") == ""


def test_every_version_has_a_source_and_a_beginning() -> None:
    assert set(kbli.versions()) == {version for version, _ in kbli.codes()} == {2020, 2025}
    assert all(v.source.startswith("Peraturan BPS") for v in kbli.versions().values())
    assert all(len(code) == 5 and code.isdigit() for _, code in kbli.codes())


@pytest.mark.parametrize(
    ("version", "code", "sentence"),
    [
        (2020, "10794", ""),
        (2025, "10391", "Di KBLI 2025 menjadi 10307 (Pembuatan tempe kedelai)"),
        (2025, "56109", "menjadi 56101 (Aktivitas penyediaan makanan di bangunan tetap) atau"),
        (2020, "10307", "ada di KBLI 2025, bukan KBLI 2020"),
        (2020, "10999", "tidak ada di KBLI 2020"),
        (2020, "62010", ""),  # a division that the table doesn't hold
        (2025, "10999", ""),  # the table of 2025 is not whole
        (2030, "10794", ""),
        (2020, "", ""),
    ],
)
def test_warnings(version: int, code: str, sentence: str) -> None:
    found = kbli.warning_about(version, code)
    assert sentence in found
    assert bool(found) is bool(sentence)


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        ({"kbli_code": "10794"}, (2020, "10794")),
        ({"kbli_code": CRISPS}, (2020, "10794")),
        ({"kbli_code": "10307 – Pembuatan tempe kedelai (KBLI 2025)"}, (2025, "10307")),
        ({"kbli_code": "kue basah"}, (2020, "10792")),
        ({"kbli_code": "tempe kedel", "kbli_version": "2025"}, (2025, "10307")),
        ({"kbli_code": "KBLI 2020: 10794", "kbli_version": "2025"}, (2020, "10794")),
        ({"kbli_code": ""}, (None, "")),
    ],
    ids=str,
)
def test_chosen_on_the_form(
    villages: Villages, officer: User, answers: dict[str, str], kept: tuple[int | None, str]
) -> None:
    client_for(officer).post("/usaha/tambah/", ANSWERS | answers)
    business = Business.objects.get()
    assert (business.kbli_version, business.kbli_code) == kept


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("kerupuk terbang", "Tidak ada KBLI 2020 dengan kata itu."),
        ("kembang gula", "10734 Industri kembang gula; 10739 Industri kembang gula lainnya"),
    ],
)
def test_words_that_name_no_code_or_several(
    villages: Villages, officer: User, words: str, sentence: str
) -> None:
    response = client_for(officer).post("/usaha/tambah/", ANSWERS | {"kbli_code": words})
    assert response.status_code == 422
    page = response.content.decode()
    assert sentence in page
    assert f'value="{words}"' in page


def test_an_unknown_code_is_kept_with_a_warning(villages: Villages, officer: User) -> None:
    answers = ANSWERS | {"kbli_code": "10999"}
    page = client_for(officer).post("/usaha/tambah/", answers, follow=True).content.decode()
    assert Business.objects.get().kbli_code == "10999"
    assert page.count("Kode 10999 tidak ada di KBLI 2020.") == 2  # said now, and on the record


def test_the_form_suggests_lines(villages: Villages, officer: User) -> None:
    page = client_for(officer).get("/usaha/tambah/").content.decode()
    assert 'list="daftar-kbli"' in page
    assert f'<option value="{CRISPS}">' in page


def test_the_record_says_what_the_code_means(villages: Villages, officer: User) -> None:
    business = make_business(village_id=BATU_TIMBAU, kbli_code="10792", kbli_version=2020)
    page = client_for(officer).get(f"/usaha/{business.pk}/").content.decode()
    assert "10792, industri kue basah" in page


def test_an_import_remarks_an_unknown_code(villages: Villages) -> None:
    row = check_one(KBLI="10999 - Industri apa saja")
    assert (row.outcome, row.values["kbli_code"]) == ("new", "10999")
    assert "Kode 10999 tidak ada di KBLI 2020. Cocokkan dengan dokumen NIB." in row.warnings
