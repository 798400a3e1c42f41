"""What people type, checked and turned into facts."""

from ikm.forms.assignment import AssignmentForm
from ikm.forms.business import BusinessForm, OwnBusinessForm
from ikm.forms.claims import (
    ClaimCodeForm,
    ClaimNoteForm,
    ClaimSearchForm,
    NewOwnBusinessForm,
    RefusalForm,
)
from ikm.forms.duplicates import MergeForm
from ikm.forms.filters import BusinessFilterForm
from ikm.forms.imports import ColumnForm, UploadForm
from ikm.forms.other_lists import OtherListForm
from ikm.forms.permits import permit_rows
from ikm.forms.record import RecordForm, RecordPage
from ikm.forms.unmasking import PurposeForm

__all__ = [
    "AssignmentForm",
    "BusinessFilterForm",
    "BusinessForm",
    "ClaimCodeForm",
    "ClaimNoteForm",
    "ClaimSearchForm",
    "ColumnForm",
    "MergeForm",
    "NewOwnBusinessForm",
    "OtherListForm",
    "OwnBusinessForm",
    "PurposeForm",
    "RecordForm",
    "RecordPage",
    "RefusalForm",
    "UploadForm",
    "permit_rows",
]
