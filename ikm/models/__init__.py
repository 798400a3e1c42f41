"""The registry: businesses, their products, who helps them, and how lists come in."""

from ikm.models.assignment import Assignment
from ikm.models.business import Business, Product
from ikm.models.imports import ImportBatch, ImportRow

__all__ = ["Assignment", "Business", "ImportBatch", "ImportRow", "Product"]
