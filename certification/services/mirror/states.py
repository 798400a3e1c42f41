"""What a table can change at a case, as plain data: to restore it, and to see who came after."""

from typing import Any

from django.db import models

from certification.models import Application

# Fields that a status of SiHalal, or entering there, may write.
FIELDS = (
    *("status", "status_changed_at", "returned_count", "stop_reason_id"),
    *("sihalal_number", "sihalal_status_raw", "sihalal_entered_on"),
    *("national_status_id", "national_since", "national_checked_at"),
)


def state_of(application: Application) -> dict[str, Any]:
    """Field → value as JSON can hold it, moments to the microsecond."""
    values = {name: getattr(application, name) for name in FIELDS}
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in values.items()
    }


def restored(state: dict[str, Any]) -> dict[str, Any]:
    """The inverse: field → value as the model holds it."""
    return {name: _value(name, value) for name, value in state.items()}


def _value(name: str, value: Any) -> Any:
    if name.endswith("_id"):
        return value
    column = Application._meta.get_field(name)
    return column.to_python(value) if isinstance(column, models.Field) else value
