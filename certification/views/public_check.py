"""Five questions for everybody: no sign-in, no cookie, no JavaScript; answers in the address."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.enums import Role
from certification.eligibility.quick import QUESTIONS, Option, Question, check, told_by
from certification.enums import Eligibility
from certification.selectors.eligibility import rule_set_on
from certification.wording import QUICK_ASK_FIRST, QUICK_NEXT, QUICK_SENTENCES
from halalportal.lib.access import public

_NOT_BY_THEMSELVES = (Eligibility.NOT_CERTIFIABLE, Eligibility.REGULAR)
Told = list[tuple[Question, Option]]


@public
@require_safe
def eligibility_check(request: HttpRequest, number: int = 1) -> HttpResponse:
    """One question. The form leads to the next page with all answers so far."""
    if not 1 <= number <= len(QUESTIONS):
        raise Http404
    limits = rule_set_on(timezone.localdate()).limits
    told = told_by(request.GET.dict(), limits)
    if len(told) < number - 1:
        return _question(request, len(told), told, limits, is_missing=True)
    return _question(request, number - 1, told, limits)


@public
@require_safe
def eligibility_result(request: HttpRequest) -> HttpResponse:
    """What five answers say, each rule with its source and what to do next."""
    today = timezone.localdate()
    rules = rule_set_on(today)
    told = told_by(request.GET.dict(), rules.limits)
    if len(told) < len(QUESTIONS):
        return _question(request, len(told), told, rules.limits, is_missing=True)
    result = check(request.GET.dict(), rules=rules, day=today)
    may_join = result.outcome not in _NOT_BY_THEMSELVES
    asks_first = may_join and result.verdict.is_programme_eligible is False
    context = {
        "result": result,
        "sentence": QUICK_SENTENCES[result.outcome],
        "next": QUICK_ASK_FIRST if asks_first else QUICK_NEXT[result.outcome],
        "may_join": may_join and not asks_first,
        "take_url": _taking(request, told),
        "programme": result.verdict.programme_findings,
        "answers": [
            (question.text, option.label, _address(index + 1, told))
            for index, (question, option) in enumerate(told)
        ],
        "rule_set": rules.name,
    }
    return _unindexed(render(request, "certification/eligibility_result.html", context))


def _taking(request: HttpRequest, told: Told) -> str:
    """Where a visitor or an owner takes the answers along; "" for who files for others."""
    user = request.user
    if user.is_authenticated and user.role != Role.OWNER:
        return ""
    return f"{reverse('certification:eligibility-take')}?{_query(told)}"


def _question(
    request: HttpRequest, index: int, told: Told, limits: Any, *, is_missing: bool = False
) -> HttpResponse:
    question = QUESTIONS[index]
    is_last = index + 1 == len(QUESTIONS)
    chosen = told[index][1].value if len(told) > index else ""
    context = {
        "question": question,
        "options": question.options(limits),
        "chosen": chosen,
        "number": index + 1,
        "count": len(QUESTIONS),
        # Also the later ones, when somebody came back to change one answer.
        "kept": [(asked.key, option.value) for asked, option in told if asked is not question],
        "action": (
            reverse("certification:eligibility-result")
            if is_last
            else reverse("certification:eligibility-question", args=[index + 2])
        ),
        "back_url": _address(index, told) if index else reverse("public:home"),
        # Somebody pressed the button without choosing; an address opened anew is no mistake.
        "is_missing": is_missing and "dari" in request.GET,
    }
    return render(request, "certification/eligibility_question.html", context)


def _address(number: int, told: Told) -> str:
    path = reverse("certification:eligibility-question", args=[number])
    return f"{path}?{_query(told)}"


def _query(told: Told) -> str:
    return urlencode({question.key: option.value for question, option in told})


def _unindexed(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
