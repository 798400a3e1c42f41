"""The life of a letter: draft → numbered → signed, and withdrawn. No step goes back."""

from reports.services.letters.drafts import compose, discard, draft, redraft
from reports.services.letters.numbers import number
from reports.services.letters.signing import sign
from reports.services.letters.withdrawing import withdraw

__all__ = ["compose", "discard", "draft", "number", "redraft", "sign", "withdraw"]
