"""A room's sheets of paper, typed in quickly."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from workshops.enums import Phase
from workshops.forms.papers import TypedRoom, TypedRow, read_room, shown_rows
from workshops.models import KnowledgeTest
from workshops.selectors.papers import paper_page
from workshops.services import papers as services
from workshops.views.knowledge_tests import managed_test, phase_of
from workshops.views.shared import problems_shown


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def paper_entry(request: AuthenticatedHttpRequest, pk: int, fase: str) -> HttpResponse:
    """A row a person, a field a question; good rows are kept also when others are wrong."""
    test, phase = managed_test(request, pk), phase_of(fase)
    number = request.GET.get("halaman", "")
    page, rows = paper_page(test, phase, number=number)
    letters = _letters(test)
    typed: list[TypedRow] | None = None
    if request.method == "POST":
        room = read_room(request.POST, rows, letters)
        with problems_shown(request):
            result = _save(request, test, phase, room)
            wrong = [row for row in room.rows if row.wrong_numbers]
            if not wrong and not result.in_the_way:
                address = reverse("workshops:paper-entry", args=[pk, fase])
                return redirect(f"{address}?halaman={page.number}")
            _, rows = paper_page(test, phase, number=number)
            typed = _with_wrong(shown_rows(rows, len(letters)), wrong)
    context = {
        "event": test.event,
        "phase": phase,
        "page": page,
        "rows": shown_rows(rows, len(letters)) if typed is None else typed,
        "wrong": [row for row in typed or [] if row.wrong_numbers],
        "numbers": range(1, len(letters) + 1),
    }
    return render(request, "workshops/paper_entry.html", context)


def _save(
    request: AuthenticatedHttpRequest, test: KnowledgeTest, phase: Phase, room: TypedRoom
) -> services.PaperResult:
    """Saves the good rows and says what became of them."""
    result = services.save_sheets(test=test, phase=phase, sheets=room.sheets, by=request.user)
    said = {"baru": result.new, "diubah": result.corrected, "dihapus": result.removed}
    parts = [f"{count} {word}" for word, count in said.items() if count]
    if parts:
        messages.success(request, f"Lembar tersimpan: {', '.join(parts)}.")
    elif not any(row.wrong_numbers for row in room.rows) and not result.in_the_way:
        messages.info(request, "Tidak ada yang berubah.")
    if result.in_the_way:
        messages.warning(
            request,
            f"{len(result.in_the_way)} lembar baru saja diisi orang lain. Periksa barisnya di "
            "bawah, lalu simpan lagi bila masih perlu diubah.",
        )
    return result


def _with_wrong(rows: list[TypedRow], wrong: list[TypedRow]) -> list[TypedRow]:
    """The page as it stands now, but the wrong rows as they were typed."""
    kept = {row.participant.pk: row for row in wrong}
    return [kept.get(row.participant.pk, row) for row in rows]


def _letters(test: KnowledgeTest) -> list[str]:
    """The letters that each question has."""
    items = test.items.prefetch_related("question__choices")
    return ["".join(choice.letter for choice in item.question.choices.all()) for item in items]
