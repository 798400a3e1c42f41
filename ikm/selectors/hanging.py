"""What hangs on a business and goes along when it is merged, whichever app it belongs to.

Relations are read from the models themselves, so a new one can't be forgotten. A model of a higher
app may name itself with `merge_noun`, and with `merge_refusal` say what a person must do when two
of its rows can't hang on one business; without it such a row stays on the merged record.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, UniqueConstraint

from ikm.models import (
    Assignment,
    BulkChange,
    Business,
    Claim,
    ClaimCode,
    DuplicatePair,
    HeldCertificate,
    ImportChange,
    ImportRow,
    Merge,
    OtherEntry,
    Permit,
    Product,
    Unmasking,
)

# Books about one record: who saw it, what an act did to it. They speak of that record for good.
STAYING: frozenset[type[Model]] = frozenset(
    {BulkChange, DuplicatePair, ImportChange, ImportRow, Merge, Unmasking}
)
_NOUNS: dict[type[Model], str] = {
    Assignment: "pendampingan",
    Business: "data yang sudah digabungkan sebelumnya",
    Claim: "permintaan pemilik",
    ClaimCode: "kode pemilik",
    HeldCertificate: "sertifikat dari luar",
    OtherEntry: "baris daftar lain",
    Permit: "izin",
    Product: "produk",
}


@dataclass(frozen=True, slots=True)
class Move:
    """The rows of one relation. `refusal` says what to do first, "" when nothing hinders."""

    model: type[Model]
    field: str
    noun: str
    moving: list[int]
    staying: list[int]
    refusal: str

    @property
    def key(self) -> str:
        """How a merge remembers the relation."""
        return f"{self.model._meta.label_lower}.{self.field}"


def relations() -> Iterator[tuple[type[Any], str]]:
    """(model, name of its field) for everything that hangs on a business and may move."""
    for relation in Business._meta.get_fields(include_hidden=True):
        if isinstance(relation, Field) or not (relation.one_to_many or relation.one_to_one):
            continue
        model: Any = relation.related_model
        if model not in STAYING:
            yield model, relation.remote_field.name


def plan(kept: Business, absorbed: Business) -> list[Move]:
    """What would move from one business to the other; relations without rows are left out."""
    moves = [_planned(model, field, kept, absorbed) for model, field in relations()]
    return [move for move in moves if move.moving or move.staying]


def _planned(model: type[Any], field: str, kept: Business, absorbed: Business) -> Move:
    moving: list[int] = []
    staying: list[int] = []
    for row in model._base_manager.filter(**{field: absorbed}).order_by("pk"):
        setattr(row, field, kept)
        (staying if _collides(row) else moving).append(row.pk)
    refusal = getattr(model, "merge_refusal", "") if staying else ""
    return Move(model, field, noun_of(model), moving, staying, refusal)


def noun_of(model: type[Any]) -> str:
    """What the page calls the rows of a model."""
    noun = _NOUNS.get(model) or getattr(model, "merge_noun", model._meta.verbose_name_plural)
    return str(noun)


def _collides(row: Model) -> bool:
    """Whether the other business has a row already that may be there only once."""
    try:
        row.validate_unique()
        for constraint in row._meta.constraints:
            if isinstance(constraint, UniqueConstraint):
                constraint.validate(type(row), row)
    except ValidationError:
        return True
    return False
