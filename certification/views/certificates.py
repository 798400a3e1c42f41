"""Certificates: the list, the page of one, its file, its state, and the owner's showcase."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import OFFICERS, STAFF, Role
from accounts.http import AuthenticatedHttpRequest
from certification import certificate_rules as rules
from certification.errors import CertificationError
from certification.forms.certificates import CertificateFilterForm, CertificateForm, StateForm
from certification.models import AftercareRule, Certificate
from certification.selectors.aftercare import advice_on
from certification.selectors.certificates import (
    held_elsewhere,
    share_url,
    tone_of,
    with_delivery,
)
from certification.selectors.handovers import delivery_of
from certification.selectors.keyset import page_of
from certification.services import certificates as services
from certification.services.drafts import local_today
from certification.views.shared import (
    MOVERS,
    READERS,
    form_step,
    page,
    posted,
    seen_at,
    visible_application,
)
from halalportal.lib import kept_files
from halalportal.lib.access import public, roles
from halalportal.lib.http import kept_file

PAGE_SIZE = 25


def visible_certificate(request: AuthenticatedHttpRequest, number: str) -> Certificate:
    """The certificate, 404 for a stranger."""
    visible = Certificate.objects.visible_to(request.user).with_case()
    return get_object_or_404(visible, number=number)


@roles(*READERS)
@require_GET
def certificate_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The certificates in the person's hands, the latest recorded first."""
    form = CertificateFilterForm(request.GET, user=request.user)
    found = form.apply(Certificate.objects.visible_to(request.user))
    current = page_of(
        with_delivery(found.with_case()),
        moment="recorded_at",
        after=request.GET.get("sesudah", ""),
        before=request.GET.get("sebelum", ""),
        newest_first=True,
    )
    query = form.query()

    def turned(name: str, key: str) -> str:
        return f"?{query}{'&' if query else ''}{urlencode({name: key})}" if key else ""

    return page(
        request,
        "certificate_list",
        lines=[(certificate, tone_of(certificate)) for certificate in current.rows],
        count=found.count(),
        filters=form,
        is_filtered=bool(query),
        previous_url=turned("sebelum", current.before),
        next_url=turned("sesudah", current.after),
    )


@roles(*READERS)
@require_GET
def certificate_detail(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """What stands on it, whether it holds, where it is, and what was told since."""
    certificate = visible_certificate(request, number)
    user, day = request.user, local_today(certificate.application.regency)
    may_tell = rules.can_report_change(user, certificate)
    return page(
        request,
        "certificate_detail",
        certificate=certificate,
        application=certificate.application,
        tone=tone_of(certificate),
        products=certificate.products.all(),
        delivery=delivery_of(certificate),
        reports=certificate.change_reports.select_related("reported_by", "decided_by"),
        surveillances=certificate.surveillances.all(),
        surveillance_advice=advice_on(day).get(AftercareRule.SURVEILLANCE, ""),
        share_url=share_url(certificate) if user.role == Role.OWNER else "",
        can_report=may_tell and certificate.state != "revoked",
        can_correct=rules.can_correct(user, certificate),
        can_look_after=rules.can_look_after(user, certificate),
        can_showcase=rules.can_showcase(user, certificate),
    )


@roles(*READERS)
@require_GET
def certificate_file(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """The copy of BPJPH's document."""
    certificate = visible_certificate(request, number)
    if not certificate.file:
        raise Http404
    try:
        content = kept_files.read(certificate.file)
    except FileNotFoundError as error:
        raise Http404 from error
    media_type = kept_files.media_type(certificate.file)
    return kept_file(content, media_type, f"sertifikat-{certificate.number}")


@roles(*MOVERS)
@require_http_methods(["GET", "POST"])
def application_certificate(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """Records the certificate that came back."""
    application = visible_application(request, number)
    names = application.products.values_list("name", flat=True)
    form = _form(request, day=local_today(application.regency), names=names)

    def run(_: dict[str, Any]) -> None:
        face, seen = form.face(), seen_at(request)
        services.record(application=application, face=face, by=request.user, seen=seen)

    return form_step(request, application, "issue", form, run)


@roles(*MOVERS)
@require_http_methods(["GET", "POST"])
def certificate_correct(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """Mends what was written down wrongly."""
    certificate = visible_certificate(request, number)
    if not rules.can_correct(request.user, certificate):
        raise PermissionDenied
    day = local_today(certificate.application.regency)
    form = _form(request, day=day, initial=CertificateForm.answers(certificate))
    if request.method == "POST" and form.is_valid():
        try:
            mended = services.correct(certificate=certificate, face=form.face(), by=request.user)
        except CertificationError as error:
            form.add_error("number", str(error))
        else:
            messages.success(request, "Catatan sertifikat diperbaiki.")
            return redirect("certification:certificate-detail", number=mended.number)
    return page(request, "certificate_correct", certificate=certificate, form=form)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def certificate_state(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """Notes that BPJPH suspended or revoked it, or that it holds again."""
    certificate = visible_certificate(request, number)
    form = StateForm(posted(request), initial={"seen": certificate.state})
    if request.method == "POST" and form.is_valid():
        try:
            services.set_state(certificate=certificate, by=request.user, **form.cleaned_data)
        except CertificationError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Keadaan sertifikat tersimpan.")
        return redirect("certification:certificate-detail", number=number)
    return page(request, "certificate_state", certificate=certificate, form=form)


@roles(Role.OWNER)
@require_POST
def certificate_showcase(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """The owner shows it to everybody, or no longer."""
    certificate = visible_certificate(request, number)
    is_shown = request.POST.get("tampil") == "1"
    services.showcase(certificate=certificate, is_shown=is_shown, by=request.user)
    words = "sekarang tampil" if is_shown else "tidak tampil lagi"
    messages.success(request, f"Sertifikat ini {words} di daftar untuk semua orang.")
    return redirect("certification:certificate-detail", number=number)


@public
@require_GET
def showcase_list(request: HttpRequest) -> HttpResponse:
    """What owners show to everybody: product, business, kab/kota, number; nothing personal."""
    shown = Certificate.objects.in_showcase().order_by("-issued_on", "-pk")
    rows = shown.select_related("application__business", "application__regency")
    found = Paginator(rows.prefetch_related("products"), PAGE_SIZE)
    context: dict[str, Any] = {"rows": found.get_page(request.GET.get("halaman"))}
    return render(request, "certification/showcase_list.html", context | {"count": found.count})


@roles(*STAFF)
@require_GET
def held_certificate_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Certificates from other programmes; those with an old number need a look."""
    found = Paginator(held_elsewhere(request.user), PAGE_SIZE)
    rows = found.get_page(request.GET.get("halaman"))
    return page(request, "held_certificate_list", rows=rows, count=found.count)


def _form(request: AuthenticatedHttpRequest, **context: Any) -> CertificateForm:
    is_sent = request.method == "POST"
    return CertificateForm(posted(request), request.FILES if is_sent else None, **context)
