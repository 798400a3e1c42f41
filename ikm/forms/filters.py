"""The filters of the list; they live in the address, so a list can be sent to a colleague."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.datastructures import MultiValueDict

from accounts.models import User
from ikm.columns import COLUMNS
from ikm.enums import Elsewhere, OperationalStatus, Scale
from ikm.selectors.listing import Criteria, parts_of, regions_to_filter

_ANY = [("", "Semua")]
_PROVINCE, _REGENCY = 2, 5  # lengths of region codes


class BusinessFilterForm(forms.Form):
    """Search text and filters; nothing is required and what makes no sense counts as "all"."""

    q = forms.CharField(label="Cari nama, pemilik, merek, NIB, HP", max_length=100, required=False)
    mirip = forms.ChoiceField(
        choices=[*_ANY, ("ya", "ya")], widget=forms.HiddenInput, required=False
    )
    wilayah = forms.ChoiceField(label="Wilayah", required=False)
    kecamatan = forms.ChoiceField(label="Kecamatan", required=False)
    lingkaran = forms.ChoiceField(
        label="Lingkaran",
        choices=[*_ANY, ("terdaftar", "Terdaftar"), ("belum", "Baru diketahui dari daftar")],
        required=False,
    )
    binaan = forms.ChoiceField(
        label="Binaan", choices=[*_ANY, ("ya", "Binaan"), ("tidak", "Bukan binaan")], required=False
    )
    skala = forms.ChoiceField(
        label="Skala usaha",
        choices=[*_ANY, *Scale.choices, ("kosong", "Belum diisi")],
        required=False,
    )
    keadaan = forms.ChoiceField(
        label="Keadaan usaha", choices=[*_ANY, *OperationalStatus.choices], required=False
    )
    nib = forms.ChoiceField(
        label="NIB", choices=[*_ANY, ("ada", "Ada NIB"), ("tidak", "Belum ada NIB")], required=False
    )
    pirt = forms.ChoiceField(
        label="P-IRT",
        choices=[*_ANY, ("ada", "Ada P-IRT"), ("tidak", "Belum ada P-IRT")],
        required=False,
    )
    luar = forms.ChoiceField(
        label="Di program lain", choices=[*_ANY, *Elsewhere.choices], required=False
    )
    kbli = forms.RegexField(r"^\d{1,5}$", label="KBLI (angka awal)", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.data.getlist("kolom") if isinstance(self.data, MultiValueDict) else ()
        self.columns = [key for key in COLUMNS if key in asked]
        regions = regions_to_filter(user)
        self._offer("wilayah", regions)
        chosen = str(self.data.get("wilayah", ""))
        is_within = user.scope.covers(chosen) and len(user.scope.region_code) == _PROVINCE
        self._offer("kecamatan", parts_of(chosen) if is_within and len(chosen) == _REGENCY else [])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Gives a field its choices; without any there is nothing to ask."""
        field: Any = self.fields[name]
        field.choices = [*_ANY, *choices]
        if not choices:
            del self.fields[name]

    def chosen(self) -> dict[str, str]:
        """Field → value for what is chosen and makes sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def filter_fields(self) -> list[forms.BoundField]:
        """All fields but the search text."""
        return [self[name] for name in self.fields if name not in ("q", "mirip")]

    @property
    def has_filters(self) -> bool:
        """Whether anything but a search text is chosen."""
        return bool(self.chosen().keys() - {"q", "mirip"})

    def criteria(self) -> Criteria:
        """The choice as the selector wants it."""
        return Criteria(**self.chosen())

    def query(self, **changes: str) -> str:
        """The address's query string for this choice, with some of it changed or ("") removed."""
        pairs = [(k, v) for k, v in (self.chosen() | changes).items() if v]
        return urlencode(pairs + [("kolom", key) for key in self.columns])

    def words(self) -> list[tuple[str, str, str]]:
        """(field, label, value) of each choice as a person reads them."""
        words = []
        for name, value in self.chosen().items():
            field = self.fields[name]
            labels = dict(getattr(field, "choices", ()))
            label = "Cari" if name == "q" else str(field.label)
            words.append((name, label, str(labels.get(value, value))))
        return [word for word in words if word[0] != "mirip"]

    def sentence(self) -> str:
        """The choice in one line: "Binaan: Binaan · NIB: Ada NIB"."""
        return " · ".join(f"{label}: {value}" for _, label, value in self.words()) or "Semua usaha"

    def chips(self) -> list[tuple[str, str, str]]:
        """(label, value, address without it) of each choice."""
        return [(label, value, f"?{self._without(name)}") for name, label, value in self.words()]

    def _without(self, name: str) -> str:
        """A search goes with its forgiveness, a kab/kota with its kecamatan."""
        together = {"q": ("q", "mirip"), "wilayah": ("wilayah", "kecamatan")}
        return self.query(**dict.fromkeys(together.get(name, (name,)), ""))
