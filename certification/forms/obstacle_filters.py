"""The filters of the obstacle page, all in the address so that a view of it can be shared."""

from typing import Any
from urllib.parse import urlencode

from django import forms

from accounts.models import Organisation
from certification.forms.obstacles import ACTOR_CHOICES
from certification.models import ObstacleCause
from certification.models.obstacles import ObstacleQuerySet
from certification.selectors.zones import end_of_day_in
from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.formats import long_date
from regions.models import Region

ALL = [("", "Semua")]
STATES = [("", "Terbuka"), ("selesai", "Selesai"), ("semua", "Terbuka dan selesai")]
WITHOUT_LP3H = ("0", "Tanpa LP3H")


class ObstacleFilterForm(forms.Form):
    """Unknown values are left out rather than refused."""

    sebab = forms.ChoiceField(label="Kendala", required=False)
    kabupaten = forms.ChoiceField(label="Kabupaten/kota", required=False)
    lp3h = forms.ChoiceField(label="LP3H", required=False)
    penindak = forms.ChoiceField(
        label="Siapa yang bertindak", choices=[*ALL, *ACTOR_CHOICES], required=False
    )
    keadaan = forms.ChoiceField(label="Keadaan", choices=STATES, required=False)
    per = IndonesianDateField(label="Terbuka pada tanggal", required=False)
    LOOKUPS = {
        "sebab": "cause_id",
        "kabupaten": "application__regency_id",
        "penindak": "next_actor",
    }

    def __init__(self, *args: Any, seen: ObstacleQuerySet, zone: str, **kwargs: Any) -> None:
        """`seen`: what the person may see; only its causes, places and LP3H can be chosen."""
        super().__init__(*args, **kwargs)
        self.zone = zone
        seen = seen.order_by()
        causes = ObstacleCause.objects.filter(pk__in=seen.values("cause_id"))
        regions = Region.objects.filter(pk__in=seen.values("application__regency_id"))
        lp3h = Organisation.objects.filter(pk__in=seen.values("application__organisation_id"))
        self._choose("sebab", causes.values_list("pk", "label"))
        self._choose("kabupaten", regions.values_list("pk", "name"))
        self._choose(
            "lp3h", [WITHOUT_LP3H, *((str(pk), n) for pk, n in lp3h.values_list("pk", "name"))]
        )
        for name, field in self.fields.items():
            field.widget.attrs["class"] = (
                "form-control input-short" if name == "per" else "form-select"
            )

    def apply(self, obstacles: ObstacleQuerySet) -> ObstacleQuerySet:
        """The obstacles that meet all filters that were understood."""
        obstacles = self.placed(obstacles)
        if day := self.cleaned_data.get("per"):
            return obstacles.open_at(end_of_day_in(self.zone, day))
        match self.cleaned_data.get("keadaan"):
            case "selesai":
                return obstacles.resolved()
            case "semua":
                return obstacles
            case _:
                return obstacles.open()

    def placed(self, obstacles: ObstacleQuerySet) -> ObstacleQuerySet:
        """Like `apply`, open and resolved alike: what a trend counts."""
        self.is_valid()
        for name, lookup in self.LOOKUPS.items():
            if value := self.cleaned_data.get(name):
                obstacles = obstacles.filter(**{lookup: value})
        if lp3h := self.cleaned_data.get("lp3h"):
            if lp3h == WITHOUT_LP3H[0]:
                return obstacles.filter(application__organisation=None)
            return obstacles.filter(application__organisation_id=lp3h)
        return obstacles

    def chips(self) -> list[tuple[str, str, str]]:
        """The filters in use as (name, value, address without it)."""
        return [
            (str(self.fields[name].label), self._words(name, value), self.address(**{name: ""}))
            for name, value in self._chosen().items()
        ]

    def address(self, **changes: str) -> str:
        """The filters in use with some changed, as a query string with "?"."""
        chosen = {name: value for name, value in (self._chosen() | changes).items() if value}
        return f"?{urlencode(chosen)}"

    def _chosen(self) -> dict[str, str]:
        chosen = {
            name: self.cleaned_data[name] for name in self.fields if self.cleaned_data.get(name)
        }
        return chosen | ({"per": chosen["per"].isoformat()} if "per" in chosen else {})

    def _words(self, name: str, value: str) -> str:
        if name == "per":
            return long_date(self.cleaned_data["per"])
        return str(dict(self.fields[name].choices)[value])  # type: ignore[attr-defined]

    def _choose(self, name: str, choices: Any) -> None:
        self.fields[name].choices = [*ALL, *choices]  # type: ignore[attr-defined]
