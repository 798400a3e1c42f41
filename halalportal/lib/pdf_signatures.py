"""Digital signatures inside a PDF, and the words on its pages. Runs as a script in a child process.

Answers with JSON: `signatures` (name and time of each signer) and `text` (all letters without
blanks, with the addresses of links). Nothing is fetched: whether an issuer is to be trusted, and
whether a certificate was revoked, stays unknown.
"""

import asyncio
import json
import logging
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

_REFUSED = 3  # as in halalportal.lib.children; a script under `-I` can't import it
_MOST_TEXT = 200_000
_MOST_CODES = 0xFFFF
_CODE = re.compile(r"<(\w+)>\s*<(\w+)>")
_RANGE = re.compile(r"<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[(.*?)\])", re.DOTALL)
_SPEAKING = frozenset(
    ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
)
_SHOWING = frozenset(("Tj", "TJ", "'", '"'))


class RefusedError(Exception):
    """The signatures don't hold; the text is a plain sentence."""


def read(content: bytes) -> dict[str, Any]:
    """What the PDF holds.

    Raises:
        RefusedError: a signature is broken, or something was changed after it.
    """
    with pikepdf.open(BytesIO(content)) as source:
        text = "".join(_words(source))[:_MOST_TEXT]
        is_signed = _has_signature(source)
    return {"signatures": _signatures(content) if is_signed else [], "text": text}


def _has_signature(source: Any) -> bool:
    """Whether anything in the file claims to sign it."""
    return any(
        isinstance(thing, pikepdf.Dictionary) and "/ByteRange" in thing and "/Contents" in thing
        for thing in source.objects
    )


def _signatures(content: bytes) -> list[dict[str, str]]:
    """Every signature, each whole."""
    logging.disable(logging.CRITICAL)  # that no issuer is known it would say at length
    try:
        embedded = PdfFileReader(BytesIO(content)).embedded_regular_signatures
        context = ValidationContext(trust_roots=[], allow_fetching=False)
        found = [asyncio.run(async_validate_pdf_signature(each, context)) for each in embedded]
    except Exception as error:  # whatever a hostile file makes of the reader
        raise RefusedError(
            "Tanda tangan elektronik di PDF ini tidak bisa dibaca. Unduh lagi dari aplikasi "
            "tanda tangan, lalu kirim berkas itu."
        ) from error
    if not found or not all(_is_whole(each) for each in found):
        raise RefusedError(
            "PDF ini berubah sesudah ditandatangani. Kirim berkas asli dari aplikasi tanda tangan."
        )
    return [_signer(each) for each in found]


def _is_whole(status: Any) -> bool:
    """The signed bytes are as they were, and what was added later only adds signatures."""
    return bool(status.intact and status.valid and status.docmdp_ok)


def _signer(status: Any) -> dict[str, str]:
    at = status.signer_reported_dt
    return {
        "name": _name(status.signing_cert)[:160],
        "at": at.isoformat() if at else "",
    }


def _name(certificate: Any) -> str:
    """The common name, else everything that the certificate says of its holder."""
    known = certificate.subject.native
    return str(known.get("common_name") or certificate.subject.human_friendly)


def _words(source: Any) -> Iterator[str]:
    for page in source.pages:
        yield from _addresses(page)
        try:
            fonts = _letters_of(page)
            letters = None
            for step in pikepdf.parse_content_stream(page):
                name = str(step.operator)
                if name == "Tf":
                    letters = fonts.get(str(step.operands[0]))
                elif name in _SHOWING:
                    yield _shown(step.operands[-1], letters)
        except (pikepdf.PdfError, ValueError, KeyError, IndexError):
            continue  # a page that can't be read has no words


def _addresses(page: Any) -> Iterator[str]:
    for note in page.obj.get("/Annots", []):
        action = note.get("/A")
        if action is not None and "/URI" in action:
            yield str(action.URI)


def _shown(operand: Any, letters: tuple[int, dict[int, str]] | None) -> str:
    """The letters of one string, or of an array of strings and distances."""
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    raw = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
    if letters is None:
        return "".join(_dense(part.decode("latin-1")) for part in raw)
    width, known = letters
    return "".join(_dense(_decoded(part, width, known)) for part in raw)


def _decoded(raw: bytes, width: int, known: dict[int, str]) -> str:
    codes = (int.from_bytes(raw[at : at + width], "big") for at in range(0, len(raw), width))
    return "".join(known.get(code, "") for code in codes)


def _dense(text: str) -> str:
    return "".join(text.split())


def _letters_of(page: Any) -> dict[str, tuple[int, dict[int, str]]]:
    """For each font of the page: bytes a code, and the letter of each code."""
    fonts = page.resources.get("/Font", {})
    found = {}
    for name, font in fonts.items():
        table = font.get("/ToUnicode")
        if table is not None:
            width = 2 if font.get("/Subtype") == "/Type0" else 1
            found[str(name)] = width, _table(bytes(table.read_bytes()).decode("latin-1"))
    return found


def _table(source: str) -> dict[int, str]:
    """The letters of a ToUnicode table: single codes, and ranges."""
    known: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        known |= {int(code, 16): _text(letter) for code, letter in _CODE.findall(block)}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, start, letters in _RANGE.findall(block):
            known |= _range(int(first, 16), int(last, 16), start, letters)
    return known


def _range(first: int, last: int, start: str, letters: str) -> dict[int, str]:
    """The codes of one range: it counts up from `start`, or names each letter."""
    if letters:
        named = re.findall(r"<(\w+)>", letters)
        return {first + step: _text(letter) for step, letter in enumerate(named)}
    begin = ord(_text(start)[-1])
    return {first + step: chr(begin + step) for step in range(min(last - first, _MOST_CODES) + 1)}


def _text(code: str) -> str:
    return bytes.fromhex(code).decode("utf-16-be", "ignore")


def _without_network(event: str, _: object) -> None:
    """No file may make this process speak to anybody."""
    if event in _SPEAKING:
        raise PermissionError(event)


def _main() -> int:
    sys.addaudithook(_without_network)
    content = sys.stdin.buffer.read()
    try:
        sys.stdout.write(json.dumps(read(content)))
    except RefusedError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the parent reads it
        return _REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(_main())
