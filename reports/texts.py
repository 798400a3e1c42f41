"""Filling message texts with values that people typed: one line, no control signs, no links."""

import re
from collections.abc import Mapping

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_LINK = re.compile(r"(?i)\b[a-z][a-z0-9+.-]*://|\bwww\.")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def one_line(text: str, limit: int = 120) -> str:
    """Returns typed text as one line of at most `limit` signs.

    Control, zero-width and direction signs go, so that no header or layout can be smuggled in;
    so does what makes mail programs turn a name into a link.
    """
    clean = _CONTROL.sub(" ", _LINK.sub("", text))
    return " ".join(clean.encode("utf-8", "ignore").decode().split())[:limit].rstrip()


def clean_text(text: str) -> str:
    """Returns typed text with its lines and without control signs."""
    lines = (_CONTROL.sub(" ", line) for line in text.splitlines())
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def fill(template: str, values: Mapping[str, str]) -> str:
    """Returns the template with each `{name}` replaced by its value; an unknown name stays visible.

    Unlike `str.format` it looks nothing up inside the values.
    """
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), template)


def names_in(template: str) -> list[str]:
    """The names of the template's placeholders, each once, in their order."""
    return list(dict.fromkeys(_PLACEHOLDER.findall(template)))
