"""What pages of programmes repeat, tabs and findings: `{% load programmes %}`."""

from collections.abc import Iterable
from typing import Any

from django import template

from certification.enums import RuleWeight, Screening
from certification.models import Programme
from certification.selectors.admission import Finding
from certification.tabs import programme_tabs

register = template.Library()


@register.inclusion_tag("certification/_programme_tabs.html", takes_context=True)
def tabs_of(context: dict[str, Any], programme: Programme) -> dict[str, Any]:
    """The pages of the programme that the signed-in person may open."""
    request = context["request"]
    tabs = programme_tabs(programme.slug, request.user.role, request.path)
    return {"tabs": tabs, "programme": programme}


@register.inclusion_tag("certification/_findings.html")
def findings_shown(findings: Iterable[Finding | dict[str, str]]) -> dict[str, Any]:
    """What fails, what is missing, and which priority isn't met; a passed condition says nothing.

    Args:
        findings: as judged now, or as a nomination keeps them.
    """
    open_ones = [f if isinstance(f, Finding) else Finding(**f) for f in findings]
    open_ones = [finding for finding in open_ones if finding.verdict != Screening.PASSED]
    required = [finding for finding in open_ones if finding.weight == RuleWeight.REQUIRED]
    return {
        "failed": [finding for finding in required if finding.verdict == Screening.FAILED],
        "unsure": [finding for finding in required if finding.verdict == Screening.UNSURE],
        "wished": [finding for finding in open_ones if finding.weight == RuleWeight.PRIORITY],
    }
