"""Sealed values: readable with the key and in their place only."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from halalportal.lib.encryption import DecryptionError, decrypt, encrypt, keyed_index


@given(st.text(max_size=40))
def test_what_is_sealed_comes_back(plain: str) -> None:
    sealed = encrypt(plain, context="t.c:1")
    assert decrypt(sealed, context="t.c:1") == plain
    assert not plain.isdigit() or len(plain) < 6 or plain.encode() not in sealed


def test_the_same_value_never_looks_the_same() -> None:
    assert encrypt("6408", context="a") != encrypt("6408", context="a")


def test_a_value_moved_to_another_row_is_refused() -> None:
    with pytest.raises(DecryptionError):
        decrypt(encrypt("6408", context="row:1"), context="row:2")


def test_one_changed_byte_is_noticed() -> None:
    sealed = bytearray(encrypt("6408", context="a"))
    sealed[-1] ^= 1
    with pytest.raises(DecryptionError):
        decrypt(bytes(sealed), context="a")


def test_old_keys_still_read_after_a_rotation(settings: Settings) -> None:
    sealed = encrypt("6408", context="a")
    new = base64.b64encode(b"n" * 32).decode()
    settings.DATA_ENCRYPTION_KEYS = [new, *settings.DATA_ENCRYPTION_KEYS]
    assert decrypt(sealed, context="a") == "6408"
    renewed = encrypt("6408", context="a")
    settings.DATA_ENCRYPTION_KEYS = [new]
    assert decrypt(renewed, context="a") == "6408"
    with pytest.raises(DecryptionError):
        decrypt(sealed, context="a")


def test_the_index_finds_equal_values_of_one_field_only() -> None:
    assert keyed_index("1", field="nik") == keyed_index("1", field="nik")
    assert keyed_index("1", field="nik") != keyed_index("1", field="npwp")
    assert len(keyed_index("1", field="nik")) == 64
