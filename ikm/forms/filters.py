"""The filters of the list; they live in the address, so a list can be sent to a colleague."""

from typing import Any
from urllib.parse import urlencode

from django import forms

from accounts.models import User
from ikm.enums import Scale
from ikm.selectors.businesses import Criteria, regions_to_filter

_ANY = [("", "Semua")]


class BusinessFilterForm(forms.Form):
    """Search text and filters; nothing is required and what makes no sense counts as "all"."""

    q = forms.CharField(label="Cari nama, pemilik, merek, NIB, HP", required=False)
    wilayah = forms.ChoiceField(label="Wilayah", required=False)
    binaan = forms.ChoiceField(
        label="Binaan", choices=[*_ANY, ("ya", "Binaan"), ("tidak", "Bukan binaan")], required=False
    )
    skala = forms.ChoiceField(
        label="Skala usaha",
        choices=[*_ANY, *Scale.choices, ("kosong", "Belum diisi")],
        required=False,
    )
    nib = forms.ChoiceField(
        label="NIB", choices=[*_ANY, ("ada", "Ada NIB"), ("tidak", "Belum ada NIB")], required=False
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = regions_to_filter(user)
        wilayah: Any = self.fields["wilayah"]
        wilayah.choices = [*_ANY, *regions]
        if not regions:
            del self.fields["wilayah"]

    def chosen(self) -> dict[str, str]:
        """Field → value for what is chosen and makes sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def filter_fields(self) -> list[forms.BoundField]:
        """All fields but the search text."""
        return [self[name] for name in self.fields if name != "q"]

    @property
    def has_filters(self) -> bool:
        """Whether anything but a search text is chosen."""
        return bool(self.chosen().keys() - {"q"})

    def criteria(self) -> Criteria:
        """The choice as the selector wants it."""
        return Criteria(**self.chosen())

    def query(self, **changes: str) -> str:
        """The address's query string for this choice, with some of it changed or ("") removed."""
        return urlencode({k: v for k, v in (self.chosen() | changes).items() if v})

    def chips(self) -> list[tuple[str, str, str]]:
        """(label, value, address without it) of each choice."""
        chips = []
        for name, value in self.chosen().items():
            field = self.fields[name]
            labels = dict(getattr(field, "choices", ()))
            label = "Cari" if name == "q" else str(field.label)
            chips.append((label, str(labels.get(value, value)), f"?{self.query(**{name: ''})}"))
        return chips
