"""The names of the products: rows that are added and removed one at a time."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from accounts.http import AuthenticatedHttpRequest
from certification.errors import DuplicateRowError
from certification.forms.product_steps import ProductForm
from certification.models import Application
from certification.services import parts
from certification.steps import STEPS
from certification.views.shared import FILERS, editable, page
from certification.views.typed import Typed, forget, remember, reopened
from halalportal.lib.access import roles

STEP = STEPS["products"][-1]
NAMES = "certification:application-products"


@roles(*FILERS)
@require_GET
@editable
def product_list(request: AuthenticatedHttpRequest, application: Application) -> HttpResponse:
    """The names so far, those of the registry one tap away, and one more."""
    parts.refuse_closed_part(application, STEP.part)
    typed = reopened(request, application, STEP.page, ProductForm, {})
    return _page(request, application, typed)


@roles(*FILERS)
@require_POST
@editable
def product_add(request: AuthenticatedHttpRequest, application: Application) -> HttpResponse:
    """Adds a product name."""
    form = ProductForm(request.POST)
    if form.is_valid():
        try:
            name = form.cleaned_data["name"]
            parts.add_product(application=application, by=request.user, name=name)
            forget(request, application, STEP.page)
            return redirect(NAMES, number=application.number)
        except DuplicateRowError as error:
            form.add_error("name", str(error))
    remember(request, application, STEP.page)
    return _page(request, application, Typed(STEP.page, form, application))


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
    return redirect(NAMES, number=application.number)


def _page(
    request: AuthenticatedHttpRequest, application: Application, typed: Typed
) -> HttpResponse:
    products = list(application.products.all())
    names = {product.name.lower() for product in products}
    known = application.business.products.all()[:20]
    return page(
        request,
        "application_products",
        application=application,
        step=STEP,
        position=len(STEPS[STEP.part]),
        count=len(STEPS[STEP.part]),
        typed=typed,
        form=typed.form,
        suggestions=[product for product in known if product.name.lower() not in names],
        products=products,
    )
