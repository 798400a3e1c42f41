"""What people fill in on report pages."""

from reports.forms.ladders import LadderForm
from reports.forms.periods import AsOfForm, PeriodFilterForm

__all__ = ["AsOfForm", "LadderForm", "PeriodFilterForm"]
