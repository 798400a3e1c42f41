"""A recap as a file: a workbook at once or as a job, paper always as a job."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.http import AuthenticatedHttpRequest
from halalportal.jobs import services as jobs
from halalportal.lib.access import roles
from halalportal.lib.worksheets import XLSX_TYPE
from halalportal.outbox.models import Queue
from reports.documents.recaps import Answer, answer
from reports.documents.recaps.job import RECAP_JOB, tell_audit
from reports.documents.recaps.paper import TooLongForPaperError, refuse_too_long
from reports.documents.recaps.sheet import xlsx_of
from reports.enums import Paper
from reports.selectors.recaps import RECAPS
from reports.views.recaps.pages import ROLES, asked

# A workbook of so many rows is made while the person waits.
MOST_AT_ONCE = 2_000


@roles(*ROLES)
@require_POST
def recap_excel(request: AuthenticatedHttpRequest, slug: str, code: str) -> HttpResponse:
    """The workbook of what the page shows; a long one becomes a job."""
    form = asked(request, slug, code, request.POST)
    found = answer(RECAPS[code], form.question())
    if len(found.table.rows) > MOST_AT_ONCE:
        return _start(request, found, "xlsx")
    tell_audit(found, by=request.user)
    headers = {"Content-Disposition": f'attachment; filename="{found.file_name}.xlsx"'}
    return HttpResponse(xlsx_of(found), content_type=XLSX_TYPE, headers=headers)


@roles(*ROLES)
@require_POST
def recap_pdf(request: AuthenticatedHttpRequest, slug: str, code: str) -> HttpResponse:
    """Starts the job that makes the paper; what is too long for paper is refused at once."""
    form = asked(request, slug, code, request.POST)
    found = answer(RECAPS[code], form.question())
    try:
        refuse_too_long(found)
    except TooLongForPaperError as error:
        messages.error(request, str(error))
        page = reverse("reports:recap-detail", args=[slug, code])
        return redirect(f"{page}{form.query()}")
    paper = request.POST.get("kertas", "")
    return _start(request, found, "pdf", paper if paper in Paper else Paper.F4)


def _start(
    request: AuthenticatedHttpRequest, found: Answer, kind: str, paper: str = ""
) -> HttpResponse:
    question, member = found.question, request.user.active_membership
    job = jobs.start(
        kind=RECAP_JOB,
        title=f"{found.recap.title} {question.programme.name}"[:160],
        by=request.user,
        queue=Queue.PDF if kind == "pdf" else Queue.DEFAULT,
        code=found.recap.code,
        kind_of_file=kind,
        paper=paper,
        programme_id=question.programme.pk,
        as_of=question.as_of.isoformat() if question.as_of else "",
        regency=question.regency,
        organisation_id=question.organisation or 0,
        user_id=request.user.pk,
        membership_id=member.pk if member else 0,
    )
    return redirect("jobs:job-detail", pk=job.pk)
