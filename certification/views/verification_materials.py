"""What a companion finds on each material."""

from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from certification.enums import MaterialClass
from certification.forms.verification import FourThingsForm, PositiveForm, SettleForm
from certification.models import Application, Material, MaterialFinding
from certification.selectors.dictionary import classify
from certification.selectors.verification import (
    Question,
    fresh_finding,
    question_of,
    today_at,
    visit_of,
)
from certification.services import verification as services
from certification.views.shared import posted
from certification.views.verification import take, verifying
from halalportal.lib.access import roles

THINGS = FourThingsForm.judgements


@roles(Role.COMPANION)
@require_http_methods(["GET", "POST"])
@verifying
def verification_material(
    request: AuthenticatedHttpRequest, application: Application, pk: int
) -> HttpResponse:
    """One material: its certificate, its purity, or what it is at all.

    `?ubah=1` asks what it is although somebody wrote that down already.
    """
    material = get_object_or_404(application.materials, pk=pk)
    entry = classify(material.name, today_at(application))
    if entry and not material.material_class:
        material.material_class = entry.material_class  # written down before there was a dictionary
    question = Question.UNSETTLED if request.GET.get("ubah") else question_of(material)
    found = fresh_finding(visit_of(application), material)
    form, keep = _ASKED[question](request, application, material, found)
    return take(
        request,
        application,
        form,
        keep,
        kind="material",
        key=str(pk),
        material=material,
        question=question,
        entry=entry,
        evidence=material.uploads.all(),
    )


Asked = tuple[forms.Form, Callable[[], object]]


def _certificate(
    request: AuthenticatedHttpRequest,
    application: Application,
    material: Material,
    found: MaterialFinding | None,
) -> Asked:
    initial = {name: str(getattr(found, name)) for name in THINGS} if found else {}
    initial["note"] = found.note if found else ""
    form = FourThingsForm(posted(request), initial=initial)
    return form, lambda: services.confirm_certificate(
        application=application,
        by=request.user,
        material=material,
        things=form.things(),
        note=form.cleaned_data["note"],
    )


def _positive(
    request: AuthenticatedHttpRequest,
    application: Application,
    material: Material,
    found: MaterialFinding | None,
) -> Asked:
    initial = {"is_pure": str(not found.is_doubtful), "note": found.note} if found else None
    form = PositiveForm(posted(request), initial=initial)
    return form, lambda: services.confirm_positive(
        application=application, by=request.user, material=material, **form.cleaned_data
    )


def _unsettled(
    request: AuthenticatedHttpRequest,
    application: Application,
    material: Material,
    found: MaterialFinding | None,
) -> Asked:
    initial = {
        "choice": SettleForm.CERTIFICATE if material.certificate_number else None,
        "number": material.certificate_number,
        "brand": material.brand,
        "producer": material.producer,
        "until": material.certificate_until,
        "note": found.note if found else "",
    }
    form = SettleForm(posted(request), initial=initial)

    def keep() -> None:
        note = form.cleaned_data["note"]
        if form.has_certificate():
            services.add_certificate(
                application=application,
                by=request.user,
                material=material,
                shown=form.shown(),
                note=note,
            )
        else:
            services.settle_class(
                application=application,
                by=request.user,
                material=material,
                material_class=MaterialClass(form.cleaned_data["choice"]),
                note=note,
            )

    return form, keep


_ASKED: dict[Question, Callable[..., Asked]] = {
    Question.CERTIFICATE: _certificate,
    Question.POSITIVE: _positive,
    Question.UNSETTLED: _unsettled,
}
