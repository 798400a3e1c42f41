"""Why an application may be self-declared or not, and the decision on flagged product names."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import OFFICERS, Role
from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.errors import NameDecidedError
from certification.forms.eligibility import NameReviewForm
from certification.selectors.explanation import explain, history_of
from certification.selectors.mandates import mandate_now
from certification.services import eligibility as services
from certification.views.shared import READERS, RULE_READERS, page, posted, visible_application
from halalportal.lib.access import roles


@roles(*READERS)
@require_GET
def application_eligibility(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """The outcome in one sentence, then each rule with its reason, its source and what to do."""
    application = visible_application(request, number)
    mandate = mandate_now(application, request.user)
    is_owner = request.user.role == Role.OWNER
    has_place = None if is_owner else partial(services.has_place, application)
    return page(
        request,
        "application_eligibility",
        application=application,
        why=explain(application, has_place=has_place),
        decisions=history_of(application),
        can_edit=rules.can_edit(request.user, application, mandate),
        shows_rules=request.user.role in RULE_READERS,
    )


@roles(*OFFICERS)
@require_GET
def name_review_list(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """The names of an application with a word that a person looks at."""
    application = visible_application(request, number)
    return page(
        request,
        "name_review_list",
        application=application,
        reviews=application.name_reviews.select_related("by"),
        can_decide=rules.can_review_names(request.user, application),
    )


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def name_review_decide(request: AuthenticatedHttpRequest, number: str, pk: int) -> HttpResponse:
    """The officer's decision on one name."""
    application = visible_application(request, number)
    review = get_object_or_404(application.name_reviews, pk=pk)
    form = NameReviewForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.review_name(review=review, by=request.user, **form.cleaned_data)
        except NameDecidedError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"Keputusan untuk {review.name} tersimpan.")
        return redirect("certification:name-review-list", number=number)
    return page(request, "name_review_decide", application=application, review=review, form=form)
