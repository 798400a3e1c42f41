"""One row on its way from the file to the registry."""

from dataclasses import dataclass, field
from typing import Any


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

    @property
    def is_wrong(self) -> bool:
        return bool(self.problems)

    def refuse(self, sentence: str) -> None:
        """Adds a problem: the row is not imported."""
        if sentence and sentence not in self.problems:
            self.problems.append(sentence)

    def warn(self, sentence: str) -> None:
        """Adds a remark: the row is imported all the same."""
        if sentence and sentence not in self.warnings:
            self.warnings.append(sentence)
