"""Forms of the app. Hours are always those of the event's place."""

from workshops.forms.event import EventForm, SessionForm
from workshops.forms.participant import BusinessesForm, PersonForm
from workshops.forms.period import period_initial

__all__ = ["BusinessesForm", "EventForm", "PersonForm", "SessionForm", "period_initial"]
