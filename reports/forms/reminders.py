"""Filters of the queue of reminders, and what a person changes in one."""

from typing import Any
from urllib.parse import urlencode

from django import forms

from accounts.models import User
from halalportal.interface.fields import IndonesianDateField
from regions.models import Region
from reports.enums import Channel, ReminderStatus
from reports.models import Reminder, ReminderRule
from reports.models.reminder import ReminderQuerySet
from reports.services.reminder_queue import longest_body

STATES = [
    ("", "Menunggu dikirim"),
    (ReminderStatus.UNCERTAIN.value, "Belum pasti terkirim"),
    (ReminderStatus.SENT.value, "Terkirim"),
    (ReminderStatus.CANCELLED.value, "Tidak dikirim"),
]


# So many people at once need a second look.
SECOND_LOOK = 30


class ReminderFilterForm(forms.Form):
    """The filters, all in the address; unknown values are left out rather than refused."""

    keadaan = forms.ChoiceField(label="Keadaan", choices=STATES, required=False)
    aturan = forms.ModelChoiceField(
        label="Pengingat", queryset=ReminderRule.objects.none(), required=False, empty_label="Semua"
    )
    wilayah = forms.ModelChoiceField(
        label="Kabupaten/kota", queryset=Region.objects.none(), required=False, empty_label="Semua"
    )
    lewat = forms.ChoiceField(
        label="Lewat", choices=[("", "Semua"), *Channel.choices], required=False
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        seen = Reminder.objects.visible_to(user).order_by()
        for name, objects, key in (
            ("aturan", ReminderRule.objects.order_by("label"), "rule_id"),
            ("wilayah", Region.objects, "region_id"),
        ):
            self.fields[name].queryset = objects.filter(pk__in=seen.values(key))  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def apply(self) -> ReminderQuerySet:
        """The person's reminders that meet all filters that were understood."""
        self.is_valid()
        chosen = self.cleaned_data
        found = Reminder.objects.visible_to(self.user)
        found = found.filter(status=chosen.get("keadaan") or ReminderStatus.QUEUED)
        if rule := chosen.get("aturan"):
            found = found.filter(rule=rule)
        if region := chosen.get("wilayah"):
            found = found.filter(region=region)
        return found.filter(channel=chosen["lewat"]) if chosen.get("lewat") else found

    @property
    def is_waiting(self) -> bool:
        """Whether what waits is shown."""
        return not self.cleaned_data.get("keadaan")

    @property
    def rule(self) -> ReminderRule | None:
        """The one kind of reminder that is shown, if it is one."""
        return self.cleaned_data.get("aturan")

    def chips(self) -> list[tuple[str, str, str]]:
        """The filters in use as (name, value, address without it)."""
        pairs = self.pairs()
        return [
            (str(self.fields[name].label), words, self._without(name)) for name, _, words in pairs
        ]

    def query(self) -> str:
        """The filters in use as a query string."""
        return urlencode([(name, value) for name, value, _ in self.pairs()])

    def pairs(self) -> list[tuple[str, str, str]]:
        """Each filter in use as (name, value in the address, words)."""
        chosen = self.cleaned_data
        found = []
        if state := chosen.get("keadaan"):
            found.append(("keadaan", state, dict(STATES)[state]))
        rows = ((name, chosen.get(name)) for name in ("aturan", "wilayah"))
        found += [(name, row.pk, str(row)) for name, row in rows if row]
        if channel := chosen.get("lewat"):
            found.append(("lewat", channel, str(Channel(channel).label)))
        return found

    def _without(self, name: str) -> str:
        rest = [(other, value) for other, value, _ in self.pairs() if other != name]
        return f"?{urlencode(rest)}"


class ReminderTextForm(forms.Form):
    """Subject and text of one reminder."""

    subject = forms.CharField(
        label="Perihal", max_length=160, error_messages={"required": "Tulis perihalnya."}
    )
    body = forms.CharField(
        label="Teks", widget=forms.Textarea, error_messages={"required": "Tulis teksnya."}
    )

    def __init__(self, *args: Any, reminder: Reminder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"subject": reminder.subject, "body": reminder.body}
        longest = longest_body(reminder)
        self.fields["body"].widget.attrs |= {"rows": 5}
        self.fields["body"].help_text = (
            f"Sekarang {len(reminder.body)} huruf, paling banyak {longest}. Sapaan dan nama "
            "penerima ditambahkan sendiri."
        )


class PutOffForm(forms.Form):
    """To which day."""

    day = IndonesianDateField(label="Kirim pada tanggal")


class ManualReminderForm(forms.Form):
    """What the owners of the chosen applications are told."""

    text = forms.CharField(
        label="Teks",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Sapaan, nama penerima, dan tautan pengajuan ditambahkan sendiri.",
        error_messages={"required": "Tulis teksnya."},
    )
    batch = forms.UUIDField(widget=forms.HiddenInput)
    sure = forms.BooleanField(
        label="Saya sudah memeriksa teks dan jumlah penerimanya",
        error_messages={"required": "Centang bila teks dan jumlahnya sudah benar."},
    )

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if count < SECOND_LOOK:
            del self.fields["sure"]
