"""The reminder rules as they hold for one programme."""

from dataclasses import dataclass

from certification.models import Programme
from reports.models import ProgrammeReminderRule, ReminderRule
from reports.reminder_words import PLACEHOLDERS, example_of


@dataclass(frozen=True, slots=True)
class RuleHere:
    """A rule of the portal with what the programme has instead, if anything."""

    rule: ReminderRule
    own: ProgrammeReminderRule | None

    @property
    def holds(self) -> ReminderRule | ProgrammeReminderRule:
        """What holds for the programme."""
        return self.own or self.rule

    @property
    def when(self) -> str:
        """E.g. "3 hari kerja sesudahnya"."""
        days, unit = self.holds.offset_days, self.holds.get_day_basis_display()
        if not days:
            return "pada harinya"
        return f"{abs(days)} {unit} {'sesudahnya' if days > 0 else 'sebelumnya'}"

    @property
    def preview(self) -> str:
        """The text as one reader would see it."""
        return example_of(self.holds.body)


def rules_here(programme: Programme) -> list[RuleHere]:
    """All rules that a programme may change, by name; two queries."""
    own = {row.rule_id: row for row in ProgrammeReminderRule.objects.filter(programme=programme)}
    rules = ReminderRule.objects.filter(code__in=PLACEHOLDERS).order_by("label")
    return [RuleHere(rule, own.get(rule.pk)) for rule in rules]


def rule_here(programme: Programme, rule: ReminderRule) -> RuleHere:
    """One of them."""
    own = ProgrammeReminderRule.objects.filter(programme=programme, rule=rule).first()
    return RuleHere(rule, own)
