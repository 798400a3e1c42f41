"""What people type, checked and turned into facts."""

from ikm.forms.assignment import AssignmentForm
from ikm.forms.business import BusinessForm, OwnBusinessForm
from ikm.forms.filters import BusinessFilterForm
from ikm.forms.imports import ColumnForm, UploadForm
from ikm.forms.permits import permit_rows
from ikm.forms.record import RecordForm, RecordPage
from ikm.forms.unmasking import PurposeForm

__all__ = [
    "AssignmentForm",
    "BusinessFilterForm",
    "BusinessForm",
    "ColumnForm",
    "OwnBusinessForm",
    "PurposeForm",
    "RecordForm",
    "RecordPage",
    "UploadForm",
    "permit_rows",
]
