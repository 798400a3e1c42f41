"""Form fields for amounts and counts as people write them."""

from typing import Any, ClassVar

from django import forms
from lokal.rupiah import parse_rupiah


class RupiahField(forms.CharField):
    """Reads Rp1.500.000, 500 juta and 1,2 miliar as whole rupiah; an empty text is None."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "amount": "Tulis jumlah uang seperti 150.000.000 atau 150 juta.",
    }
    _MOST = 10**15

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> int | None:
        """Returns the amount.

        Raises:
            ValidationError: when the text is no amount of money.
        """
        text = super().clean(value)
        if not text:
            return None
        found = parse_rupiah(text)
        if found is None or not 0 <= found.amount <= self._MOST:
            raise forms.ValidationError(self.error_messages["amount"], code="amount")
        return int(found.amount)


class CountField(forms.IntegerField):
    """A small whole number that may be unknown."""

    def __init__(self, *, sentence: str, most: int = 99_999, least: int = 0, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"})
        )
        messages = dict.fromkeys(("invalid", "min_value", "max_value"), sentence)
        super().__init__(min_value=least, max_value=most, error_messages=messages, **kwargs)
