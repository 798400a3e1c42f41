"""Zip archives that unpack to more than anybody could want are refused before they are opened."""

import zipfile
import zlib

MAX_ENTRIES = 200
# A registry of 83,000 rows and 20 columns unpacks to about 80 MB, its XML shrinking to a tenth.
MAX_UNPACKED_BYTES = 160 * 1024 * 1024
MAX_RATIO = 100
_CHUNK = 1024 * 1024
_RATIO_FREE_BYTES = 2 * _CHUNK  # small files of nothing but zeros harm nobody


class BombError(Exception):
    """The archive has too many entries or unpacks to too much."""


def refuse_bomb(content: bytes, entries: list[zipfile.ZipInfo]) -> None:
    """Unpacks piece by piece, keeping nothing: what an archive says about itself may be a lie.

    Raises:
        BombError: beyond the limits of this module.
        NotImplementedError: for a compression that no office program writes.
    """
    if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED_BYTES:
        raise BombError
    left = MAX_UNPACKED_BYTES
    for entry in entries:
        size = _unpacked_size(content, entry, left)
        left -= size
        if left < 0 or size > max(entry.compress_size * MAX_RATIO, _RATIO_FREE_BYTES):
            raise BombError


def _packed(content: bytes, entry: zipfile.ZipInfo) -> bytes:
    """The entry's bytes as they lie in the archive, behind its local header."""
    header = content[entry.header_offset : entry.header_offset + 30]
    name_length = int.from_bytes(header[26:28], "little")
    extra_length = int.from_bytes(header[28:30], "little")
    start = entry.header_offset + len(header) + name_length + extra_length
    return content[start : start + entry.compress_size]


def _unpacked_size(content: bytes, entry: zipfile.ZipInfo, limit: int) -> int:
    """Bytes that an entry really unpacks to; counting ends a little beyond `limit`."""
    packed = _packed(content, entry)
    if entry.compress_type == zipfile.ZIP_STORED:
        return len(packed)
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise NotImplementedError(f"compression {entry.compress_type}")
    unpacker, size = zlib.decompressobj(-zlib.MAX_WBITS), 0
    while packed and size <= limit:
        size += len(unpacker.decompress(packed, _CHUNK))
        packed = unpacker.unconsumed_tail
    return size
