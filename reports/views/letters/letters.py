"""Letters: the list, one letter, its PDF."""

import logging

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.http import AuthenticatedHttpRequest
from halalportal.lib import kept_files
from halalportal.lib.access import roles
from halalportal.lib.http import kept_file
from halalportal.lib.pdf import PdfError
from halalportal.lib.pdf_batch import file_name
from reports.documents.letters import (
    UNNUMBERED,
    heading_of,
    letter_pdf,
    place_and_date,
    verification_url,
)
from reports.enums import LetterState
from reports.forms.letters import LetterFilterForm
from reports.models import Letter
from reports.rules import can_write_letters
from reports.selectors.letters.lists import letters_for
from reports.selectors.letters.offices import own_office
from reports.views.letters.shared import LETTER_READERS, page, visible_letter

logger = logging.getLogger(__name__)
PER_PAGE = 50


@roles(*LETTER_READERS)
@require_safe
def letter_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The letters of the offices in the region; to companions and owners their own."""
    form = LetterFilterForm(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    rows = letters_for(request.user, filters)
    query = request.GET.copy()
    query.pop("halaman", None)
    return page(
        request,
        "letter_list",
        form=form,
        is_filtered=any(filters.values()),
        page=Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman")),
        query=query.urlencode(),
        can_write=own_office(request.user) is not None,
    )


@roles(*LETTER_READERS)
@require_safe
def letter_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The words, the state, and what can be done next."""
    letter = visible_letter(request, pk)
    return page(
        request,
        "letter_detail",
        letter=letter,
        facts=letter.facts,
        heading=heading_of(letter.facts, letter.number or UNNUMBERED),
        place_and_date=place_and_date(letter),
        url="" if letter.state == LetterState.DRAFT else verification_url(letter),
        can_write=can_write_letters(request.user, letter.organisation),
    )


@roles(*LETTER_READERS)
@require_safe
def letter_paper(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The signed file itself once there is one; before that a draft of ours."""
    letter = visible_letter(request, pk)
    if letter.state == LetterState.SIGNED:
        return _signed(letter)
    try:
        content = letter_pdf(letter)
    except PdfError:
        logger.exception("No PDF for letter %s", letter.pk)
        messages.error(request, "PDF tidak bisa dibuat. Coba lagi sebentar lagi.")
        return redirect("reports:letter-detail", pk=pk)
    headers = {
        "Content-Disposition": f'inline; filename="{name_of(letter)}.pdf"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def name_of(letter: Letter) -> str:
    """The name of the file, in plain letters."""
    name = file_name(f"{letter}-{letter.recipient}")
    return name.encode("ascii", "ignore").decode()


def _signed(letter: Letter) -> HttpResponse:
    try:
        content = kept_files.read(letter.signed_file)
    except FileNotFoundError as error:
        raise Http404 from error
    return kept_file(content, kept_files.media_type(letter.signed_file), name_of(letter))
