"""What owners type to find, prove or register their business, and why an officer refuses."""

from typing import Any

from django import forms

from accounts.models import User
from halalportal.lib.identifiers import read_nib
from halalportal.lib.texts import squeeze
from ikm.forms.business import OwnBusinessForm
from ikm.selectors.claims import regencies_served
from ikm.selectors.facts import BusinessFacts
from ikm.selectors.villages import Place


class ClaimSearchForm(forms.Form):
    """A NIB, or a name with its kecamatan."""

    nib = forms.CharField(label="NIB", help_text="13 angka dari oss.go.id", required=False)
    name = forms.CharField(label="Nama usaha", max_length=160, required=False)
    district = forms.CharField(
        label="Kecamatan", max_length=80, required=False, help_text="Contoh: Batu Ampar"
    )

    def clean_nib(self) -> str:
        found = read_nib(self.cleaned_data["nib"])
        if found.problem:
            raise forms.ValidationError(found.problem, code=found.fault)
        return found.value

    def clean(self) -> dict[str, Any]:
        """One of the two ways, whole."""
        data = {name: squeeze(text) for name, text in self.cleaned_data.items()}
        if self.errors or data["nib"]:
            return data
        if len(data["name"]) < 3:
            self.add_error("name", "Tulis NIB, atau nama usaha dan kecamatannya.")
        elif not data["district"]:
            self.add_error("district", "Tulis kecamatan tempat usaha.")
        data["district"] = data["district"].removeprefix("Kecamatan ").removeprefix("Kec. ")
        return data


class ClaimCodeForm(forms.Form):
    """The code of the slip."""

    code = forms.CharField(
        label="Kode dari dinas",
        max_length=20,
        help_text="8 huruf dan angka, seperti K7QM-2XRA",
        error_messages={"required": "Tulis kode dari kertas."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class ClaimNoteForm(forms.Form):
    """What the person tells the officer."""

    note = forms.CharField(
        label="Keterangan untuk petugas",
        max_length=200,
        required=False,
        help_text="Contoh: saya pemiliknya, KTP bisa ditunjukkan",
    )


class RefusalForm(forms.Form):
    """Why a claim is refused."""

    reason = forms.CharField(
        label="Alasan menolak",
        max_length=200,
        help_text="Pemilik akun membaca alasan ini",
        error_messages={"required": "Tulis alasan menolak."},
    )


class NewOwnBusinessForm(OwnBusinessForm):
    """Six questions to an owner whose business is in no list."""

    regency = forms.ChoiceField(
        label="Kabupaten/kota",
        error_messages={
            "required": "Pilih kabupaten atau kota.",
            "invalid_choice": "Pilih kabupaten atau kota.",
        },
    )
    nik = brand = scale = kbli_code = kbli_version = email = phone = address = None  # type: ignore[assignment]
    field_order = ("name", "owner_name", "regency", "village", "products", "nib")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"owner_name": user.name})
        super().__init__(*args, user=user, **kwargs)
        choices = [("", "Pilih kabupaten atau kota"), *regencies_served()]
        self.fields["regency"].choices = choices  # type: ignore[attr-defined]

    @property
    def region_code(self) -> str:
        return str(self.cleaned_data.get("regency", "")) if self.is_bound else ""

    def clean_village(self) -> Place:
        if not self.region_code:
            raise forms.ValidationError("Pilih kabupaten atau kota dulu.", code="regency")
        return super().clean_village()

    def facts(self) -> BusinessFacts:
        """The cleaned answers, with the phone number of the account."""
        data = dict(self.cleaned_data)
        del data["regency"]
        place = data.pop("village")
        return BusinessFacts(
            regency_id=place.regency,
            district_id=place.district,
            village_id=place.village,
            phone=self.user.phone or "",
            **data,
        )
