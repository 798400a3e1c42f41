"""The address of each page of a visit."""

from django.urls import reverse

from certification.selectors.verification import Step, StepKind


def step_address(number: str, step: Step) -> str:
    """The page on which the step is taken."""
    key = {StepKind.CHECK: [step.key], StepKind.MATERIAL: [step.key]}.get(step.kind, [])
    return reverse(f"certification:verification-{step.kind}", args=[number, *key])
