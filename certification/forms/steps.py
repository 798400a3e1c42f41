"""Which form stands on which page of a part."""

from django import forms

from certification.forms.business_steps import AddressForm, NibForm, PeopleForm, PlacesForm
from certification.forms.loose import StepForm
from certification.forms.material_steps import MATERIAL_FORMS, MaterialNameForm
from certification.forms.process_steps import (
    EquipmentForm,
    GrindingForm,
    ProcessForm,
    SeparationForm,
)
from certification.forms.product_steps import ProductClassForm, ProductForm, ProductsForm
from certification.steps import PART_PATHS

STEP_FORMS: dict[str, type[StepForm]] = {
    "usaha/nib": NibForm,
    "usaha/alamat": AddressForm,
    "usaha/ukuran": PlacesForm,
    "pemilik/penyelia": PeopleForm,
    "produk/jenis": ProductsForm,
    "produk/kelompok": ProductClassForm,
    "proses/cara": ProcessForm,
    "proses/alat": EquipmentForm,
    "proses/pisah": SeparationForm,
    "proses/daging": GrindingForm,
}
_ROW_FORMS: dict[str, type[forms.Form]] = {
    "produk/nama": ProductForm,
    "bahan/tambah": MaterialNameForm,
}


def fields_of(page: str) -> list[str]:
    """The names of the fields of a page: the only ones that a draft keeps; [] for no page."""
    form = STEP_FORMS.get(page) or _ROW_FORMS.get(page) or _material_form(page)
    return list(form.base_fields) if form else []


def _material_form(page: str) -> type[forms.Form] | None:
    """The form of "bahan/12/kehalalan"."""
    part, _, rest = page.partition("/")
    pk, _, slug = rest.partition("/")
    if part != PART_PATHS["materials"] or not pk.isdecimal():
        return None
    return MATERIAL_FORMS.get(slug)
