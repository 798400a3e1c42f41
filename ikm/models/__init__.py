"""The registry: businesses, their products, who helps them, and how lists come in."""

from ikm.models.assignment import Assignment
from ikm.models.business import Business, match_key_of
from ikm.models.imports import ImportBatch, ImportRow
from ikm.models.product import Product

__all__ = ["Assignment", "Business", "ImportBatch", "ImportRow", "Product", "match_key_of"]
