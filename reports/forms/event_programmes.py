"""The programme of an event."""

from typing import Any

from django import forms

from accounts.models import User
from certification.models import Programme


class EventProgrammeForm(forms.Form):
    """One of the programmes that the officer sees, or none."""

    programme = forms.ModelChoiceField(
        label="Kegiatan ini bagian dari program apa?",
        queryset=Programme.objects.none(),
        required=False,
        empty_label="Bukan bagian dari program",
        error_messages={"invalid_choice": "Pilih program dari daftar."},
    )

    def __init__(self, *args: Any, user: User, present: Programme | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Programme.objects.visible_to(user).filter(cancelled_at=None)
        if present:
            offered |= Programme.objects.visible_to(user).filter(pk=present.pk)
        self.fields["programme"].queryset = offered  # type: ignore[attr-defined]
        self.initial = {"programme": present}
