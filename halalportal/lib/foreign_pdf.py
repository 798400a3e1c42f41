"""A PDF from outside, checked and written anew. Runs as a script in a child process.

Only the pages are taken over, with what is drawn on them: no script, no attachment, no form,
no metadata. A digital signature does not survive that: what is kept is a copy for reading.
"""

import sys
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

MAX_PAGES = 30
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_OBJECTS = 100_000
MAX_PICTURE_PIXELS = 100_000_000
_REFUSED = 3  # as in halalportal.lib.children; a script under `-I` can't import it
_CHUNK = 1024 * 1024

ACTIVE_KEYS = frozenset(
    "/JS /JavaScript /AA /Launch /EF /EmbeddedFile /EmbeddedFiles /RichMedia /XFA /RichMediaContent"
    " /Movie /Sound /3DD".split()
)
ACTIVE_NAMES = frozenset(
    "/JavaScript /Launch /ImportData /SubmitForm /GoToE /GoToR /RichMedia /RichMediaExecute"
    " /EmbeddedFile /Movie /Sound /Rendition /3D".split()
)
# What belongs to the program that wrote the file, or to the person who did.
PRIVATE_KEYS = frozenset("/Metadata /PieceInfo /LastModified /Thumb /StructParents".split())
PAGE_KEYS = frozenset("/Type /Parent /MediaBox /CropBox /Rotate /Resources /Contents".split())
_MARKER, _SCAN = 0xFF, 0xDA
_NOTES = frozenset({0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE})


class RefusedError(Exception):
    """Something that we don't keep; the text is a plain sentence."""


def rewritten(content: bytes) -> bytes:
    """Returns a new PDF with the same pages.

    Raises:
        RefusedError: for what is locked, too long, unpacks to too much, or can do something.
    """
    try:
        source = pikepdf.open(BytesIO(content))
    except pikepdf.PasswordError as error:
        raise RefusedError(
            "PDF ini terkunci dengan kata sandi. Simpan tanpa kata sandi, lalu kirim lagi."
        ) from error
    with source:
        if source.is_encrypted:
            raise RefusedError("PDF ini terkunci. Simpan tanpa kunci, lalu kirim lagi.")
        _refuse_too_long(source)
        _refuse_active(source)
        source.flatten_annotations("print")
        return _copied(source)


def _refuse_too_long(source: Any) -> None:
    pages = len(source.pages)
    if not pages:
        raise RefusedError("PDF ini kosong. Pilih berkas lain.")
    if pages > MAX_PAGES or len(source.objects) > MAX_OBJECTS:
        raise RefusedError(
            f"PDF ini {pages} halaman. Kirim paling banyak {MAX_PAGES} halaman, atau fotonya."
        )


def _refuse_active(source: Any) -> None:
    left = MAX_UNPACKED_BYTES
    opening = source.Root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary):  # an array only names the page to begin with
        raise _active()
    for thing in source.objects:
        if _is_active(thing):
            raise _active()
        if isinstance(thing, pikepdf.Stream):
            left -= _unpacked_size(thing, left)
            pixels = int(thing.get("/Width", 0)) * int(thing.get("/Height", 0))
            if left < 0 or pixels > MAX_PICTURE_PIXELS:
                raise RefusedError("PDF ini terlalu besar saat dibuka. Kirim fotonya saja.")


def _active() -> RefusedError:
    return RefusedError(
        "PDF ini berisi program atau lampiran. Cetak ulang menjadi PDF biasa, atau kirim fotonya."
    )


def _is_active(thing: Any, depth: int = 0) -> bool:
    """Whether an object or what is written inside it (not referred to) can do something."""
    if isinstance(thing, pikepdf.Name):
        return str(thing) in ACTIVE_NAMES
    if depth > 100:  # nobody nests that deep; the recursion would end the child anyway
        return True
    if isinstance(thing, pikepdf.Array):
        return any(_is_active(item, depth + 1) for item in _direct(thing))
    if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        if ACTIVE_KEYS & set(thing.keys()):
            return True
        return any(_is_active(item, depth + 1) for item in _direct(_values(thing)))
    return False


def _values(thing: Any) -> list[Any]:
    return [thing[key] for key in thing.keys()]  # noqa: SIM118 - no mapping of Python's


def _direct(items: Any) -> Iterator[Any]:
    for item in items:
        if not isinstance(item, pikepdf.Object) or not item.is_indirect:
            yield item


def _unpacked_size(stream: Any, limit: int) -> int:
    """Bytes that a stream packed by Flate unpacks to; counting ends a little beyond `limit`."""
    raw = bytes(stream.read_raw_bytes())
    filters = _filters(stream)
    if filters.count("/FlateDecode") > 1:  # packed twice: only a bomb needs that
        return limit + 1
    return _inflated(raw, limit) if "/FlateDecode" in filters else len(raw)


def _filters(stream: Any) -> list[str]:
    found = stream.get("/Filter")
    if isinstance(found, pikepdf.Array):
        return [str(name) for name in found]
    return [] if found is None else [str(found)]


def _inflated(packed: bytes, limit: int) -> int:
    unpacker, size = zlib.decompressobj(), 0
    try:
        while packed and size <= limit:
            size += len(unpacker.decompress(packed, _CHUNK))
            packed = unpacker.unconsumed_tail
    except zlib.error:  # broken off: readers show nothing more of it
        pass
    return size


def _copied(source: Any) -> bytes:
    """The pages in a new document, without what no reader needs."""
    target = pikepdf.new()
    for page in source.pages:
        for key in set(page.obj.keys()) - PAGE_KEYS:
            del page.obj[key]
        target.pages.append(page)
    for thing in target.objects:
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            _forget(thing)
    buffer = BytesIO()
    target.save(
        buffer,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,  # the same file sent twice gives the same copy
    )
    return buffer.getvalue()


def _forget(thing: Any) -> None:
    for key in PRIVATE_KEYS & set(thing.keys()):
        del thing[key]
    if isinstance(thing, pikepdf.Stream) and _filters(thing) == ["/DCTDecode"]:
        plain = without_notes(bytes(thing.read_raw_bytes()))
        thing.write(plain, filter=pikepdf.Name.DCTDecode)


def without_notes(jpeg: bytes) -> bytes:
    """A JPEG without EXIF, XMP, IPTC and comments: the place of a photo is in there.

    The colours stay as they are (APP0, APP2 and APP14).
    """
    kept, at = bytearray(jpeg[:2]), 2
    while at + 4 <= len(jpeg) and jpeg[at] == _MARKER and jpeg[at + 1] != _SCAN:
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if jpeg[at + 1] not in _NOTES:
            kept += jpeg[at:end]
        at = end
    return bytes(kept + jpeg[at:])


def _main() -> int:
    try:
        sys.stdout.buffer.write(rewritten(sys.stdin.buffer.read()))
    except RefusedError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the parent reads it
        return _REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(_main())
