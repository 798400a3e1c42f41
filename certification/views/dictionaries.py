"""The rules and dictionaries for reading, with their sources; the province keeps the materials."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.errors import CertificationError
from certification.forms.eligibility import EndEntryForm, MaterialEntryForm, SearchForm
from certification.models import EligibilityRule, MaterialEntry, NameWord, RuleSet
from certification.services import dictionaries as services
from certification.views.shared import RULE_READERS, page, posted
from halalportal.lib.access import roles
from halalportal.lib.texts import fold

_PAGE_SIZE = 50


@roles(*RULE_READERS)
@require_GET
def criterion_rules(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Every decree with its rules, the newest first."""
    ordered = Prefetch("rules", EligibilityRule.objects.order_by("priority", "code", "pk"))
    rule_sets = RuleSet.objects.order_by("-valid_from").prefetch_related(ordered)
    return page(request, "criterion_rules", rule_sets=rule_sets)


@roles(*RULE_READERS)
@require_GET
def material_entry_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The dictionary of materials, searched by a part of a name."""
    form = SearchForm(request.GET)
    entries = MaterialEntry.objects.order_by("name", "valid_from")
    if form.is_valid():
        entries = entries.filter(_wanted(form.cleaned_data))
    current = Paginator(entries, _PAGE_SIZE).get_page(request.GET.get("halaman"))
    return page(
        request,
        "material_entry_list",
        form=form,
        entries=current,
        query=_query(request),
        can_keep=rules.can_keep_dictionaries(request.user),
        today=timezone.localdate(),
    )


def _wanted(cleaned: dict[str, Any]) -> Q:
    wanted = Q()
    if text := fold(cleaned["cari"]):
        wanted &= Q(name__icontains=text) | Q(synonyms__icontains=text)
    if cleaned["kelas"]:
        wanted &= Q(material_class=cleaned["kelas"])
    return wanted


def _query(request: AuthenticatedHttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("halaman", None)
    return kept.urlencode()


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def material_entry_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """One more entry."""
    initial = {"valid_from": timezone.localdate(), "name": request.GET.get("nama", "")[:80]}
    form = MaterialEntryForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            entry = services.add_entry(details=form.cleaned_data, by=request.user)
        except CertificationError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, f"{entry.name} masuk kamus bahan.")
            return redirect("certification:material-entry-list")
    return page(request, "material_entry_form", form=form)


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def material_entry_end(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The last day of an entry."""
    entry = get_object_or_404(MaterialEntry, pk=pk)
    initial = {"last_day": timezone.localdate()}
    form = EndEntryForm(posted(request), initial=initial, since=entry.valid_from)
    if request.method == "POST" and form.is_valid():
        services.end_entry(entry=entry, last_day=form.cleaned_data["last_day"], by=request.user)
        messages.success(request, f"Entri {entry.name} ditutup.")
        return redirect("certification:material-entry-list")
    return page(request, "material_entry_form", form=form, entry=entry)


@roles(*RULE_READERS)
@require_GET
def name_word_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The words in product names that a person looks at, and those that are customary."""
    return page(request, "name_word_list", words=NameWord.objects.order_by("kind", "word"))
