"""The page that follows the participants of a workshop to their certificates."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.enums import READERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from reports.selectors import workshop_funnel as selectors
from reports.selectors.workshop_funnel_comparison import comparison
from reports.selectors.workshop_funnel_rows import ABSENT, STEPS
from reports.selectors.workshop_funnel_times import time_lines
from workshops.enums import Mode
from workshops.models import Event

STEP_WORDS = STEPS | {ABSENT: "Tidak hadir"}


@roles(*READERS)
@require_GET
def workshop_funnel(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The funnel of one event; `tahap`, `cara` and `wilayah` narrow the list beneath."""
    events = Event.objects.visible_to(request.user).select_related("region", "organiser")
    event = get_object_or_404(events, pk=pk)
    funnel = selectors.workshop_funnel(event, request.user)
    wanted = _wanted(request, funnel)
    today = timezone.localdate(timezone=event.zone)
    context = {
        "event": event,
        "funnel": funnel,
        "times": time_lines(funnel.rows),
        "comparison": comparison(event, request.user, funnel.rows, until=today),
        "modes": Mode,
        "steps": STEPS.values(),
        "absent_step": ABSENT,
        "rows": selectors.narrowed(
            funnel, step=wanted["tahap"], mode=wanted["cara"], regency=wanted["wilayah"]
        ),
        "chips": _chips(wanted, funnel),
    }
    return render(request, "reports/workshop_funnel.html", context)


def _wanted(request: AuthenticatedHttpRequest, funnel: selectors.Funnel) -> dict[str, str]:
    """The filters of the address; unknown values count as none."""
    known = {
        "tahap": list(STEP_WORDS),
        "cara": Mode.values,
        "wilayah": [line.code for line in funnel.regencies],
    }
    asked = {name: request.GET.get(name, "") for name in known}
    return {name: value if value in known[name] else "" for name, value in asked.items()}


def _chips(wanted: dict[str, str], funnel: selectors.Funnel) -> list[tuple[str, str, str]]:
    """(label, value, address without it) of each filter in use."""
    regencies = {line.code: line.name for line in funnel.regencies}
    modes = {value: str(label) for value, label in Mode.choices}
    labels = {
        "tahap": ("Tahap", STEP_WORDS),
        "cara": ("Cara hadir", modes),
        "wilayah": ("Kab/kota", regencies),
    }
    return [
        (label, words[wanted[name]], _without(wanted, name))
        for name, (label, words) in labels.items()
        if wanted[name]
    ]


def _without(wanted: dict[str, str], name: str) -> str:
    rest = {key: value for key, value in wanted.items() if value and key != name}
    return f"?{urlencode(rest)}#daftar"
