"""The six parts as pages of one to three questions; each saves what is there, complete or not."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import AuthenticatedHttpRequest
from certification.forms.steps import STEP_FORMS
from certification.models import Application
from certification.selectors.completeness import gaps_of, steps_of_part
from certification.services import parts
from certification.steps import PART_TITLES, PARTS_BY_PATH, Step
from certification.views.shared import FILERS, editable, page
from certification.views.typed import forget, remember, reopened
from halalportal.lib.access import roles

# ?kembali=periksa: the way back for who came from the page that checks all answers.
BACK, TO_CHECK = "kembali", "periksa"


@roles(*FILERS)
@require_GET
@editable
def part_open(
    request: AuthenticatedHttpRequest, application: Application, part: str
) -> HttpResponse:
    """Leads to the first page of the part that lacks something, else to its first page."""
    slugs = [step.slug for step in steps_of_part(application, part)]
    lacking = (gap.step for gap in gaps_of(application) if gap.part == part)
    slug = next((slug for slug in lacking if slug in slugs), slugs[0])
    step = next(step for step in steps_of_part(application, part) if step.slug == slug)
    return redirect(step_url(application, step))


@roles(*FILERS)
@require_http_methods(["GET", "POST"])
@editable
def part_step(
    request: AuthenticatedHttpRequest, application: Application, path: str, slug: str
) -> HttpResponse:
    """One page of a part."""
    steps = steps_of_part(application, PARTS_BY_PATH.get(path, ""))
    step = next((step for step in steps if step.slug == slug), None)
    form_class = STEP_FORMS.get(step.page) if step else None
    if step is None or form_class is None:
        raise Http404
    parts.refuse_closed_part(application, step.part)
    typed = reopened(
        request,
        application,
        step.page,
        lambda **kwargs: form_class(application=application, **kwargs),
        form_class.answers(application),
    )
    if request.method == "POST" and typed.form.is_valid():
        values = typed.form.values()
        parts.save_answers(application=application, by=request.user, values=values)
        forget(request, application, step.page)
        return after(request, application, step)
    if request.method == "POST":
        remember(request, application, step.page)
    return page(
        request,
        "application_step",
        application=application,
        step=step,
        position=steps.index(step) + 1,
        count=len(steps),
        typed=typed,
        form=typed.form,
    )


def after(request: AuthenticatedHttpRequest, application: Application, step: Step) -> HttpResponse:
    """On to the next page of the part, or back to where the person came from."""
    if request.GET.get(BACK) == TO_CHECK:
        return redirect("certification:application-check", number=application.number)
    # An answer may open or close a page: the record is read again.
    application.refresh_from_db()
    steps = steps_of_part(application, step.part)
    rest = steps[steps.index(step) + 1 :]
    if rest:
        return redirect(step_url(application, rest[0]))
    messages.success(request, f"Bagian {PART_TITLES[step.part]} tersimpan.")
    return redirect("certification:application-detail", number=application.number)


def step_url(application: Application, step: Step) -> str:
    """The address of a page of a part."""
    path, _, slug = step.page.partition("/")
    return reverse("certification:application-step", args=[application.number, path, slug])
