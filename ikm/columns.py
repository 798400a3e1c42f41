"""The columns that the list of businesses can show."""

from collections.abc import Sequence

# Key in the address → heading. The name of the business always stands first.
COLUMNS = {
    "pemilik": "Pemilik",
    "desa": "Desa",
    "nib": "NIB",
    "hp": "Nomor HP",
    "skala": "Skala",
    "kbli": "KBLI",
    "keadaan": "Keadaan usaha",
    "diperiksa": "Diperiksa",
    "sumber": "Asal data",
}
USUAL = ("pemilik", "desa", "nib", "hp", "skala")


def known(keys: Sequence[str]) -> tuple[str, ...]:
    """Those of the keys that are columns, in the order of the table; the usual ones for none."""
    return tuple(key for key in COLUMNS if key in keys) or USUAL
