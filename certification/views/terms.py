"""The page "Syarat & biaya" of a programme and the forms behind it."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import READERS, Role
from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.errors import CertificationError
from certification.forms.programmes import ProgrammeChangeForm
from certification.forms.terms import (
    BudgetForm,
    CancelForm,
    CostForm,
    PaymentForm,
    QualificationForm,
    RuleForm,
)
from certification.models import AdmissionRule, Programme
from certification.selectors.applications import outside_dates
from certification.selectors.budget import budget_line, current_cost
from certification.services import costs, programmes, terms
from certification.services.drafts import local_today
from certification.views.shared import managed_programme, page, posted, visible_programme
from halalportal.lib.access import roles
from halalportal.lib.formats import number, rupiah


@roles(*READERS)
@require_GET
def programme_terms(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Who is admitted and why, what a place costs since when, and what became of the budget."""
    programme = visible_programme(request, slug)
    today = local_today(programme.region)
    sees_money = rules.can_see_money(request.user, programme)
    can_manage = rules.can_manage_programme(request.user, programme)
    kept = list(programme.admission_rules.all())
    return page(
        request,
        "programme_terms",
        programme=programme,
        rules=kept,
        lacks_ready_rules=bool(terms.missing_ready_rules(programme.track, kept)),
        costs=programme.unit_costs.all(),
        cost_now=current_cost(programme, today),
        budget=budget_line(programme, today) if sees_money else None,
        payments=programme.payments.select_related("recorded_by") if sees_money else None,
        can_pay=can_manage,
        can_manage=can_manage and programme.cancelled_at is None,
    )


@roles(Role.PROVINCE_OFFICER)
@require_POST
def rules_ready(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Takes the ready-made conditions of the track over."""
    programme = managed_programme(request, slug)
    return _done(
        request,
        programme,
        lambda: terms.use_ready_rules(programme=programme, by=request.user),
        "Syarat siap pakai ditambahkan. Periksa dan ubah bila perlu.",
    )


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def rule_create(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """One more condition."""
    programme = managed_programme(request, slug)
    form = RuleForm(posted(request))
    return _form_page(
        request,
        programme,
        form,
        lambda: terms.add_rule(programme=programme, details=form.details(), by=request.user),
        ("Tambah syarat", "Simpan syarat", "Syarat tersimpan."),
    )


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def rule_update(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Another limit, reason or source."""
    rule = _rule(request, slug, pk)
    form = RuleForm(posted(request), initial=RuleForm.initial_of(rule))
    return _form_page(
        request,
        rule.programme,
        form,
        lambda: terms.change_rule(rule=rule, details=form.details(), by=request.user),
        ("Ubah syarat", "Simpan syarat", "Syarat tersimpan."),
    )


@roles(Role.PROVINCE_OFFICER)
@require_POST
def rule_remove(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Takes one condition away."""
    rule = _rule(request, slug, pk)
    return _done(
        request,
        rule.programme,
        lambda: terms.remove_rule(rule=rule, by=request.user),
        f"Syarat “{rule}” dihapus.",
    )


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def cost_create(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """A new cost from a day on."""
    programme = managed_programme(request, slug)
    form = CostForm(posted(request))
    return _form_page(
        request,
        programme,
        form,
        lambda: costs.add_cost(programme=programme, details=form.details(), by=request.user),
        ("Tambah biaya", "Simpan biaya", "Biaya tersimpan."),
    )


@roles(Role.PROVINCE_OFFICER)
@require_POST
def cost_remove(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Takes a cost away that no place was entered at."""
    programme = managed_programme(request, slug)
    cost = get_object_or_404(programme.unit_costs.select_related("programme__region"), pk=pk)
    return _done(
        request,
        programme,
        lambda: costs.remove_cost(cost=cost, by=request.user),
        f"Biaya {rupiah(cost.amount)} dihapus.",
    )


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def budget_update(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """The rupiah set aside."""
    programme = managed_programme(request, slug)
    initial = {"budget": programme.budget, "budget_code": programme.budget_code}
    form = BudgetForm(posted(request), initial=initial)
    return _form_page(
        request,
        programme,
        form,
        lambda: terms.set_budget(programme=programme, by=request.user, **form.cleaned_data),
        ("Ubah pagu", "Simpan pagu", "Pagu tersimpan."),
    )


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def qualification_update(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """The bimtek that companions need for new cases."""
    programme = managed_programme(request, slug)
    form = QualificationForm(
        posted(request), initial={"qualification": programme.required_qualification_id}
    )
    return _form_page(
        request,
        programme,
        form,
        lambda: terms.set_qualification(programme=programme, by=request.user, **form.cleaned_data),
        ("Ubah syarat pendamping", "Simpan syarat pendamping", "Syarat pendamping tersimpan."),
    )


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def payment_create(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """A payment that was made."""
    programme = managed_programme(request, slug)
    today = local_today(programme.region)
    form = PaymentForm(posted(request), programme=programme, today=today)
    return _form_page(
        request,
        programme,
        form,
        lambda: costs.record_payment(programme=programme, details=form.details(), by=request.user),
        ("Catat pembayaran", "Simpan pembayaran", "Pembayaran tercatat."),
    )


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def programme_update(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Another name or other dates; applications from outside them go on, and that is said."""
    programme = managed_programme(request, slug)
    names = ProgrammeChangeForm.base_fields
    form = ProgrammeChangeForm(posted(request), initial={n: getattr(programme, n) for n in names})

    def run() -> None:
        changed = programmes.change_programme(
            programme=programme, by=request.user, **form.cleaned_data
        )
        if count := outside_dates(changed):
            text = f"{number(count)} pengajuan dimulai di luar tanggal program. "
            text += "Yang belum dikirim hanya bisa dikirim dalam tanggal itu."
            messages.warning(request, text)

    words = ("Ubah nama dan tanggal", "Simpan program", "Program tersimpan.")
    return _form_page(request, programme, form, run, words)


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def programme_cancel(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Ends a programme for good, with its reason."""
    programme = managed_programme(request, slug)
    form = CancelForm(posted(request))
    return _form_page(
        request,
        programme,
        form,
        lambda: programmes.cancel_programme(
            programme=programme, by=request.user, **form.cleaned_data
        ),
        ("Batalkan program", "Batalkan program", "Program dibatalkan."),
        template="programme_cancel",
        holding=programme.allocations.all().held_count(),
    )


def _rule(request: AuthenticatedHttpRequest, slug: str, pk: int) -> AdmissionRule:
    return get_object_or_404(managed_programme(request, slug).admission_rules, pk=pk)


def _form_page(
    request: AuthenticatedHttpRequest,
    programme: Programme,
    form: Form,
    run: Callable[[], object],
    words: tuple[str, str, str],
    *,
    template: str = "programme_terms_form",
    **context: object,
) -> HttpResponse:
    """One form in the frame of the programme. `words` are heading, button and what is said after.

    A refusal stands above the form, with what was typed still in it.
    """
    heading, button, done = words
    if request.method == "POST" and form.is_valid():
        try:
            run()
        except CertificationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, done)
            return redirect("certification:programme-terms", slug=programme.slug)
    context |= {"programme": programme, "form": form, "heading": heading, "button": button}
    return page(request, template, **context)


def _done(
    request: AuthenticatedHttpRequest,
    programme: Programme,
    run: Callable[[], object],
    done: str,
) -> HttpResponse:
    """Runs an action without a form; a refusal is a message in plain words."""
    try:
        run()
    except CertificationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("certification:programme-terms", slug=programme.slug)
