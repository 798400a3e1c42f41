"""Who is admitted to a programme, and the days of an office, as data with their sources."""

from django.db import models

from certification.enums import AdmissionKind, RuleWeight
from certification.models.programme import Programme
from halalportal.lib.formats import rupiah


class AdmissionRule(models.Model):
    """One condition of a programme. `kind` names its check in `selectors.admission`.

    `parameter` is what the check needs: KBLI prefixes ("10,11"), years ("1"), rupiah
    ("5000000000"); "" where it needs nothing.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="admission_rules")
    kind = models.CharField(max_length=24, choices=AdmissionKind)
    weight = models.CharField(max_length=8, choices=RuleWeight, default=RuleWeight.REQUIRED)
    parameter = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=200, help_text="shown to whom the rule turns away")
    source = models.CharField(max_length=200, help_text="law, decree or the office's own letter")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "kind"], name="admission_rule_once")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def limit(self) -> str:
        """The parameter in words, "" where there is none."""
        match self.kind:
            case AdmissionKind.YEARS_RUNNING:
                return f"paling sedikit {self.parameter} tahun"
            case AdmissionKind.CAPITAL:
                return rupiah(int(self.parameter))
            case AdmissionKind.KBLI_PREFIX:
                return f"KBLI yang dimulai dengan {self.parameter.replace(',', ' atau ')}"
        return ""
