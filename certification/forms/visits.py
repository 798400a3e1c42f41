"""The filters of the list of visits."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms

from certification.models.application import ApplicationQuerySet

BY_DAY, BY_PLACE = "tenggat", "kecamatan"


class VisitFilterForm(forms.Form):
    """Kecamatan, companion, and the order. What isn't understood filters nothing."""

    kecamatan = forms.ChoiceField(label="Kecamatan", required=False)
    pendamping = forms.ChoiceField(label="Pendamping", required=False)
    urut = forms.ChoiceField(
        label="Urutan",
        required=False,
        choices=[(BY_DAY, "Tenggat terdekat"), (BY_PLACE, "Per kecamatan")],
    )

    def __init__(
        self,
        *args: Any,
        places: Sequence[tuple[str, str]],
        companions: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("kecamatan", "Semua kecamatan", places)
        if companions:
            self._offer("pendamping", "Semua pendamping", companions)
        else:
            del self.fields["pendamping"]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"
        self.is_valid()

    @property
    def is_by_place(self) -> bool:
        return self.cleaned_data.get("urut") == BY_PLACE

    def apply(self, applications: ApplicationQuerySet) -> ApplicationQuerySet:
        """The applications that meet the filters."""
        if code := self.cleaned_data.get("kecamatan"):
            applications = applications.filter(business__district=code)
        if companion := self.cleaned_data.get("pendamping"):
            applications = applications.filter(companion=companion)
        return applications

    def query(self) -> str:
        """The filters in use as a query string."""
        return urlencode({name: value for name, value in self.cleaned_data.items() if value})

    def _offer(self, name: str, every: str, choices: Sequence[tuple[Any, str]]) -> None:
        self.fields[name].choices = [("", every), *choices]  # type: ignore[attr-defined]
