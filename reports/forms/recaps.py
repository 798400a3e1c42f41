"""What a recap is asked for: the day, a kab/kota, an LP3H, all in the address."""

from typing import Any
from urllib.parse import urlencode

from django import forms

from accounts.models import Organisation
from accounts.scope import Scope
from certification.models import Programme
from halalportal.lib.formats import long_date
from regions.models import Region
from reports.forms.periods import AsOfForm
from reports.selectors.overview import today_in
from reports.selectors.recaps import Question, Recap

ALL = [("", "Semua")]


class RecapFilterForm(AsOfForm):
    """A filter that the recap or the person's scope doesn't have is not there."""

    kabupaten = forms.ChoiceField(label="Kab/kota", required=False)
    lp3h = forms.ChoiceField(label="LP3H", required=False)

    def __init__(
        self, *args: Any, programme: Programme, scope: Scope, recap: Recap, **kwargs: Any
    ) -> None:
        super().__init__(*args, today=today_in(programme), **kwargs)
        self.programme, self.scope = programme, scope
        self.fields["per"].label = "Pada tanggal"
        self._choose("kabupaten", self._places() if recap.has_places else [])
        self._choose("lp3h", self._organisations() if recap.has_lp3h else [])

    def show_day_in_words(self) -> None:
        """Shows the day as people write it, however it stood in the address."""
        if self.is_valid() and (day := self.cleaned_data["per"]):
            self.data = dict(self.data.items()) | {"per": f"{day:%d/%m/%Y}"}

    def question(self) -> Question:
        """What is asked; what was not understood counts as not asked."""
        self.is_valid()
        chosen = self.cleaned_data
        organisation = chosen.get("lp3h")
        return Question(
            programme=self.programme,
            scope=self.scope,
            as_of=chosen.get("per"),
            regency=chosen.get("kabupaten") or "",
            organisation=int(organisation) if organisation else None,
        )

    def query(self) -> str:
        """The filters in use as a query string with its mark, "" without any."""
        pairs = [(name, value) for name, value, _ in self._pairs()]
        return f"?{urlencode(pairs)}" if pairs else ""

    def pairs(self) -> list[tuple[str, str]]:
        """The filters in use by their names in the address."""
        return [(name, value) for name, value, _ in self._pairs()]

    def chips(self) -> list[tuple[str, str, str]]:
        """The filters in use as (label, words, address without it)."""
        pairs = self._pairs()
        return [
            (str(self.fields[name].label), words, f"?{urlencode(_without(pairs, name))}")
            for name, _, words in pairs
        ]

    def _pairs(self) -> list[tuple[str, str, str]]:
        chosen = self.cleaned_data
        pairs = [
            (name, chosen[name], dict(self.fields[name].choices)[chosen[name]])  # type: ignore[attr-defined]
            for name in ("kabupaten", "lp3h")
            if chosen.get(name)
        ]
        if day := chosen.get("per"):
            pairs.append(("per", day.isoformat(), long_date(day)))
        return pairs

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Offers what there is to choose from; with less than two there is nothing to choose."""
        if len(choices) < 2:
            del self.fields[name]
            return
        field = self.fields[name]
        field.choices = [*ALL, *choices]  # type: ignore[attr-defined]
        field.widget.attrs["class"] = "form-select"

    def _places(self) -> list[tuple[str, str]]:
        if self.scope.is_regional and not self.scope.covers(self.programme.region_id):
            return []
        parts = Region.objects.filter(parent=self.programme.region_id).order_by("code")
        return list(parts.values_list("pk", "name"))

    def _organisations(self) -> list[tuple[str, str]]:
        if not self.scope.is_regional:
            return []
        inside = self.scope.in_region("allocations__region_id")
        found = Organisation.objects.filter(inside, allocations__programme=self.programme)
        rows = found.order_by("name").distinct().values_list("pk", "short_name", "name")
        return [(str(pk), short or name) for pk, short, name in rows]


def _without(pairs: list[tuple[str, str, str]], name: str) -> list[tuple[str, str]]:
    return [(other, value) for other, value, _ in pairs if other != name]
