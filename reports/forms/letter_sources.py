"""What the recipients of a batch of letters are taken from; all of it in the address."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict

from accounts.enums import OrganisationKind
from accounts.models import Organisation, User
from certification.enums import RoundState, Status
from certification.models import NominationCall, Programme, SelectionRound
from regions.models import Region
from reports.enums import LetterKind
from reports.letter_kinds.parts import GROUP_LABELS, Group, Kind
from reports.models import Letterhead
from reports.selectors.letter_recipients.finding import NEEDS
from reports.selectors.letter_recipients.parts import Source
from workshops.models import Event

type Address = MultiValueDict[str, str]

# What the address may hold without naming a programme or an event.
_NAMES_NOTHING = {"templat", "jenis", "kelompok", "pendamping"}
_EVENTS_BACK = datetime.timedelta(days=30)
# What narrows each group; the kind adds what its words need.
_FIELDS: dict[Group, tuple[str, ...]] = {
    Group.REGENCIES: ("program", "kabupaten"),
    Group.COMPANIONS: ("program", "lp3h", "kabupaten"),
    Group.ORGANISATIONS: ("program", "lp3h"),
    Group.INVITED: ("kegiatan",),
    Group.APPLICATIONS: ("program", "kabupaten", "lp3h", "status"),
    Group.BUSINESSES: ("program", "kabupaten"),
}
_OF_KIND: dict[str, tuple[str, ...]] = {
    LetterKind.CANDIDATES: ("permintaan",),
    LetterKind.NOTICE: ("seleksi",),
    LetterKind.INVITATION: ("kegiatan",),
}


class SourceForm(forms.Form):
    """Which group, of which programme or event. Unknown values are left out, never refused."""

    kelompok = forms.ChoiceField(label="Untuk siapa", required=False)
    kegiatan = forms.ModelChoiceField(
        Event.objects.none(),
        label="Kegiatan",
        required=False,
        empty_label="Pilih kegiatan",
    )
    program = forms.ModelChoiceField(
        Programme.objects.none(),
        label="Program",
        to_field_name="slug",
        required=False,
        empty_label="Pilih program",
    )
    permintaan = forms.ModelChoiceField(
        NominationCall.objects.none(),
        label="Permintaan usulan",
        required=False,
        empty_label="Pilih permintaan",
    )
    seleksi = forms.ModelChoiceField(
        SelectionRound.objects.none(),
        label="Seleksi",
        required=False,
        empty_label="Pilih seleksi",
    )
    kabupaten = forms.ModelChoiceField(
        Region.objects.none(), label="Kabupaten/kota", required=False, empty_label="Semua"
    )
    lp3h = forms.ModelChoiceField(
        Organisation.objects.none(), label="LP3H", required=False, empty_label="Semua"
    )
    status = forms.MultipleChoiceField(
        label="Status",
        choices=Status.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    nomor = forms.CharField(required=False, widget=forms.MultipleHiddenInput)
    pendamping = forms.IntegerField(required=False, widget=forms.HiddenInput)
    undangan = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Address, *, kind: Kind, user: User, today: datetime.date) -> None:
        super().__init__(_with_programme(data, user, today))
        self.kind, self.user, self.address = kind, user, data
        self.fields["kelompok"].choices = [  # type: ignore[attr-defined]
            (group.value, GROUP_LABELS[group]) for group in kind.groups
        ]
        for name, found in _choices(user, today).items():
            self.fields[name].queryset = found  # type: ignore[attr-defined]
        for field in self.fields.values():
            if isinstance(field.widget, forms.Select):
                field.widget.attrs["class"] = "form-select"
        self.is_valid()

    @property
    def group(self) -> Group:
        """The chosen group, else the first that the kind goes to."""
        if self.address.getlist("nomor") and Group.APPLICATIONS in self.kind.groups:
            return Group.APPLICATIONS
        return Group(self.cleaned_data.get("kelompok") or self.kind.groups[0])

    def shown(self) -> list[Any]:
        """The boxes of this group, in their order."""
        wanted = {*_FIELDS[self.group], *_OF_KIND.get(self.kind.code, ())}
        if len(self.kind.groups) > 1:
            wanted.add("kelompok")
        return [self[name] for name in self.fields if name in wanted]

    @property
    def lacks(self) -> str:
        """What must be chosen first, as the box is named; "" when nothing."""
        needed = NEEDS[self.group]
        names = {"programme": "program", "event": "kegiatan"}
        box = names.get(needed, "")
        is_there = not box or self.cleaned_data.get(box)
        return "" if is_there else str(self.fields[box].label).lower()

    def source(self, letterhead: Letterhead, today: datetime.date) -> Source:
        """What was chosen."""
        chosen = self.cleaned_data
        call, round_ = chosen.get("permintaan"), chosen.get("seleksi")
        whole = call or round_
        region = chosen.get("kabupaten")
        return Source(
            user=self.user,
            office=letterhead.organisation,
            phone=letterhead.phone,
            today=today,
            programme=whole.programme if whole else chosen.get("program"),
            event=chosen.get("kegiatan"),
            organisation=chosen.get("lp3h"),
            region_code=region.pk if region else "",
            statuses=tuple(chosen.get("status") or ()),
            companion_id=chosen.get("pendamping"),
            invitation_id=chosen.get("undangan"),
            call=call if self.kind.code == LetterKind.CANDIDATES else None,
            round=round_ if self.kind.code == LetterKind.NOTICE else None,
            numbers=tuple(self.address.getlist("nomor")),
        )


def _with_programme(data: Address, user: User, today: datetime.date) -> Address:
    """What stands in the address; where it names nothing yet, a running programme of the office."""
    if data.keys() - _NAMES_NOTHING:
        return data
    running = Programme.objects.visible_to(user).open_on(today)
    own = running.filter(office__region_id=user.scope.region_code).first() or running.first()
    proposed = data.copy()
    proposed["program"] = own.slug if own else ""
    return proposed


def _choices(user: User, today: datetime.date) -> dict[str, QuerySet[Any]]:
    """What the person may choose from."""
    programmes = Programme.objects.visible_to(user)
    rounds = SelectionRound.objects.visible_to(user).filter(state=RoundState.CLOSED)
    events = Event.objects.managed_by(user).filter(ends_at__date__gte=today - _EVENTS_BACK)
    lp3h = Organisation.objects.visible_to(user).filter(kind=OrganisationKind.LP3H)
    return {
        "program": programmes,
        "kegiatan": events.select_related("region", "organiser"),
        "permintaan": NominationCall.objects.visible_to(user).select_related("programme"),
        "seleksi": rounds.select_related("programme"),
        "kabupaten": Region.objects.regencies().filter(user.scope.in_region("code")),
        "lp3h": lp3h,
    }
