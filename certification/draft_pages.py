"""How the pages are named whose unsaved answers are kept: by the end of their address."""

import re

VISIT = "verifikasi/"
ANEW = "unsettled"
MANDATE = "kuasa/"
MANDATE_PAPER = f"{MANDATE}surat"
_REVOKE = re.compile(rf"{MANDATE}([0-9]{{1,18}})/cabut")


def visit_page(*parts: object) -> str:
    """A page of a visit: ("periksa", "hygiene") or ("bahan", 12, "positive")."""
    return VISIT + "/".join(str(part) for part in parts)


def address_of(page: str) -> str:
    """The end of the address of a page of an application or of its visit."""
    if not page.startswith(VISIT):
        return f"bagian/{page}/"
    *rest, last = page.split("/")
    if len(rest) < len(("verifikasi", "bahan", "12")):
        return f"{page}/"
    # The question about a material is no part of its address, unless somebody asked for it anew.
    return "/".join(rest) + ("/?ubah=1" if last == ANEW else "/")


def revoke_page(mandate_pk: int) -> str:
    """The page on which a mandate is revoked."""
    return f"{MANDATE}{mandate_pk}/cabut"


def revoked_mandate(page: str) -> int | None:
    """The key of the mandate that such a page is about; None for another page."""
    found = _REVOKE.fullmatch(page)
    return int(found[1]) if found else None
