"""What the pages of a visit have in common: a step is shown, kept, and leads to the next one."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect

from accounts.http import AuthenticatedHttpRequest
from certification.errors import AlreadyMovedError, CertificationError
from certification.models import Application
from certification.selectors.verification import Progress, Step, progress_of
from certification.selectors.visits import left_of
from certification.verification_links import step_address
from certification.views.shared import page
from certification.views.typed import Typed, forget, remember


def take(
    request: AuthenticatedHttpRequest,
    application: Application,
    typed: Typed,
    keep: Callable[[], object],
    *,
    kind: str,
    key: str = "",
    **context: Any,
) -> HttpResponse:
    """One step: shown, kept and on to the next open one, or shown again with what to mend."""
    if request.method == "POST" and _is_kept(typed.form, keep):
        forget(request, application, typed.page)
        return _onwards(application)
    if request.method == "POST" and typed.page:
        remember(request, application, typed.page)
    progress = progress_of([application])[application.pk]
    step, position = _place(progress, kind, key)
    return page(
        request,
        f"verification_{kind}",
        application=application,
        typed=typed,
        form=typed.form,
        step=step,
        position=position,
        total=progress.total,
        left=left_of(application),
        **context,
    )


def _is_kept(form: forms.Form, keep: Callable[[], object]) -> bool:
    """Whether it could be kept; else the form says what to mend."""
    if not form.is_valid():
        return False
    try:
        keep()
    except AlreadyMovedError:
        raise
    except CertificationError as error:
        form.add_error(None, str(error))
        return False
    return True


def _onwards(application: Application) -> HttpResponse:
    """The next open step, or the overview when there is none."""
    fresh = Application.objects.select_related("regency").get(pk=application.pk)
    step = progress_of([fresh])[fresh.pk].next_step
    if step is None:
        return redirect("certification:application-verify", number=application.number)
    return redirect(step_address(application.number, step))


def _place(progress: Progress, kind: str, key: str) -> tuple[Step, int]:
    """The step of a page with its number."""
    found = (
        (step, number)
        for number, step in enumerate(progress.steps, start=1)
        if (step.kind, step.key) == (kind, key)
    )
    return next(found)
