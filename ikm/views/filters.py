"""Saving, sharing and forgetting filters of the list."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import STAFF
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from ikm.forms.saved_filters import SavedFilterForm
from ikm.models import SavedFilter
from ikm.selectors.saved_filters import filter_chips
from ikm.services import filters as services


@roles(*STAFF)
@require_safe
def filter_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The saved filters with what can be done with them."""
    return render(request, "ikm/filter_list.html", {"saved": filter_chips(request.user)})


@roles(*STAFF)
@require_http_methods(["GET", "POST"])
def filter_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Keeps the filter of the address under a name."""
    initial = {"query": request.GET.urlencode()}
    form = SavedFilterForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = {"is_shared": False} | form.cleaned_data
        saved = services.save(**facts, by=request.user)
        messages.success(request, f"Saringan {saved.name} tersimpan.")
        return redirect(f"{reverse('ikm:business-list')}?{saved.query}")
    status = 422 if form.errors else 200
    return render(request, "ikm/filter_form.html", {"form": form}, status=status)


@roles(*STAFF)
@require_POST
def filter_share(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Shows the filter to colleagues, or hides it again."""
    saved = get_object_or_404(SavedFilter.objects.visible_to(request.user), pk=pk)
    saved = services.share(saved=saved, is_shared=not saved.is_shared, by=request.user)
    done = "dibagikan ke rekan satu dinas" if saved.is_shared else "hanya untuk Anda"
    messages.success(request, f"Saringan {saved.name} sekarang {done}.")
    return redirect("ikm:filter-list")


@roles(*STAFF)
@require_POST
def filter_delete(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Forgets the filter."""
    saved = get_object_or_404(SavedFilter.objects.visible_to(request.user), pk=pk)
    services.delete(saved=saved, by=request.user)
    messages.success(request, f"Saringan {saved.name} dihapus.")
    return redirect("ikm:filter-list")
