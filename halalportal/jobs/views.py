"""The pages of a person's own jobs."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from halalportal.jobs import services
from halalportal.jobs.models import Job
from halalportal.lib.access import signed_in


@signed_in
@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """The latest fifty jobs of the person."""
    jobs = Job.objects.visible_to(request.user)[:50]
    return render(request, "jobs/job_list.html", {"jobs": jobs})


@signed_in
@require_safe
def job_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One job with its progress, result or error."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    return render(request, "jobs/job_detail.html", {"job": job})


@signed_in
@require_safe
def job_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that htmx renews; status 286 tells it to stop asking."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    status = 286 if job.is_finished else 200
    return render(request, "jobs/_job_progress.html", {"job": job}, status=status)


@signed_in
@require_POST
def job_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for the end of a job."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    services.cancel(job=job, by=job.by)
    messages.success(request, "Pekerjaan akan dihentikan.")
    return redirect("jobs:job-detail", pk=job.pk)


@signed_in
@require_safe
def job_download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The result file, only for the person who started the job."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    if not job.result_file:
        raise Http404
    return FileResponse(job.result_file.open("rb"), as_attachment=True, filename=job.result_name)
