"""What holders are told about changes and the surveillance, by the rules of a day."""

import datetime

from certification.models import AftercareRule


def advice_on(day: datetime.date) -> dict[str, str]:
    """The advice by kind of change, and that on the surveillance."""
    rules = AftercareRule.objects.valid_on(day).order_by("valid_from")
    return {rule.code: rule.advice for rule in rules}


def surveillance_years(day: datetime.date) -> int | None:
    """The years between two surveillances; None while no rule asks for any."""
    rules = AftercareRule.objects.valid_on(day).filter(code=AftercareRule.SURVEILLANCE)
    return rules.order_by("-valid_from").values_list("years", flat=True).first()
