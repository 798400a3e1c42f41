"""Templates: shared ones to copy, the office's own to change."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import OFFICERS, READERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from reports.forms.letters import TemplateForm
from reports.letter_kinds.kinds import KINDS
from reports.letter_kinds.texts import fill
from reports.letters.blocks import blocks_of
from reports.letters.errors import LetterError
from reports.models import LetterTemplate
from reports.selectors.letters.offices import own_office, today_at
from reports.services.letters import templates as services
from reports.views.letters.shared import page, posted


@roles(*READERS)
@require_safe
def template_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The shared templates and those of the offices in sight."""
    visible = LetterTemplate.objects.visible_to(request.user).select_related("organisation")
    office = own_office(request.user)
    return page(
        request,
        "letter_template_list",
        templates=visible.order_by("organisation__name", "kind", "name"),
        office=office,
    )


@roles(*READERS)
@require_safe
def template_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The template filled in with examples."""
    visible = LetterTemplate.objects.visible_to(request.user).select_related("organisation")
    template = get_object_or_404(visible, pk=pk)
    examples = KINDS[template.kind].examples
    return page(
        request,
        "letter_template_detail",
        template=template,
        subject=fill(template.subject, examples),
        blocks=blocks_of(template.body, lambda text: fill(text, examples)),
        office=own_office(request.user),
    )


@roles(*OFFICERS)
@require_POST
def template_copy(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Makes the office's own."""
    usable = LetterTemplate.objects.written_with(request.user)
    template, office = get_object_or_404(usable, pk=pk), own_office(request.user)
    if office is None:
        raise Http404
    own = services.copy(template=template, office=office, today=today_at(office), by=request.user)
    messages.success(request, "Templat tersalin. Ubah kata-katanya di sini.")
    return redirect("reports:letter-template-update", pk=own.pk)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def template_update(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Other words for the office's own template."""
    office = own_office(request.user)
    own = LetterTemplate.objects.select_related("organisation").filter(organisation=office)
    template = get_object_or_404(own.exclude(organisation=None), pk=pk)
    form = TemplateForm(posted(request), instance=template)
    if request.method == "POST" and form.is_valid():
        try:
            services.change(template=form.instance, by=request.user)
        except LetterError as problem:
            form.add_error("body", str(problem))
        else:
            messages.success(request, "Templat tersimpan.")
            return redirect("reports:letter-template-detail", pk=pk)
    placeholders = KINDS[template.kind].placeholders
    return page(
        request,
        "letter_template_form",
        form=form,
        template=template,
        placeholders=placeholders,
    )
