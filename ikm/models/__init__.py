"""The registry: businesses, what hangs on them, and how lists come in."""

from ikm.models.assignment import Assignment
from ikm.models.bulk import BulkChange, BulkEdit
from ikm.models.business import Business, match_key_of
from ikm.models.duplicates import DuplicatePair, Merge
from ikm.models.elsewhere import HeldCertificate, OtherEntry, OtherList
from ikm.models.imports import ImportBatch, ImportChange, ImportRow, RememberedColumns
from ikm.models.people import Claim, ClaimCode, SavedFilter, Unmasking
from ikm.models.permit import Permit
from ikm.models.product import Product
from ikm.models.unreachable import UnreachablePhone
from ikm.models.words import Word

__all__ = [
    "Assignment",
    "BulkChange",
    "BulkEdit",
    "Business",
    "Claim",
    "ClaimCode",
    "DuplicatePair",
    "HeldCertificate",
    "ImportBatch",
    "ImportChange",
    "ImportRow",
    "Merge",
    "OtherEntry",
    "OtherList",
    "Permit",
    "Product",
    "RememberedColumns",
    "SavedFilter",
    "Unmasking",
    "UnreachablePhone",
    "Word",
    "match_key_of",
]
