"""What a companion finds on each material."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from certification.draft_pages import visit_page
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
from certification.views.typed import reopened
from certification.views.verification import verifying
from certification.views.visit_steps import take
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
    make, saved, save = _ASKED[question](material, found)
    name = visit_page("bahan", pk, question)
    typed = reopened(request, application, name, make, saved)

    def keep() -> None:
        save(typed.form, application=application, by=request.user, material=material)

    return take(
        request,
        application,
        typed,
        keep,
        kind="material",
        key=str(pk),
        material=material,
        question=question,
        entry=entry,
        evidence=material.uploads.all(),
    )


# The form, what is known already, and what writes it down.
Asked = tuple[type[forms.Form], dict[str, Any], Callable[..., object]]


def _certificate(material: Material, found: MaterialFinding | None) -> Asked:
    saved = {name: str(getattr(found, name)) for name in THINGS} if found else {}
    saved["note"] = found.note if found else ""

    def save(form: FourThingsForm, **what: Any) -> object:
        note = form.cleaned_data["note"]
        return services.confirm_certificate(things=form.things(), note=note, **what)

    return FourThingsForm, saved, save


def _positive(material: Material, found: MaterialFinding | None) -> Asked:
    saved = {"is_pure": str(not found.is_doubtful), "note": found.note} if found else {}

    def save(form: PositiveForm, **what: Any) -> object:
        return services.confirm_positive(**form.cleaned_data, **what)

    return PositiveForm, saved, save


def _unsettled(material: Material, found: MaterialFinding | None) -> Asked:
    saved = {
        "choice": SettleForm.CERTIFICATE if material.certificate_number else None,
        "number": material.certificate_number,
        "brand": material.brand,
        "producer": material.producer,
        "until": material.certificate_until,
        "note": found.note if found else "",
    }
    return SettleForm, saved, _settle


def _settle(form: SettleForm, **what: Any) -> object:
    note = form.cleaned_data["note"]
    if form.has_certificate():
        return services.add_certificate(shown=form.shown(), note=note, **what)
    material_class = MaterialClass(form.cleaned_data["choice"])
    return services.settle_class(material_class=material_class, note=note, **what)


_ASKED: dict[Question, Callable[..., Asked]] = {
    Question.CERTIFICATE: _certificate,
    Question.POSITIVE: _positive,
    Question.UNSETTLED: _unsettled,
}
