"""What people type, checked and turned into facts."""

from ikm.forms.assignment import AssignmentForm
from ikm.forms.business import BusinessForm, OwnBusinessForm
from ikm.forms.filters import BusinessFilterForm
from ikm.forms.imports import ColumnForm, UploadForm

__all__ = [
    "AssignmentForm",
    "BusinessFilterForm",
    "BusinessForm",
    "ColumnForm",
    "OwnBusinessForm",
    "UploadForm",
]
