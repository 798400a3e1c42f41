"""After the certificate: changes that holders tell, surveillances, materials that run out."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import OFFICERS, READERS, STAFF, Role
from accounts.http import AuthenticatedHttpRequest
from certification import certificate_rules as rules
from certification.errors import CertificationError
from certification.forms.changes import (
    AnswerForm,
    ChangeFilterForm,
    ChangeForm,
    MaterialRenewForm,
    SurveillanceForm,
)
from certification.models import AftercareRule, Application, ChangeReport, Material, Surveillance
from certification.selectors.aftercare import advice_on
from certification.selectors.certificates import SPANS, ending_materials, surveillances
from certification.services import changes, supplies
from certification.services import surveillance as surveillance_services
from certification.services.drafts import local_today
from certification.views.certificates import visible_certificate
from certification.views.shared import FILERS, page, posted
from halalportal.lib.access import roles

PAGE_SIZE = 25
TELLERS = (*FILERS, Role.PROVINCE_OFFICER)


@roles(*TELLERS)
@require_http_methods(["GET", "POST"])
def change_create(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """A change of material, process, name, place … in the holder's own words."""
    certificate = visible_certificate(request, number)
    day = local_today(certificate.application.regency)
    form = ChangeForm(posted(request), day=day)
    if request.method == "POST" and form.is_valid():
        try:
            made = changes.report(certificate=certificate, by=request.user, **form.cleaned_data)
        except CertificationError as error:
            messages.error(request, str(error))
        else:
            told = advice_on(day).get(made.kind, "")
            messages.success(request, f"Perubahan dilaporkan ke petugas. {told}".strip())
        return redirect("certification:certificate-detail", number=number)
    advice = advice_on(day)
    kinds = [(label, advice.get(code, "")) for code, label in form.fields["kind"].choices]  # type: ignore[attr-defined]
    return page(request, "change_create", certificate=certificate, form=form, kinds=kinds)


@roles(*READERS)
@require_GET
def change_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What holders told: those without an answer first, the oldest on top."""
    form = ChangeFilterForm(request.GET)
    visible = ChangeReport.objects.visible_to(request.user).filter(state=form.state())
    found = visible.select_related(
        "certificate__application__business", "certificate__application__regency", "reported_by"
    ).order_by("reported_at", "pk")
    pages = Paginator(found, PAGE_SIZE)
    rows = pages.get_page(request.GET.get("halaman"))
    query = (
        f"keadaan={form.data['keadaan']}" if form.is_valid() and form.data.get("keadaan") else ""
    )
    return page(request, "change_list", rows=rows, count=pages.count, filters=form, query=query)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def change_answer(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Passes a change on to SiHalal, settles it, or says that nothing has to be done."""
    visible = ChangeReport.objects.visible_to(request.user).select_related(
        "certificate__application__business",
        "certificate__application__regency",
        "reported_by",
        "decided_by",
    )
    report = get_object_or_404(visible, pk=pk)
    number = report.certificate.number
    if request.method != "POST" and report.state not in changes.NEXT:
        return redirect("certification:certificate-detail", number=number)
    form = AnswerForm(posted(request), report=report)
    if request.method == "POST" and form.is_valid():
        try:
            changes.answer(report=report, by=request.user, **form.cleaned_data)
        except CertificationError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Jawaban tersimpan. Pemilik melihatnya di sertifikatnya.")
        return redirect("certification:certificate-detail", number=number)
    day = local_today(report.certificate.application.regency)
    advice = advice_on(day).get(report.kind, "")
    return page(request, "change_answer", report=report, form=form, advice=advice)


@roles(*STAFF)
@require_GET
def surveillance_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The four-yearly looks of BPJPH that come near or are late."""
    day = timezone.localdate()
    code = request.GET.get("batas", "")
    chosen = next((span for span in SPANS if span.code == code), None)
    pages = Paginator(surveillances(request.user, day, chosen), PAGE_SIZE)
    return page(
        request,
        "surveillance_list",
        rows=pages.get_page(request.GET.get("halaman")),
        spans=[(span, surveillances(request.user, day, span).count()) for span in SPANS],
        chosen=chosen,
        day=day,
        advice=advice_on(day).get(AftercareRule.SURVEILLANCE, ""),
        can_note=request.user.role in OFFICERS,
    )


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def surveillance_note(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Notes that BPJPH came."""
    visible = Surveillance.objects.visible_to(request.user).select_related(
        "certificate__application__business", "certificate__application__regency"
    )
    surveillance = get_object_or_404(visible, pk=pk)
    certificate = surveillance.certificate
    form = SurveillanceForm(posted(request), day=local_today(certificate.application.regency))
    if request.method == "POST" and form.is_valid():
        try:
            surveillance_services.note_done(
                surveillance=surveillance, by=request.user, **form.cleaned_data
            )
        except CertificationError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Pengawasan tercatat.")
        return redirect("certification:certificate-detail", number=certificate.number)
    context = {"surveillance": surveillance, "certificate": certificate}
    return page(request, "surveillance_note", form=form, **context)


@roles(*STAFF, Role.OWNER)
@require_GET
def ending_material_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Materials whose certificate ends: the supplier has a new one, or the material changes."""
    day = timezone.localdate()
    code = request.GET.get("batas", "")
    chosen = next((span for span in SPANS if span.code == code), None)
    pages = Paginator(ending_materials(request.user, day, chosen), PAGE_SIZE)
    return page(
        request,
        "ending_material_list",
        rows=pages.get_page(request.GET.get("halaman")),
        spans=[(span, ending_materials(request.user, day, span).count()) for span in SPANS],
        chosen=chosen,
        day=day,
        can_renew=request.user.role in TELLERS,
    )


@roles(*TELLERS)
@require_http_methods(["GET", "POST"])
def material_renew(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Notes the supplier's new certificate of a material."""
    issued = Application.objects.visible_to(request.user).filter(certificate__isnull=False)
    found = Material.objects.filter(application__in=issued, certificate_until__isnull=False)
    material = get_object_or_404(
        found.select_related("application__business", "application__regency"), pk=pk
    )
    if not rules.can_renew_material(request.user, material):
        raise PermissionDenied
    form = MaterialRenewForm(posted(request), day=local_today(material.application.regency))
    if request.method == "POST" and form.is_valid():
        supplies.renew(material=material, by=request.user, **form.cleaned_data)
        messages.success(request, f"Sertifikat halal {material.name} yang baru tersimpan.")
        return redirect("certification:ending-material-list")
    return page(request, "material_renew", material=material, form=form)
