"""Changing many businesses at once, and taking it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from ikm.enums import BulkKind
from ikm.errors import UndoTooLateError
from ikm.forms.bulk import bulk_form, chosen_value
from ikm.models import BulkEdit
from ikm.services import bulk as services
from ikm.views.selection import selected, selection_in


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def bulk_create(request: AuthenticatedHttpRequest, kind: BulkKind) -> HttpResponse:
    """Asks what the chosen businesses become, and starts the job that changes them."""
    selection = selection_in(request)
    if selection.is_empty:
        messages.warning(request, "Pilih usaha dulu: centang di depan namanya.")
        return redirect(f"{reverse('ikm:business-list')}?{selection.query}")
    data = request.POST if request.method == "POST" else None
    form = bulk_form(kind, data, user=request.user)
    if form.is_valid():
        edit = services.start(
            kind=kind,
            value=chosen_value(form),
            ids=selection.ids,
            query=selection.query,
            by=request.user,
        )
        return redirect("ikm:bulk-detail", pk=edit.pk)
    context = {
        "form": form,
        "title": kind.label,
        "count": selected(selection, request).count(),
        "query": selection.query,
    }
    return render(request, "ikm/bulk_form.html", context, status=422 if form.errors else 200)


@roles(*OFFICERS)
@require_safe
def bulk_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """How far the change is, what it changed, and the undo."""
    edits = BulkEdit.objects.visible_to(request.user).select_related("job")
    return render(request, "ikm/bulk_detail.html", {"edit": get_object_or_404(edits, pk=pk)})


@roles(*OFFICERS)
@require_POST
def bulk_undo(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Asks for the old values back."""
    edit = get_object_or_404(BulkEdit.objects.visible_to(request.user), pk=pk)
    try:
        services.ask_undo(edit=edit, by=request.user)
    except UndoTooLateError:
        messages.error(request, "Perubahan ini tidak bisa dibatalkan lagi: lebih dari 10 menit.")
    return redirect("ikm:bulk-detail", pk=edit.pk)
