"""A participant checks in alone, with the code that stands on the wall or the screen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from halalportal.lib.access import public
from workshops.errors import WorkshopError
from workshops.forms.check_in import RoomCodeForm
from workshops.services import room_codes
from workshops.views.shared import linked_participant


@public
@require_http_methods(["GET", "POST"])
def participant_check_in(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for the code and notes the participant present."""
    participant = linked_participant(token)
    form = RoomCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            mark = room_codes.check_in(participant=participant, text=form.cleaned_data["code"])
        except WorkshopError as problem:
            form.add_error("code", str(problem))
        else:
            messages.success(request, f"Kehadiran Anda di “{mark.session.title}” tercatat.")
            return redirect("workshops:participant-page", token)
    context = {"form": form, "token": token, "event": participant.event}
    return render(request, "workshops/participant_check_in.html", context)
