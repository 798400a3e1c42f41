"""The form templates: label, hint, what is wrong, and a summary that leads to each field."""

import re
from html.parser import HTMLParser

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.conf import settings
from django.template import Context, Template

from halalportal.interface.gallery import SampleForm

WRONG = {"phone": "08123", "workers": "tiga"}


class Ids(HTMLParser):
    """Collects the ids of a page and the ids it points to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.pointed: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if found := values.get("id"):
            self.ids.append(found)
        self.pointed |= set((values.get("aria-describedby") or "").split())
        if tag == "label" and (target := values.get("for")):
            self.pointed.add(target)
        if tag == "a" and (link := values.get("href") or "").startswith("#"):
            self.pointed.add(link[1:])


def render(form: forms.Form) -> str:
    source = "{% load crispy_forms_filters %}{{ form|crispy }}"
    return Template(source).render(Context({"form": form}))


@pytest.mark.parametrize("form", [SampleForm(), SampleForm(WRONG), SampleForm(prefix="lain")])
def test_every_pointer_leads_somewhere(form: SampleForm) -> None:
    found = Ids(render(form))
    assert found.pointed
    assert found.pointed <= set(found.ids)
    assert len(found.ids) == len(set(found.ids))


def test_every_error_stands_above_the_form_and_at_its_field() -> None:
    form = SampleForm(WRONG)
    page = render(form)
    summary, _, fields = page.partition("</ul>")
    assert form.errors
    for name, messages in form.errors.items():
        for message in messages:
            assert summary.count(message) == 1, name
            assert fields.count(message) == 1, name


@pytest.mark.parametrize(
    ("name", "target"),
    [("name", "id_name"), ("scale", "id_scale_0"), ("regency", "id_regency")],
)
def test_the_summary_leads_to_the_first_input(name: str, target: str) -> None:
    assert f'href="#{target}"' in render(SampleForm(WRONG))


def test_a_field_is_described_by_its_hint_and_its_error() -> None:
    page = render(SampleForm(WRONG))
    field = re.search(r'<input[^>]*name="phone"[^>]*>', page)
    assert field
    assert 'aria-describedby="id_phone_helptext id_phone_error"' in field[0]
    assert 'aria-invalid="true"' in field[0]


def test_optional_fields_say_so_and_required_ones_carry_no_star() -> None:
    page = render(SampleForm())
    assert page.count("(boleh dikosongkan)") == 4
    assert "*" not in page
    assert "placeholder" not in page


def test_no_page_says_twice_what_is_wrong() -> None:
    """A form that crispy renders whole brings its summary along."""
    included = re.compile(r'error_summary\.html" with form=([\w.]+)')
    whole = re.compile(r"\{\{ ([\w.]+)\|crispy \}\}")
    pages = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
    texts = {page.name: page.read_text() for page in pages}
    assert any(whole.search(text) for text in texts.values())
    twice = [n for n, t in texts.items() if {*included.findall(t)} & {*whole.findall(t)}]
    assert twice == []


def test_an_untouched_form_has_no_summary() -> None:
    assert "error-summary" not in render(SampleForm())


def test_errors_of_the_whole_form_come_first() -> None:
    form = SampleForm(WRONG)
    form.add_error(None, "Kuota Kabupaten Berau sudah habis.")
    summary = render(form).partition("</ul>")[0]
    assert summary.index("Kuota Kabupaten Berau sudah habis.") < summary.index("Tulis nama usaha.")


def test_a_laid_out_form_speaks_for_itself() -> None:
    form = SampleForm(WRONG)
    helper = FormHelper()
    helper.add_input(Submit("simpan", "Simpan usaha"))
    page = render_crispy_form(form, helper, {"csrf_token": "rahasia"})
    assert "novalidate" in page
    assert 'value="rahasia"' in page
    assert page.count("error-summary") == 1
    assert 'value="Simpan usaha"' in page
