"""The body of a letter as blocks: paragraphs, aligned pairs, numbered or dashed lists.

Blocks stand between empty lines. A block is a list when each line begins with `- ` or `1. `, and
aligned pairs when each line has ` : ` ("Hari : Rabu").
"""

import re
from collections.abc import Callable
from typing import Any

_EMPTY_LINES = re.compile(r"\n\s*\n")
_ITEM = re.compile(r"(?:(-)|\d+\.)\s+(.+)")
_PAIR = re.compile(r"(.{1,40}?)\s+:\s+(.+)")

Block = dict[str, Any]


def blocks_of(body: str, fill: Callable[[str], str]) -> list[Block]:
    """The blocks with each text passed through `fill`, so that no value changes the structure."""
    texts = _EMPTY_LINES.split(body.replace("\r\n", "\n").strip())
    return [_block([line.strip() for line in text.strip().split("\n")], fill) for text in texts]


def _block(lines: list[str], fill: Callable[[str], str]) -> Block:
    items = [_ITEM.fullmatch(line) for line in lines]
    if all(items):
        found = [item for item in items if item]
        kind = "dashes" if found[0][1] else "numbers"
        return {"kind": kind, "items": [fill(item[2]) for item in found]}
    pairs = [pair for line in lines if (pair := _PAIR.fullmatch(line))]
    if len(pairs) == len(lines):
        return {"kind": "pairs", "rows": [[fill(pair[1]), fill(pair[2])] for pair in pairs]}
    return {"kind": "text", "text": fill(" ".join(lines))}
