"""The pages of the six parts; each saves what is there, complete or not."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.http import AuthenticatedHttpRequest
from certification.forms.loose import LooseForm
from certification.forms.parts import (
    BusinessForm,
    PeopleForm,
    ProcessForm,
    ProductForm,
    ProductsForm,
    answers_initial,
)
from certification.models import Application
from certification.selectors.completeness import MAX_PRODUCT_NAMES
from certification.services import parts
from certification.views.shared import FILERS, editable, page, posted
from halalportal.lib.access import roles


@roles(*FILERS)
@require_http_methods(["GET", "POST"])
@editable
def part_business(request: AuthenticatedHttpRequest, application: Application) -> HttpResponse:
    """The registry's record of the business, as far as the certificate needs it."""
    form = BusinessForm(posted(request), business=application.business)
    if request.method == "POST" and form.is_valid():
        parts.save_business(application=application, by=request.user, values=form.values())
        return _saved(request, application)
    return page(request, "application_part", application=application, form=form, part="business")


@roles(*FILERS)
@require_http_methods(["GET", "POST"])
@editable
def part_people(request: AuthenticatedHttpRequest, application: Application) -> HttpResponse:
    """The owner and the halal supervisor."""
    return _answers(request, application, PeopleForm, "people")


@roles(*FILERS)
@require_http_methods(["GET", "POST"])
@editable
def part_process(request: AuthenticatedHttpRequest, application: Application) -> HttpResponse:
    """How the product is made."""
    return _answers(request, application, ProcessForm, "process")


@roles(*FILERS)
@require_http_methods(["GET", "POST"])
@editable
def part_products(request: AuthenticatedHttpRequest, application: Application) -> HttpResponse:
    """What the products have in common, and the list of their names."""
    form = ProductsForm(posted(request), initial=answers_initial(application, ProductsForm))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        parts.save_answers(application=application, by=request.user, values=values)
        return _saved(request, application)
    return products_page(request, application, form=form)


def products_page(
    request: AuthenticatedHttpRequest,
    application: Application,
    *,
    form: ProductsForm | None = None,
    name_form: ProductForm | None = None,
) -> HttpResponse:
    """The page of the part, with the registry's products as one-tap suggestions."""
    names = {product.name.lower() for product in application.products.all()}
    known = application.business.products.all()[:20]
    return page(
        request,
        "application_products",
        application=application,
        form=form or ProductsForm(initial=answers_initial(application, ProductsForm)),
        name_form=name_form or ProductForm(),
        suggestions=[product for product in known if product.name.lower() not in names],
        products=application.products.all(),
        limit=MAX_PRODUCT_NAMES,
    )


def _answers(
    request: AuthenticatedHttpRequest,
    application: Application,
    form_class: type[LooseForm],
    part: str,
) -> HttpResponse:
    """A part whose fields are fields of the application itself."""
    form = form_class(posted(request), initial=answers_initial(application, form_class))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        parts.save_answers(application=application, by=request.user, values=values)
        return _saved(request, application)
    return page(request, "application_part", application=application, form=form, part=part)


def _saved(request: AuthenticatedHttpRequest, application: Application) -> HttpResponse:
    messages.success(request, "Jawaban tersimpan.")
    return redirect("certification:application-detail", number=application.number)
