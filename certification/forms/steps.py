"""Which form stands on which page of a part."""

from certification.forms.business_steps import AddressForm, NibForm, PeopleForm, PlacesForm
from certification.forms.loose import StepForm
from certification.forms.process_steps import (
    EquipmentForm,
    GrindingForm,
    ProcessForm,
    SeparationForm,
)
from certification.forms.product_steps import ProductClassForm, ProductsForm

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
