"""The quick way to read a usual phone, NIB, NIK or e-mail says what the close reading says."""

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from halalportal.lib.identifiers import read_nib, read_nik, read_phone
from halalportal.lib.texts import fold, is_squeezed, readable, squeeze
from ikm.services.imports.drafts import RowDraft
from ikm.services.imports.identifying import clean_email, clean_nib, clean_nik, clean_phone

PHONES = st.from_regex(
    r"(\+62|62|0)[ .-]?8[0-9]{2}[ .-]?[0-9]{2,5}[ .-]?[0-9]{2,6}", fullmatch=True
)
NIKS = st.from_regex(
    r"[0-9]{4}(00|17)([0-7][0-9])([01][0-9])[0-9]{2}(0000|[0-9]{4})", fullmatch=True
)


@given(PHONES)
def test_phones(text: str) -> None:
    draft = RowDraft(1)
    clean_phone(draft, text)
    found = read_phone(text)
    assert draft.values.get("phone", "") == (found.value if found.is_valid else "")
    assert draft.problems == ([found.problem] if found.problem else [])


@given(st.from_regex(r"[0-9]{12,14}|([0-9])\1{12}", fullmatch=True))
def test_nibs(text: str) -> None:
    draft = RowDraft(1)
    clean_nib(draft, text)
    found = read_nib(text)
    assert draft.values.get("nib", "") == (found.value if found.is_valid else "")
    assert (draft.problems, draft.warnings) == (
        [found.problem] if found.problem else [],
        found.warnings,
    )


@given(NIKS)
def test_niks(text: str) -> None:
    draft = RowDraft(1)
    clean_nik(draft, text)
    found = read_nik(text)
    assert draft.nik == (found.value if found.is_valid else "")
    assert (draft.problems, draft.warnings) == (
        [found.problem] if found.problem else [],
        found.warnings,
    )


def test_somebody_born_on_a_leap_day() -> None:
    for year, is_right in (("88", True), ("89", False)):
        draft = RowDraft(1)
        clean_nik(draft, f"6408172902{year}0001")
        assert bool(draft.nik) is is_right


def test_a_child_of_today_is_remarked() -> None:
    year = timezone.localdate().year % 100
    draft = RowDraft(1)
    clean_nik(draft, f"6408170101{year - 20:02}0001")
    assert draft.warnings == []
    draft = RowDraft(1)
    clean_nik(draft, f"6408170101{year - 10:02}0001")
    assert "berumur" in draft.warnings[0]


def test_emails() -> None:
    for text, kept in (
        ("siti@contoh.id", "siti@contoh.id"),
        ("Siti.Rekaan@Contoh.id", "siti.rekaan@contoh.id"),
        ("siti@contoh", None),
        ("siti@-contoh.id", None),
        (f"{'s' * 64}@{'c' * 60}.{'c' * 60}.{'c' * 60}.{'c' * 60}.id", None),
    ):
        draft = RowDraft(1)
        clean_email(draft, text)
        assert draft.values.get("email") == kept
        assert bool(draft.warnings) is (kept is None)


@given(st.text(alphabet="ABCabc 12.'é\u00a0\u200bUDdi", max_size=20))
def test_texts_are_squeezed_once(text: str) -> None:
    if is_squeezed(text):
        assert squeeze(text) == text
    assert squeeze(squeeze(text)) == squeeze(text)
    assert fold(readable(text)) == fold(squeeze(text))
    assert fold(text) == " ".join("".join(c if c in _KEPT else " " for c in _small(text)).split())


_KEPT = "abcdefghijklmnopqrstuvwxyz0123456789"


def _small(text: str) -> str:
    return "".join(c.lower() if c.isascii() else c for c in text)
