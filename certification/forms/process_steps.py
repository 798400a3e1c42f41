"""The pages of the part about how the product is made."""

from django import forms

from certification.eligibility.facts import SHORTEST_PROCESS
from certification.enums import Equipment, Grinding
from certification.forms.loose import StepForm, yes_no_field


class ProcessForm(StepForm):
    """The story of the product."""

    process = forms.CharField(
        label="Bagaimana cara membuatnya?",
        max_length=5000,
        help_text="Ceritakan dari membeli bahan, mencuci, membuat, sampai mengemas.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean_process(self) -> str:
        text = str(self.cleaned_data["process"]).strip()
        if 0 < len(text) < SHORTEST_PROCESS:
            raise forms.ValidationError(
                "Ceritanya terlalu pendek. Tulis langkah dari membeli bahan sampai mengemas."
            )
        return text


class EquipmentForm(StepForm):
    """How simple the process is (Kepkaban 146/2025 II.A)."""

    equipment = forms.ChoiceField(
        label="Dengan apa produk dibuat?", choices=Equipment.choices, widget=forms.RadioSelect
    )
    is_process_simple = yes_no_field(
        label="Apakah cara membuatnya sederhana, seperti di dapur rumah?",
        help_text="Tanpa iradiasi, ozonisasi, atau rekayasa genetik.",
        no="Tidak",
    )
    preservation_count = forms.TypedChoiceField(
        label="Berapa cara pengawetan yang dipakai?",
        help_text="Misalnya dikeringkan, dibekukan, atau diberi garam.",
        choices=[("0", "Tidak ada"), ("1", "Satu cara"), ("2", "Lebih dari satu cara")],
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )


class SeparationForm(StepForm):
    """Whether anything comes near what is not halal."""

    is_separate_from_haram = yes_no_field(
        label="Apakah tempat dan alat terpisah dari bahan yang tidak halal?"
    )
    touches_haram = yes_no_field(
        label="Apakah bahan atau alat pernah kena yang haram?",
        help_text="Misalnya babi, anjing, arak, atau kuas bulu babi.",
        no="Tidak",
    )


class GrindingForm(StepForm):
    """Where meat is minced; asked only when a material comes from a slaughtered animal."""

    grinding = forms.ChoiceField(
        label="Di mana daging digiling?", choices=Grinding.choices, widget=forms.RadioSelect
    )
