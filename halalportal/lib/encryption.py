"""Personal identifiers at rest: AES-256-GCM with rotating keys, and a keyed index for equality."""

import base64
import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE_BYTES = 12
_KEY_ID_BYTES = 4


class DecryptionError(Exception):
    """The value was changed, belongs to another row, or its key is missing."""


@lru_cache(maxsize=4)
def _ciphers(keys: tuple[str, ...]) -> dict[bytes, AESGCM]:
    raw = [base64.b64decode(key) for key in keys]
    return {hashlib.sha256(key).digest()[:_KEY_ID_BYTES]: AESGCM(key) for key in raw}


class Sealer:
    """Encrypts and indexes many values of one field: reads the keys once, so make a new one often.

    Args:
        field: of the index, as in `keyed_index`.
    """

    def __init__(self, *, field: str = "") -> None:
        ciphers = _ciphers(tuple(settings.DATA_ENCRYPTION_KEYS))
        self._key_id, self._cipher = next(iter(ciphers.items()))
        self._index_key = settings.DATA_INDEX_KEY.encode()
        self._prefix = f"{field}\x1f"

    def encrypt(self, plain: str, *, context: str) -> bytes:
        """As the function of this name."""
        return self.encrypt_bytes(plain.encode(), context=context)

    def encrypt_bytes(self, plain: bytes, *, context: str) -> bytes:
        """As the function of this name."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, plain, context.encode())
        return self._key_id + nonce + sealed

    def index(self, value: str) -> str:
        """As `keyed_index`."""
        message = f"{self._prefix}{value}".encode()
        return hmac.digest(self._index_key, message, "sha256").hex()


def encrypt(plain: str, *, context: str) -> bytes:
    """Returns key id (4 bytes) + nonce (12) + ciphertext and tag.

    Args:
        context: names the place of the value (`table.column:row`), so it can't be moved elsewhere.
    """
    return Sealer().encrypt(plain, context=context)


def encrypt_bytes(plain: bytes, *, context: str) -> bytes:
    """As `encrypt`, for a file."""
    return Sealer().encrypt_bytes(plain, context=context)


def decrypt(stored: bytes, *, context: str) -> str:
    """The inverse of `encrypt`, with whichever of the keys it was written.

    Raises:
        DecryptionError: on a changed value, another context or a missing key.
    """
    return decrypt_bytes(stored, context=context).decode()


def decrypt_bytes(stored: bytes, *, context: str) -> bytes:
    """The inverse of `encrypt_bytes`; errors as in `decrypt`."""
    stored = bytes(stored)
    cipher = _ciphers(tuple(settings.DATA_ENCRYPTION_KEYS)).get(stored[:_KEY_ID_BYTES])
    nonce = stored[_KEY_ID_BYTES : _KEY_ID_BYTES + _NONCE_BYTES]
    if cipher is None:
        raise DecryptionError("No key for this value.")
    try:
        sealed = stored[_KEY_ID_BYTES + _NONCE_BYTES :]
        return cipher.decrypt(nonce, sealed, context.encode())
    except InvalidTag as error:
        raise DecryptionError("The value does not belong here.") from error


def keyed_index(value: str, *, field: str) -> str:
    """HMAC-SHA-256 of a normalised value (64 hex digits): finds equals, tells nothing."""
    return Sealer(field=field).index(value)
