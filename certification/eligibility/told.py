"""What an answer of the public check says of the application's own questions, as plain data.

Only where both ask the same: what the check merely supposes ("rumahan" is hardly a factory) stays
open, and money, names and places are not asked there at all.
"""

from collections import defaultdict
from collections.abc import Mapping

from certification.enums import Equipment
from ikm.enums import Scale

# (question, answer) → page of the application, field, value as its form sends it.
_SAYS: dict[tuple[str, str], tuple[str, str, str]] = {
    ("produk", "makanan"): ("produk/kelompok", "is_small_eatery", "False"),
    ("produk", "minuman"): ("produk/kelompok", "is_small_eatery", "False"),
    ("produk", "warung"): ("produk/kelompok", "is_small_eatery", "True"),
    ("usaha", "rumahan"): ("usaha/ukuran", "facility_count", "1"),
    ("usaha", "pabrik"): ("proses/alat", "equipment", Equipment.FACTORY.value),
    ("nib", "mikro"): ("usaha/nib", "scale", Scale.MICRO.value),
    ("nib", "kecil"): ("usaha/nib", "scale", Scale.SMALL.value),
}


def told(answers: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Page → field → value, of what the answers say; {} when they say nothing of it."""
    pages: dict[str, dict[str, str]] = defaultdict(dict)
    for answer in answers.items():
        if answer in _SAYS:
            page, field, value = _SAYS[answer]
            pages[page][field] = value
    return dict(pages)
