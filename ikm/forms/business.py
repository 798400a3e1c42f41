"""The one page on which a business is registered or changed."""

from typing import Any

from django import forms

from accounts.models import User
from halalportal.lib.formats import phone as national
from halalportal.lib.identifiers import Identifier, read_nib, read_nik, read_phone
from halalportal.lib.texts import readable, squeeze
from ikm import kbli
from ikm.enums import OperationalStatus, Scale
from ikm.forms.kbli import LIST_ID, read_answer
from ikm.models import Business
from ikm.selectors.facts import KBLI_VERSION, BusinessFacts
from ikm.selectors.villages import Place, VillageFinder
from ikm.services.imports.cleaning import split_products
from regions.models import Level, Region

_FIRST = ("name", "owner_name", "phone", "village", "address", "products", "nib", "nik")
_STORED = "Sudah tersimpan. Isi hanya untuk menggantinya."
_NO_SCALE = [("", "Belum tahu")]
_KBLI_VERSIONS = [(2020, "KBLI 2020"), (2025, "KBLI 2025")]


class OwnBusinessForm(forms.Form):
    """What the owner may change about the own business."""

    name = forms.CharField(
        label="Nama usaha",
        max_length=160,
        help_text="Contoh: Kripik Pisang Sinar Ende",
        error_messages={"required": "Tulis nama usaha."},
    )
    owner_name = forms.CharField(
        label="Nama pemilik",
        max_length=120,
        help_text="Seperti di KTP",
        error_messages={"required": "Tulis nama pemilik."},
    )
    phone = forms.CharField(label="Nomor HP", help_text="Contoh: 0812-3456-7890", required=False)
    village = forms.CharField(
        label="Desa/kelurahan",
        help_text="Contoh: Batu Timbau, Batu Ampar (desa, kecamatan)",
        error_messages={"required": "Tulis desa atau kelurahan."},
        widget=forms.TextInput(attrs={"list": "daftar-desa", "autocomplete": "off"}),
    )
    address = forms.CharField(
        label="Alamat", max_length=300, help_text="Jalan, RT, atau patokan", required=False
    )
    products = forms.CharField(
        label="Produk", help_text="Pisahkan dengan koma: keripik pisang, abon ikan", required=False
    )
    nib = forms.CharField(label="NIB", help_text="13 angka dari oss.go.id", required=False)
    nik = forms.CharField(label="NIK pemilik", required=False)
    brand = forms.CharField(label="Merek", max_length=120, required=False)
    scale = forms.ChoiceField(
        label="Skala usaha",
        choices=_NO_SCALE + list(Scale.choices),
        help_text="Mikro: penjualan setahun paling banyak Rp2 miliar",
        required=False,
    )
    kbli_code = forms.CharField(
        label="Kode KBLI",
        help_text="5 angka di dokumen NIB, atau tulis kata seperti kerupuk",
        widget=forms.TextInput(attrs={"list": LIST_ID, "autocomplete": "off"}),
        required=False,
    )
    kbli_version = forms.TypedChoiceField(
        label="Versi KBLI",
        choices=_KBLI_VERSIONS,
        coerce=int,
        empty_value=None,
        help_text="Lihat dokumen NIB",
        required=False,
    )
    email = forms.EmailField(
        label="Email",
        required=False,
        error_messages={
            "invalid": "Email kurang lengkap. Contoh: nama@gmail.com. Boleh dikosongkan."
        },
    )

    def __init__(
        self, *args: Any, user: User, business: Business | None = None, **kwargs: Any
    ) -> None:
        if business:
            kwargs.setdefault("initial", _initial(business))
        super().__init__(*args, **kwargs)
        self.user, self.business = user, business
        self.warnings: list[str] = []  # about answers that are kept although they look strange
        self._named_version: int | None = None
        if "nik" in self.fields:
            has_nik = bool(business and business.nik_index)
            self.fields["nik"].help_text = _STORED if has_nik else "16 angka, lihat KTP"

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What a walk-in is asked at the desk."""
        return [self[name] for name in _FIRST]

    @property
    def later_fields(self) -> list[forms.BoundField]:
        """What may follow."""
        return [self[name] for name in self.fields if name not in (*_FIRST, "kbli_version")]

    @property
    def region_code(self) -> str:
        """Where the village must lie: the kab/kota of the business, or the officer's region."""
        if self.user.scope.is_regional:
            return self.user.scope.region_code
        return self.business.regency_id if self.business else ""

    def clean_name(self) -> str:
        return readable(self.cleaned_data["name"])

    def clean_owner_name(self) -> str:
        return readable(self.cleaned_data["owner_name"])

    def clean_brand(self) -> str:
        return readable(self.cleaned_data["brand"])

    def clean_address(self) -> str:
        return readable(self.cleaned_data["address"])

    def clean_products(self) -> tuple[str, ...]:
        return tuple(split_products(self.cleaned_data["products"]))

    def clean_phone(self) -> str:
        return self._read(read_phone(self.cleaned_data["phone"]))

    def clean_nib(self) -> str:
        return self._read(read_nib(self.cleaned_data["nib"]))

    def clean_nik(self) -> str:
        return self._read(read_nik(self.cleaned_data["nik"]))

    def clean_kbli_code(self) -> str:
        chosen = self.data.get("kbli_version", "")
        version = int(chosen) if chosen in map(str, kbli.versions()) else self._known_version
        answer = read_answer(self.cleaned_data["kbli_code"], version=version)
        self._named_version = answer.version
        return self._read(answer.found)

    def clean_village(self) -> Place:
        text = squeeze(self.cleaned_data["village"])
        place = VillageFinder(self.region_code).find(village=text)
        if not place.village:
            raise forms.ValidationError(place.problem or place.warning, code="village")
        return place

    def _read(self, found: Identifier) -> str:
        if found.problem:
            raise forms.ValidationError(found.problem, code=found.fault)
        self.warnings += found.warnings
        return found.value

    def clean_kbli_version(self) -> int:
        """The version that the code's line names, or was chosen, or is known already."""
        version = self._named_version or self.cleaned_data["kbli_version"] or self._known_version
        if warning := kbli.warning_about(version, self.cleaned_data.get("kbli_code", "")):
            self.warnings.append(warning)
        return version

    @property
    def _known_version(self) -> int:
        return (self.business.kbli_version if self.business else None) or KBLI_VERSION

    def kbli_lines(self) -> tuple[str, ...]:
        """Codes for the browser's own suggestions; any other code may be written too."""
        return kbli.offered()

    def facts(self) -> BusinessFacts:
        """The cleaned answers; what this form doesn't ask stays as it was."""
        data = dict(self.cleaned_data)
        place = data.pop("village")
        old = self.business
        data.setdefault("is_mentored", old.is_mentored if old else False)
        data.setdefault("operational_status", old.operational_status if old else "unknown")
        return BusinessFacts(
            regency_id=place.regency, district_id=place.district, village_id=place.village, **data
        )

    def village_names(self) -> list[str]:
        """ "Desa, Kecamatan" of the kab/kota, for the browser's own suggestions."""
        if len(self.region_code) != 5:
            return []
        rows = Region.objects.inside(self.region_code).filter(level=Level.VILLAGE)
        pairs = rows.order_by("name").values_list("name", "parent__name")
        return [f"{village}, {district}" for village, district in pairs]


class BusinessForm(OwnBusinessForm):
    """What officers ask and change, in the walk-in's order of questions."""

    is_mentored = forms.BooleanField(label="Usaha binaan dinas", required=False)
    operational_status = forms.ChoiceField(
        label="Keadaan usaha", choices=OperationalStatus.choices, required=False
    )

    def clean_operational_status(self) -> str:
        return self.cleaned_data["operational_status"] or OperationalStatus.UNKNOWN


def _initial(business: Business) -> dict[str, Any]:
    """The answers as a person would type them; a NIK is never sent back."""
    plain = (
        *("name", "owner_name", "address", "nib", "brand", "scale"),
        *("kbli_code", "kbli_version", "email"),
    )
    values: dict[str, Any] = {name: getattr(business, name) for name in plain}
    values["phone"] = national(business.phone) if business.phone else ""
    places = [place.name for place in (business.village, business.district) if place]
    values["village"] = ", ".join(places)
    values["products"] = ", ".join(product.name for product in business.products.all())
    values["is_mentored"] = business.is_mentored
    values["operational_status"] = business.operational_status
    return values
