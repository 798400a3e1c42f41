"""The words of a letter as they stand on the paper, kept with it for good."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reports.enums import Nature
from reports.letter_kinds.kinds import KINDS
from reports.letter_kinds.parts import Kind, Table
from reports.letter_kinds.texts import fill, missing_in
from reports.letters.blocks import blocks_of
from reports.letters.errors import MissingFieldsError
from reports.models import Letterhead, LetterTemplate, Signer

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_LONGEST_VALUE = 2_000
# Placeholders that tell of a person: on the public page they are left out of the subject.
PERSONAL = frozenset("nama pemilik usaha narahubung telepon penandatangan alamat".split())
_HIDDEN = "…"


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom a letter goes: `name` in lists; `lines` below "Yth.", by default the name alone."""

    name: str
    lines: tuple[str, ...] = ()


def facts_of(
    template: LetterTemplate,
    *,
    recipient: Recipient,
    fields: Mapping[str, str],
    letterhead: Letterhead,
    signer: Signer,
    table: Table | None = None,
) -> dict[str, Any]:
    """All that is printed but number and date.

    Raises `MissingFieldsError` naming what the template asks for and `fields` doesn't have.
    """
    values = {code: clean(value) for code, value in fields.items()}
    kind = KINDS[template.kind]
    lacking = missing_in((template.subject, template.body, template.copies), values)
    if lacking:
        raise MissingFieldsError([_label(template.kind, code) for code in lacking])
    hidden = values | dict.fromkeys(PERSONAL & values.keys(), _HIDDEN)
    return {
        "title": kind.title,
        "head": head_of(letterhead),
        "classification": template.classification,
        "nature": Nature(template.nature).label,
        "subject": fill(template.subject, values),
        "public_subject": fill(template.subject, hidden),
        "recipient": [clean(line) for line in recipient.lines or (recipient.name,)],
        "blocks": blocks_of(template.body, lambda text: fill(text, values)),
        "copies": [fill(line.strip(), values) for line in template.copies.splitlines() if line],
        "attachment": template.attachment,
        "table": table_facts(table),
        "signer": signer_facts(signer),
        "counterpart": counterpart_facts(kind, values),
        "fields": values,
    }


def head_of(letterhead: Letterhead) -> dict[str, str]:
    """The letterhead as on the paper; `logo` names a kept file."""
    contact = [
        f"Telepon {letterhead.phone}" if letterhead.phone else "",
        letterhead.email,
        letterhead.website,
    ]
    return {
        "government": letterhead.government,
        "office": letterhead.office,
        "address": letterhead.address,
        "contact": " · ".join(filter(None, contact)),
        "city": letterhead.city,
        "logo": str(letterhead.logo.name or ""),
    }


def signer_facts(signer: Signer) -> dict[str, str]:
    """The words around the signature."""
    return {
        "position": signer.position,
        "name": signer.name,
        "rank": signer.rank,
        "nip": signer.nip,
    }


def counterpart_facts(kind: Kind, values: Mapping[str, str]) -> dict[str, str] | None:
    """Who signs at the left, for what two sign."""
    if kind.counterpart is None:
        return None
    heading, position, name = kind.counterpart
    return {
        "heading": heading,
        "position": values.get(position, ""),
        "name": values.get(name, ""),
    }


def table_facts(table: Table | None) -> dict[str, Any] | None:
    """The attached table; each cell says whether it is a number."""
    if table is None:
        return None
    marked = [[[text, at in table.numeric] for at, text in enumerate(row)] for row in table.rows]
    heads = [[text, at in table.numeric] for at, text in enumerate(table.columns)]
    return {"title": table.title, "columns": heads, "rows": marked}


def clean(text: str) -> str:
    """Typed text without control and direction signs; new lines stay."""
    plain = _CONTROL.sub(" ", text.replace("\r\n", "\n"))
    return plain.encode("utf-8", "ignore").decode().strip()[:_LONGEST_VALUE]


def _label(kind: str, code: str) -> str:
    try:
        return KINDS[kind].placeholder(code).label
    except KeyError:
        return f"{{{code}}}"
