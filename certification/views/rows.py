"""Products and materials: rows that are added and removed one at a time."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import AuthenticatedHttpRequest
from certification.errors import DuplicateRowError
from certification.forms.parts import MaterialForm, ProductForm
from certification.models import Application, Material
from certification.services import parts
from certification.views.parts import products_page
from certification.views.shared import FILERS, editable, page, posted
from halalportal.lib.access import roles


@roles(*FILERS)
@require_POST
@editable
def product_add(request: AuthenticatedHttpRequest, application: Application) -> HttpResponse:
    """Adds a product name."""
    form = ProductForm(request.POST)
    if form.is_valid():
        name = form.cleaned_data["name"]
        try:
            parts.add_product(application=application, by=request.user, name=name)
            return redirect("certification:application-part-products", number=application.number)
        except DuplicateRowError as error:
            form.add_error("name", str(error))
    return products_page(request, application, name_form=form)


@roles(*FILERS)
@require_POST
@editable
def product_remove(
    request: AuthenticatedHttpRequest, application: Application, pk: int
) -> HttpResponse:
    """Takes a product name off the list."""
    product = get_object_or_404(application.products, pk=pk)
    parts.remove_product(application=application, product=product, by=request.user)
    messages.success(request, f"{product.name} dihapus dari daftar.")
    return redirect("certification:application-part-products", number=application.number)


@roles(*FILERS)
@require_GET
@editable
def part_materials(request: AuthenticatedHttpRequest, application: Application) -> HttpResponse:
    """The list of ingredients."""
    return page(
        request,
        "application_materials",
        application=application,
        materials=application.materials.all(),
    )


@roles(*FILERS)
@require_http_methods(["GET", "POST"])
@editable
def material_add(request: AuthenticatedHttpRequest, application: Application) -> HttpResponse:
    """One more ingredient; "save and add another" comes back here."""
    form = MaterialForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            values = form.values()
            parts.add_material(application=application, by=request.user, values=values)
        except DuplicateRowError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, f"{values['name']} tersimpan.")
            again = "material-add" if "again" in request.POST else "part-materials"
            return redirect(f"certification:application-{again}", number=application.number)
    return page(
        request,
        "application_material",
        application=application,
        form=form,
        position=application.materials.count() + 1,
    )


@roles(*FILERS)
@require_http_methods(["GET", "POST"])
@editable
def material_change(
    request: AuthenticatedHttpRequest, application: Application, pk: int
) -> HttpResponse:
    """Changes one ingredient."""
    material = get_object_or_404(application.materials, pk=pk)
    form = MaterialForm(posted(request), instance=material)
    if request.method == "POST" and form.is_valid():
        try:
            _change(application, material, form, request)
            return redirect("certification:application-part-materials", number=application.number)
        except DuplicateRowError as error:
            form.add_error("name", str(error))
    return page(
        request, "application_material", application=application, form=form, material=material
    )


def _change(
    application: Application,
    material: Material,
    form: MaterialForm,
    request: AuthenticatedHttpRequest,
) -> None:
    parts.change_material(
        application=application, material=material, by=request.user, values=form.values()
    )
    messages.success(request, f"{material.name} tersimpan.")


@roles(*FILERS)
@require_POST
@editable
def material_remove(
    request: AuthenticatedHttpRequest, application: Application, pk: int
) -> HttpResponse:
    """Takes an ingredient off the list."""
    material = get_object_or_404(application.materials, pk=pk)
    parts.remove_material(application=application, material=material, by=request.user)
    messages.success(request, f"{material.name} dihapus dari daftar.")
    return redirect("certification:application-part-materials", number=application.number)
