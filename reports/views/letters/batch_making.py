"""A new batch of letters: whom it goes to, what is the same for all, and the drafts."""

import datetime
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from halalportal.lib.formats import number
from reports.forms.letter_batches import BatchForm
from reports.forms.letter_sources import SourceForm
from reports.forms.letters.letter import initial_of
from reports.letter_kinds.kinds import KINDS
from reports.letters.errors import LetterError, NoLetterheadError
from reports.models import Letterhead, LetterTemplate
from reports.selectors.letter_recipients.finding import recipients_of
from reports.selectors.letter_recipients.parts import Addressee, Source
from reports.selectors.letter_values.common import common_values
from reports.selectors.letter_values.each import with_values
from reports.selectors.letters.batches import best_template, told_by
from reports.selectors.letters.offices import letterhead_of, own_office, signers_of, today_at
from reports.services.letters import batches as services
from reports.views.letters.shared import page, posted, to_letterhead

_TITLE = 160


@dataclass(frozen=True, slots=True)
class _Choice:
    """What the address says, resolved for the person who asks."""

    template: LetterTemplate
    letterhead: Letterhead
    form: SourceForm
    source: Source
    found: list[Addressee]


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def batch_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Finds the recipients; what is sent with the ticked ones becomes drafts."""
    try:
        letterhead = letterhead_of(own_office(request.user))
        signers = signers_of(letterhead)
    except NoLetterheadError as problem:
        return to_letterhead(request, problem)
    choice = _choice(request, letterhead)
    form = BatchForm(
        posted(request),
        template=choice.template,
        signers=signers,
        known=told_by(choice.found),
        initial=_initial(choice),
    )
    ticked = _ticked(request, choice.found)
    if request.method == "POST" and form.is_valid():
        try:
            return _make(request, choice, form, ticked)
        except LetterError as problem:
            form.add_error(None, str(problem))
    return page(
        request,
        "letter_batch_form",
        template=choice.template,
        sources=choice.form,
        lacks=choice.form.lacks,
        found=[(each, each in ticked) for each in choice.found],
        count=len(choice.found),
        form=form,
    )


def _choice(request: AuthenticatedHttpRequest, letterhead: Letterhead) -> _Choice:
    today = today_at(letterhead.organisation)
    template = _template(request, today)
    kind = KINDS[template.kind]
    form = SourceForm(request.GET, kind=kind, user=request.user, today=today)
    source = form.source(letterhead, today)
    found = with_values(kind.code, source, recipients_of(form.group, source))
    return _Choice(template, letterhead, form, source, found)


def _template(request: AuthenticatedHttpRequest, today: datetime.date) -> LetterTemplate:
    """The named template, or the best one of the named kind; 404 for another office's."""
    templates = LetterTemplate.objects.written_with(request.user).valid_on(today)
    wanted = request.GET.get("templat", "")
    if not wanted.isdigit():
        wanted = str(best_template(request.GET.get("jenis", ""), templates) or 0)
    return get_object_or_404(templates, pk=wanted)


def _initial(choice: _Choice) -> dict[str, str]:
    values = common_values(choice.template.kind, choice.source)
    about = choice.source.event or choice.source.programme
    title = f"{choice.template.name}, {about}" if about else choice.template.name
    return {"title": title[:_TITLE], **initial_of(values)}


def _ticked(request: AuthenticatedHttpRequest, found: list[Addressee]) -> list[Addressee]:
    """Those who were ticked and are still found; at first all of them."""
    if request.method != "POST":
        return found
    keys = set(request.POST.getlist("penerima"))
    return [each for each in found if each.key in keys]


def _make(
    request: AuthenticatedHttpRequest,
    choice: _Choice,
    form: BatchForm,
    ticked: list[Addressee],
) -> HttpResponse:
    batch = services.make(
        template=choice.template,
        title=form.cleaned_data["title"],
        addressees=ticked,
        fields=form.values(),
        letterhead=choice.letterhead,
        signer=form.cleaned_data["signer"],
        programme=choice.source.programme,
        event=choice.source.event,
        by=request.user,
    )
    messages.success(
        request, f"{number(len(ticked))} draf dibuat. Baca contohnya, lalu beri nomor."
    )
    return redirect("reports:letter-batch-detail", pk=batch.pk)
