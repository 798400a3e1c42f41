"""One row on its way from the file to the registry."""

from dataclasses import dataclass, field
from typing import Any

from ikm.enums import RowOutcome
from ikm.models import match_key_of


@dataclass(slots=True)
class RowDraft:
    """A cleaned row.

    `values` holds what the row says about the business, without what it leaves empty; `raw` the
    original cells by heading, with NIK masked. `nik` is in the clear and never leaves memory.
    """

    number: int
    raw: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    nik: str = ""
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    outcome: RowOutcome = RowOutcome.NEW
    business_id: int | None = None
    changes: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_wrong(self) -> bool:
        return bool(self.problems)

    @property
    def match_key(self) -> str:
        """Equal for rows and businesses with the same name and owner."""
        return match_key_of(self.values.get("name", ""), self.values.get("owner_name", ""))

    @property
    def place_key(self) -> str:
        """The village, else the kab/kota: where namesakes are one business."""
        return str(self.values.get("village_id") or self.values.get("regency_id", ""))

    def refuse(self, sentence: str) -> None:
        """Adds a problem: the row is not imported."""
        if sentence and sentence not in self.problems:
            self.problems.append(sentence)

    def warn(self, sentence: str) -> None:
        """Adds a remark: the row is imported all the same."""
        if sentence and sentence not in self.warnings:
            self.warnings.append(sentence)
