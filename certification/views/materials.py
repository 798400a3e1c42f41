"""Materials: the list, and the short pages of one material."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import AuthenticatedHttpRequest
from certification.enums import MaterialKind
from certification.errors import DuplicateRowError
from certification.forms.material_steps import MATERIAL_FORMS, MaterialNameForm
from certification.models import Application, Material
from certification.selectors.material_words import known_names, note_on
from certification.services import parts
from certification.steps import MATERIAL_STEPS
from certification.views.parts import BACK, TO_CHECK
from certification.views.shared import FILERS, editable, page
from certification.views.typed import Typed, forget, remember, reopened
from halalportal.lib.access import roles

PART, ADD = "materials", "bahan/tambah"


@roles(*FILERS)
@require_GET
@editable
def part_materials(request: AuthenticatedHttpRequest, application: Application) -> HttpResponse:
    """The list of materials."""
    parts.refuse_closed_part(application, PART)
    materials = application.materials.all()
    return page(request, "application_materials", application=application, materials=materials)


@roles(*FILERS)
@require_http_methods(["GET", "POST"])
@editable
def material_add(request: AuthenticatedHttpRequest, application: Application) -> HttpResponse:
    """The name of one more material; it stands on the list from here on."""
    parts.refuse_closed_part(application, PART)
    typed = reopened(request, application, ADD, MaterialNameForm, {})
    if request.method == "POST" and typed.form.is_valid():
        values = typed.form.cleaned_data | {"kind": MaterialKind.UNKNOWN}
        try:
            material = parts.add_material(application=application, by=request.user, values=values)
        except DuplicateRowError as error:
            typed.form.add_error("name", str(error))
        else:
            forget(request, application, ADD)
            return redirect(_step_url(application, material, "kehalalan"))
    if request.method == "POST":
        remember(request, application, ADD)
    return _page(request, application, typed, slug="nama")


@roles(*FILERS)
@require_http_methods(["GET", "POST"])
@editable
def material_step(
    request: AuthenticatedHttpRequest, application: Application, pk: int, slug: str
) -> HttpResponse:
    """One page about a material."""
    material = get_object_or_404(application.materials, pk=pk)
    form_class = MATERIAL_FORMS.get(slug)
    if form_class is None:
        raise Http404
    parts.refuse_closed_part(application, PART)
    name = f"bahan/{pk}/{slug}"
    typed = reopened(request, application, name, form_class, form_class.answers(material))
    if request.method == "POST" and typed.form.is_valid():
        try:
            values = typed.form.cleaned_data
            parts.change_material(
                application=application, material=material, by=request.user, values=values
            )
        except DuplicateRowError as error:
            typed.form.add_error(None, str(error))
        else:
            forget(request, application, name)
            return _after(request, application, material, slug)
    if request.method == "POST":
        remember(request, application, name)
    return _page(request, application, typed, slug=slug, material=material)


@roles(*FILERS)
@require_GET
@editable
def material_change(
    request: AuthenticatedHttpRequest, application: Application, pk: int
) -> HttpResponse:
    """Leads to the first page of a material."""
    return redirect(_step_url(application, get_object_or_404(application.materials, pk=pk), "nama"))


@roles(*FILERS)
@require_POST
@editable
def material_remove(
    request: AuthenticatedHttpRequest, application: Application, pk: int
) -> HttpResponse:
    """Takes a material off the list."""
    material = get_object_or_404(application.materials, pk=pk)
    parts.remove_material(application=application, material=material, by=request.user)
    messages.success(request, f"{material.name} dihapus dari daftar.")
    return redirect("certification:application-part-materials", number=application.number)


def _after(
    request: AuthenticatedHttpRequest, application: Application, material: Material, slug: str
) -> HttpResponse:
    """On to what this material still needs, else back to the list or to one more."""
    if request.GET.get(BACK) == TO_CHECK:
        return redirect("certification:application-check", number=application.number)
    if following := _following(material, slug):
        return redirect(_step_url(application, material, following))
    messages.success(request, f"{material.name} tersimpan.")
    again = "material-add" if "again" in request.POST else "part-materials"
    return redirect(f"certification:application-{again}", number=application.number)


def _following(material: Material, slug: str) -> str:
    """The next page: only packaged goods have a certificate, only old ones an end."""
    number = material.certificate_number
    match slug:
        case "nama":
            return "kehalalan"
        case "kehalalan" if material.kind == MaterialKind.CERTIFIED:
            return "sertifikat"
        case "sertifikat" if number and not number.startswith("ID"):
            return "masa"
        case _:
            return ""


def _page(
    request: AuthenticatedHttpRequest,
    application: Application,
    typed: Typed,
    *,
    slug: str,
    material: Material | None = None,
) -> HttpResponse:
    return page(
        request,
        "application_material",
        application=application,
        material=material,
        title=MATERIAL_STEPS[slug],
        slug=slug,
        position=None if material else len(application.materials.all()) + 1,
        typed=typed,
        form=typed.form,
        known_names=known_names() if slug == "nama" else (),
        note=note_on(material) if material and slug == "kehalalan" else "",
    )


def _step_url(application: Application, material: Material, slug: str) -> str:
    arguments = [application.number, material.pk, slug]
    return reverse("certification:application-material-step", args=arguments)
