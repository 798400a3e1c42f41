"""What SiHalal says of an application, typed by hand, and what its texts mean."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.enums import MirrorSource
from certification.errors import CertificationError
from certification.forms.national import MapForm, NationalForm
from certification.models import NationalStatus, StatusText
from certification.selectors.national import waiting_texts
from certification.services import applications, national
from certification.services.drafts import local_today
from certification.views.shared import (
    page,
    posted,
    seen_at,
    take_step,
    taken,
    visible_application,
)
from halalportal.lib.access import roles


@roles(*rules.RECORDS_OBSTACLES)
@require_http_methods(["GET", "POST"])
def national_create(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """Writes down a status that somebody read in SiHalal."""
    application = visible_application(request, number)
    if not rules.can_record_national(request.user, application):
        raise PermissionDenied
    form = NationalForm(
        posted(request),
        track=application.track,
        zone=application.regency.time_zone,
        day=local_today(application.regency),
    )
    if request.method == "POST" and form.is_valid():
        national.record(
            application=application,
            raw=form.text,
            at=form.moment,
            source=MirrorSource.TYPED,
            by=request.user,
            items=form.items(),
            note=form.cleaned_data["note"],
        )
        return taken(request, application, "national")
    return page(request, "national_form", application=application, form=form)


@roles(*rules.RECORDS_OBSTACLES)
@require_POST
def application_reenter(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """A returned submission was mended and sent again in SiHalal."""
    application = visible_application(request, number)
    seen = seen_at(request)
    return take_step(
        request,
        application,
        "reenter",
        lambda: applications.reenter(application=application, by=request.user, seen=seen),
    )


@roles(Role.PROVINCE_OFFICER)
@require_GET
def status_text_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Texts that nobody has mapped yet, and the statuses of SiHalal as they are known."""
    return page(
        request,
        "status_text_list",
        texts=waiting_texts(),
        statuses=NationalStatus.objects.select_related("stop_reason"),
        form=MapForm(),
    )


@roles(Role.PROVINCE_OFFICER)
@require_POST
def status_text_map(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Says what a text means; the applications that show it follow."""
    text = get_object_or_404(StatusText, pk=pk)
    form = MapForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Pilih status yang sama artinya.")
        return redirect("certification:status-text-list")
    status = form.cleaned_data["national"]
    try:
        count = national.map_text(text=text, national=status, by=request.user)
    except CertificationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{text.text} dibaca sebagai {status.label}, {count} pengajuan.")
    return redirect("certification:status-text-list")
