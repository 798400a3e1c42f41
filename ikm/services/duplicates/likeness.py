"""How alike two records are: candidates by rare trigrams inside a place, then a score, all in SQL.

Two texts can only have the similarity `ALIKE` if they share one of their rarest trigrams, so only
those are joined (prefix filtering), and only inside a village, or inside a kecamatan or kab/kota
when one of the two records knows no more. A shared phone never makes a candidate: field officers
register many owners with their own. It is a remark beside a name and an owner that are alike.
"""

from collections.abc import Callable

from django.db import connection

Tick = Callable[[], None]
# How often `match_pairs` ticks: before each of its heavy statements.
TICKS = 4

# Similarity of name and owner together, below which nobody looks.
ALIKE = 0.5
# A score below this one is no match.
POSSIBLE = 0.77
# Neither the name nor the owner alone makes a match: each must be alike at least this much.
PART = 0.42

_MEMORY = "SET LOCAL work_mem = '128MB'"

_RECORDS = """
CREATE TEMP TABLE alike_record ON COMMIT DROP AS
SELECT b.id AS key, b.match_key, split_part(b.match_key, '|', 1) AS name,
       split_part(b.match_key, '|', 2) AS owner,
       b.regency_id AS regency, b.district_id AS district, b.village_id AS village,
       b.phone, b.nib, b.nik_index, lower(b.address) AS address
FROM ikm_business b
WHERE b.merged_into_id IS NULL AND (b.regency_id = %(code)s OR b.regency_id LIKE %(inside)s)
"""
# Entries of another list have negative keys, so that one table holds both sides.
_ENTRIES = """
INSERT INTO alike_record
SELECT -e.id, e.match_key, split_part(e.match_key, '|', 1), split_part(e.match_key, '|', 2),
       e.regency_id, left(e.village_id, 8), e.village_id, e.phone, e.nib, e.nik_index, ''
FROM ikm_otherentry e
WHERE e.source_list_id = %(list_id)s AND e.state = 'none' AND e.name <> ''
"""
_GRAMS = """
CREATE TEMP TABLE alike_gram ON COMMIT DROP AS
WITH gram AS (
    SELECT key, regency, district, village, unnest(show_trgm(match_key)) AS gram FROM alike_record
), rarity AS (
    SELECT gram, count(*) AS uses FROM gram GROUP BY gram
), ranked AS (
    SELECT gram.*, row_number() OVER (PARTITION BY key ORDER BY uses, gram) AS place,
           count(*) OVER (PARTITION BY key) AS total
    FROM gram JOIN rarity USING (gram)
)
SELECT key, regency, district, village, gram FROM ranked
WHERE place <= total - ceil(%(alike)s * total) + 1
"""
# Which pairs are asked for: two businesses, or an entry and a business. `a` is the lower key.
_PAIRS, _ENTRIES_ONLY = "a.key < b.key", "a.key < 0 AND b.key > 0"
_CANDIDATES = """
CREATE TEMP TABLE alike_candidate ON COMMIT DROP AS
SELECT a.key AS a, b.key AS b FROM alike_gram a JOIN alike_gram b USING (village, gram)
WHERE {asked}
UNION
SELECT a.key, b.key FROM alike_gram a JOIN alike_gram b USING (district, gram)
WHERE a.village IS NULL AND {asked}
UNION
SELECT a.key, b.key FROM alike_gram a JOIN alike_gram b USING (district, gram)
WHERE b.village IS NULL AND {asked}
UNION
SELECT a.key, b.key FROM alike_gram a JOIN alike_gram b USING (regency, gram)
WHERE a.district IS NULL AND {asked}
UNION
SELECT a.key, b.key FROM alike_gram a JOIN alike_gram b USING (regency, gram)
WHERE b.district IS NULL AND {asked}
UNION
SELECT a.key, b.key FROM alike_record a JOIN alike_record b USING (district, phone)
WHERE a.village <> b.village AND phone <> '' AND a.owner = b.owner AND {asked}
"""
_COMPARED = """
CREATE TEMP TABLE alike_compared ON COMMIT DROP AS
SELECT c.a, c.b, similarity(x.name, y.name) AS name,
       CASE WHEN x.owner <> '' AND y.owner <> '' THEN similarity(x.owner, y.owner) END AS owner,
       x.village = y.village AS same_village,
       x.phone <> '' AND x.phone = y.phone AS same_phone,
       x.address <> '' AND x.address = y.address AS same_address,
       x.nib <> '' AND y.nib <> '' AND x.nib <> y.nib AS other_nib,
       x.nik_index <> '' AND y.nik_index <> '' AND x.nik_index <> y.nik_index AS other_nik
FROM alike_candidate c
JOIN alike_record x ON x.key = c.a
JOIN alike_record y ON y.key = c.b
WHERE similarity(x.match_key, y.match_key) >= %(alike)s
"""
_MATCHES = """
CREATE TEMP TABLE alike_match ON COMMIT DROP AS
WITH scored AS (
    SELECT *, greatest(0, least(1,
        CASE WHEN owner IS NULL THEN 0.8 * name ELSE 0.55 * name + 0.40 * owner END
        + CASE WHEN same_village THEN 0.05 WHEN NOT same_village THEN -0.15 ELSE 0 END
        + CASE WHEN same_phone THEN 0.10 ELSE 0 END
        + CASE WHEN same_address THEN 0.05 ELSE 0 END
        - CASE WHEN other_nib THEN 0.15 ELSE 0 END
        - CASE WHEN other_nik THEN 0.25 ELSE 0 END
    )) AS score
    FROM alike_compared
)
SELECT a, b, round(score::numeric, 3)::float8 AS score, to_jsonb(array_remove(ARRAY[
    CASE WHEN name >= 0.995 THEN 'nama sama'
         ELSE 'nama mirip ' || replace(to_char(name, 'FM0.00'), '.', ',') END,
    CASE WHEN owner >= 0.995 THEN 'pemilik sama'
         ELSE 'pemilik mirip ' || replace(to_char(owner, 'FM0.00'), '.', ',') END,
    CASE WHEN same_village THEN 'desa sama' WHEN NOT same_village THEN 'desa berbeda'
         ELSE 'desa belum lengkap' END,
    CASE WHEN same_phone THEN 'telepon sama' END,
    CASE WHEN same_address THEN 'alamat sama' END,
    CASE WHEN other_nib THEN 'NIB berbeda' END,
    CASE WHEN other_nik THEN 'NIK berbeda' END
], NULL)) AS evidence
FROM scored
WHERE score >= %(possible)s AND name >= %(part)s AND coalesce(owner, 1) >= %(part)s
"""
_TABLES = ("record", "gram", "candidate", "compared", "match")


def _silent() -> None:
    """A tick that nobody hears."""


def match_pairs(region_code: str, tick: Tick = _silent) -> None:
    """Fills the temporary table `alike_match` (a, b, score, evidence): a < b are businesses' ids.

    Call it inside a transaction; the table lives until its end. Whatever `tick` raises passes.
    """
    _match({"code": region_code, "inside": f"{region_code}.%"}, asked=_PAIRS, tick=tick)


def match_entries(list_id: int, region_code: str) -> None:
    """As `match_pairs`, with a = −(id of an entry that nothing was found for yet), b a business."""
    scope = {"code": region_code, "inside": f"{region_code}.%"}
    _match(scope | {"list_id": list_id}, asked=_ENTRIES_ONLY)


def _match(scope: dict[str, str | int], *, asked: str, tick: Tick = _silent) -> None:
    limits = {"alike": ALIKE, "possible": POSSIBLE, "part": PART}
    params: dict[str, str | int | float] = {**scope, **limits}
    with connection.cursor() as cursor:
        cursor.execute(_MEMORY)
        for table in _TABLES:
            cursor.execute(f"DROP TABLE IF EXISTS alike_{table}")
        cursor.execute(_RECORDS, params)
        if "list_id" in scope:
            cursor.execute(_ENTRIES, params)
        cursor.execute("CREATE INDEX ON alike_record (key)")
        tick()
        cursor.execute(_GRAMS, params)
        cursor.execute("ANALYZE alike_record")
        cursor.execute("ANALYZE alike_gram")
        tick()
        cursor.execute(_CANDIDATES.format(asked=asked))
        cursor.execute("ANALYZE alike_candidate")
        tick()
        cursor.execute(_COMPARED, params)
        tick()
        cursor.execute(_MATCHES, params)
