"""Filling in the {placeholders} of a template."""

import re
from collections.abc import Iterable, Mapping

from reports.letter_kinds.parts import Kind

_PLACEHOLDER = re.compile(r"\{([^{}\s]*)\}")


def used_in(*texts: str) -> list[str]:
    """The codes of the placeholders, each once, in the order of the texts."""
    return list(dict.fromkeys(code for text in texts for code in _PLACEHOLDER.findall(text)))


def unknown_in(kind: Kind, *texts: str) -> list[str]:
    """The placeholders that the kind doesn't offer."""
    return [code for code in used_in(*texts) if code not in kind.codes]


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders replaced; what a value holds is not looked at again.

    Raises `KeyError` for a placeholder without a value.
    """
    return _PLACEHOLDER.sub(lambda found: values[found[1]], text)


def missing_in(texts: Iterable[str], values: Mapping[str, str]) -> list[str]:
    """The placeholders of the texts that have no value, or an empty one."""
    return [code for code in used_in(*texts) if not values.get(code)]
