"""Which form stands on which page whose unsaved answers are kept."""

import re

from django import forms

from certification.draft_pages import MANDATE_PAPER, VISIT, revoked_mandate
from certification.forms.mandates import PaperForm, RevokeForm
from certification.forms.material_steps import MATERIAL_FORMS, MaterialNameForm
from certification.forms.product_steps import ProductForm
from certification.forms.steps import STEP_FORMS
from certification.forms.verification import (
    CheckForm,
    FourThingsForm,
    PositiveForm,
    SettleForm,
    VisitForm,
)
from certification.selectors.verification import Question
from certification.steps import PART_PATHS

FormClass = type[forms.Form]
_NAMED: dict[str, FormClass] = {
    **STEP_FORMS,
    "produk/nama": ProductForm,
    "bahan/tambah": MaterialNameForm,
    MANDATE_PAPER: PaperForm,
}
_OF_A_VISIT: dict[str, FormClass] = {
    "kunjungan": VisitForm,
    r"periksa/[-\w]{1,40}": CheckForm,
    rf"bahan/[0-9]{{1,18}}/{Question.CERTIFICATE}": FourThingsForm,
    rf"bahan/[0-9]{{1,18}}/{Question.POSITIVE}": PositiveForm,
    rf"bahan/[0-9]{{1,18}}/{Question.UNSETTLED}": SettleForm,
}


def fields_of(page: str) -> list[str]:
    """The names of the fields of a page: the only ones that a draft keeps; [] for no page.

    Files are too heavy for it, and what is hidden is the page's own.
    """
    form = _form_of(page)
    if form is None:
        return []
    widgets = {name: field.widget for name, field in form.base_fields.items()}
    return [
        name
        for name, widget in widgets.items()
        if not (widget.is_hidden or widget.needs_multipart_form)
    ]


def _form_of(page: str) -> FormClass | None:
    if page.startswith(VISIT):
        rest = page.removeprefix(VISIT)
        found = (form for pattern, form in _OF_A_VISIT.items() if re.fullmatch(pattern, rest))
        return next(found, None)
    if revoked_mandate(page):
        return RevokeForm
    return _NAMED.get(page) or _material_form(page)


def _material_form(page: str) -> FormClass | None:
    """The form of "bahan/12/kehalalan"."""
    part, _, rest = page.partition("/")
    pk, _, slug = rest.partition("/")
    if part != PART_PATHS["materials"] or not pk.isdecimal():
        return None
    return MATERIAL_FORMS.get(slug)
