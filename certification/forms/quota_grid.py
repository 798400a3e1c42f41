"""The grid as a form: a box for every kab/kota and LP3H, their sums checked before saving."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from accounts.models import Organisation, User
from certification.errors import GridChangedError
from certification.forms.programmes import COUNT_ERRORS
from certification.quota_sheet import read_sheet
from certification.selectors.quota_grid import (
    OWN_HEADING,
    Cell,
    GridRow,
    QuotaGrid,
    heading_of,
)
from certification.services.quota import Share
from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.formats import number
from halalportal.lib.spreadsheets import MAX_BYTES, SpreadsheetError

MOST_PLACES = 1_000_000


@dataclass(frozen=True, slots=True)
class GridBox:
    """One box of the grid with what is saved there now."""

    box: BoundField
    cell: Cell
    heading: str
    column: str


@dataclass(frozen=True, slots=True)
class GridLine:
    """One kab/kota of the form."""

    row: GridRow
    boxes: list[GridBox]
    due_on: BoundField

    @property
    def total(self) -> int:
        """The sum of the boxes as they stand, typed or saved."""
        return sum(_shown(item) for item in self.boxes)

    @property
    def held(self) -> int:
        return sum(item.cell.held for item in self.boxes)

    @property
    def free(self) -> int:
        return self.total - self.held


class GridForm(forms.Form):
    """All places of a programme. An empty box is 0."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label="Alasan perubahan",
        max_length=200,
        required=False,
        help_text="Tercatat di riwayat kuota. Contoh: hasil rapat 4 Juni, Berau belum menyerap.",
    )

    def __init__(self, *args: Any, grid: QuotaGrid, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grid = grid
        self.fields["seen"].initial = grid.version
        for row in grid.rows:
            self.fields[f"due_{row.region.pk}"] = _due_field(row)
            for name, _, cell, heading in self._cells(row):
                self.fields[name] = _count_field(cell, f"{heading}, {row.region.name}")

    def _cells(self, row: GridRow) -> Iterator[tuple[str, Organisation | None, Cell, str]]:
        """Name, LP3H, saved cell and heading of each box of a line; the kab/kota's own is last."""
        for organisation in self.grid.organisations:
            name = f"lp3h_{row.region.pk}_{organisation.pk}"
            yield name, organisation, row.cell(organisation.pk), heading_of(organisation)
        yield f"own_{row.region.pk}", None, row.own, OWN_HEADING

    @property
    def lines(self) -> list[GridLine]:
        return [
            GridLine(
                row,
                [
                    GridBox(self[name], cell, heading, str(organisation.pk if organisation else 0))
                    for name, organisation, cell, heading in self._cells(row)
                ],
                self[f"due_{row.region.pk}"],
            )
            for row in self.grid.rows
        ]

    @property
    def columns(self) -> list[tuple[str, str, int]]:
        """Key, heading and sum of each column."""
        lines = self.lines
        headings = [(str(o.pk), heading_of(o)) for o in self.grid.organisations]
        return [
            (key, heading, sum(_shown(line.boxes[place]) for line in lines))
            for place, (key, heading) in enumerate([*headings, ("0", OWN_HEADING)])
        ]

    @property
    def total(self) -> int:
        return sum(column[2] for column in self.columns)

    @property
    def undistributed(self) -> int:
        return self.grid.available - self.total

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("seen") not in (None, self.grid.version):
            raise forms.ValidationError(str(GridChangedError()))
        self._refuse_too_few(cleaned)
        if self.total > self.grid.available:
            raise forms.ValidationError(
                f"Jumlah pembagian {number(self.total)}, sedangkan kuota program "
                f"{number(self.grid.available)}. Kurangi {number(-self.undistributed)}."
            )
        if self._takes_away() and not cleaned.get("reason"):
            self.add_error("reason", "Tulis alasan: ada kuota yang dikurangi.")
        return cleaned

    def _refuse_too_few(self, cleaned: dict[str, Any]) -> None:
        for row in self.grid.rows:
            for name, _, cell, heading in self._cells(row):
                if name in cleaned and (cleaned[name] or 0) < cell.held:
                    self.add_error(name, _too_few(row, heading, cell))

    def _takes_away(self) -> bool:
        return any(_shown(item) < item.cell.count for line in self.lines for item in line.boxes)

    def shares(self) -> list[Share]:
        """What each kab/kota and each LP3H in it shall have in all."""
        return [share for row in self.grid.rows for share in self._shares_of(row)]

    def _shares_of(self, row: GridRow) -> Iterator[Share]:
        counts = {o: self.cleaned_data[name] or 0 for name, o, _, _ in self._cells(row)}
        due_on: datetime.date | None = self.cleaned_data[f"due_{row.region.pk}"]
        yield Share(region=row.region, count=sum(counts.values()), due_on=due_on)
        for organisation, count in counts.items():
            if organisation:
                yield Share(region=row.region, organisation=organisation, count=count)


def _too_few(row: GridRow, heading: str, cell: Cell) -> str:
    return (
        f"{row.region.name}, {heading}: paling sedikit {number(cell.held)}, "
        "karena sudah terpakai atau dibagi lagi."
    )


def _shown(item: GridBox) -> int:
    """The number in a box, typed or saved; what is no number counts as nothing."""
    value = item.box.value()
    text = str("" if value is None else value).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len("1000000") else 0


def _count_field(cell: Cell, label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_PLACES,
        initial=cell.count or None,
        error_messages=COUNT_ERRORS,
        widget=forms.TextInput(
            attrs={"class": "form-control num", "inputmode": "numeric", "autocomplete": "off"}
        ),
    )


def _due_field(row: GridRow) -> IndonesianDateField:
    return IndonesianDateField(
        label=f"Tenggat {row.region.name}",
        required=False,
        initial=row.due_on,
        widget=forms.DateInput(
            format="%d/%m/%Y", attrs={"class": "form-control input-short", "autocomplete": "off"}
        ),
    )


class GridFileForm(forms.Form):
    """The grid filled in with Excel."""

    file = forms.FileField(
        label="Tabel kuota dari Excel",
        help_text="Tabel yang diunduh dari halaman ini. Belum tersimpan sampai Anda memeriksanya.",
        error_messages={"required": "Pilih berkas Excel.", "empty": "Berkas kosong."},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )

    def __init__(self, *args: Any, grid: QuotaGrid, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grid = grid

    def clean(self) -> dict[str, Any]:
        """Adds `boxes`, the values for `GridForm`."""
        cleaned = super().clean() or {}
        if file := cleaned.get("file"):
            if (file.size or 0) > MAX_BYTES:
                raise forms.ValidationError("Berkas lebih dari 10 MB.")
            try:
                cleaned["boxes"] = read_sheet(file.read(), self.grid)
            except SpreadsheetError as error:
                raise forms.ValidationError(str(error)) from error
        return cleaned


class AddColumnForm(forms.Form):
    """LP3H that get a column though they hold no places yet: `?lp3h=1&lp3h=2`."""

    lp3h = forms.ModelMultipleChoiceField(
        label="Tambah kolom LP3H", queryset=Organisation.objects.none(), required=False
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["lp3h"]
        field.queryset = Organisation.objects.lp3h().visible_to(user)

    def chosen(self) -> list[Organisation]:
        return list(self.cleaned_data.get("lp3h", [])) if self.is_valid() else []
