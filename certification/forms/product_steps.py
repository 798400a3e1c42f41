"""The pages of the part about products."""

from typing import Any

from django import forms

from certification.enums import MarketingArea
from certification.forms.loose import StepForm, yes_no_field
from certification.models import Application
from certification.selectors.product_classes import classes_for


class ProductsForm(StepForm):
    """What the products have in common."""

    product_type = forms.CharField(
        label="Apa produk Anda?", max_length=80, help_text="Contoh: keripik pisang, kue basah"
    )
    brand = forms.CharField(
        label="Merek di kemasan", max_length=120, required=False, help_text="Seperti di kemasan."
    )
    marketing_area = forms.ChoiceField(
        label="Sampai mana produk dijual?",
        choices=MarketingArea.choices,
        widget=forms.RadioSelect,
    )


class ProductClassForm(StepForm):
    """The jenis produk of SiHalal's list, the likely ones first."""

    product_class_id = forms.ChoiceField(
        label="Pilih jenis yang paling cocok",
        help_text="Yang mirip dengan produk Anda ada di atas.",
        error_messages={"invalid_choice": "Pilih satu jenis dari daftar."},
    )
    is_small_eatery = yes_no_field(
        label="Apakah usaha ini warung makan kecil?",
        help_text="Seperti warung tegal, warung sunda, atau warmindo.",
        no="Bukan",
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, application=application, **kwargs)
        likely, others = classes_for(application)
        groups = [("Mirip produk Anda", likely), ("Jenis lain", others)]
        self.fields["product_class_id"].choices = [  # type: ignore[attr-defined]
            ("", "Pilih jenis produk"),
            *[(title, rows) for title, rows in groups if rows],
        ]

    def values(self) -> dict[str, Any]:
        return self.cleaned_data | {
            "product_class_id": self.cleaned_data["product_class_id"] or None
        }


class ProductForm(forms.Form):
    """One product name."""

    name = forms.CharField(
        label="Nama produk",
        max_length=120,
        help_text="Tiap rasa ditulis sendiri. Contoh: Keripik Pisang Cokelat",
        error_messages={"required": "Tulis nama produk."},
    )
