"""The SQL of `matching`."""

# ruff: noqa: S608 - put together from this file's own names; values are parameters

from ikm.models.imports import TEXT_FIELDS

# What is compared, and nothing else: the rows themselves are wide.
STAGE = """
CREATE TEMP TABLE import_stage ON COMMIT DROP AS
SELECT number, nib, nik_index, match_key, regency_id, village_id,
       COALESCE(village_id, regency_id, '') AS place_key,
       NULL::bigint AS kept_by_nib, NULL::bigint AS kept_by_nik
FROM ikm_importrow
WHERE batch_id = %(batch)s AND outcome <> 'wrong'
  AND (NOT %(only_accepted)s OR outcome IN ('new', 'changed'))
"""

# A number that only a merged record has stands for the record that it was merged into, with the
# number that an officer chose for that one.
_SURVIVOR = """
UPDATE import_stage s
SET kept_by_{name} = kept.id, {column} = COALESCE(NULLIF(kept.{column}, ''), s.{column})
FROM ikm_business old JOIN ikm_business kept ON kept.id = old.merged_into_id
WHERE old.merged_into_id IS NOT NULL AND kept.merged_into_id IS NULL
  AND old.{column} = s.{column} AND old.{column} <> ''
  AND NOT EXISTS (
      SELECT FROM ikm_business b WHERE b.{column} = s.{column} AND b.merged_into_id IS NULL
  )
"""
SURVIVORS = tuple(
    _SURVIVOR.format(name=name, column=column)
    for name, column in (("nib", "nib"), ("nik", "nik_index"))
)

# NIB or NIK of both are known and differ.
_DIFFERS = """(
    (s.nib <> b.nib AND b.nib <> '')
    OR (s.nik_index <> b.nik_index AND b.nik_index <> '')
)"""

# The business of this name and owner in the village, or kab/kota if one has no village. A record
# that was merged into another stands for that one.
_NAMESAKES = f"""
SELECT DISTINCT ON (s.number) s.number, kept.id
FROM import_stage s
JOIN ikm_business b ON b.match_key = s.match_key AND b.regency_id = s.regency_id
JOIN ikm_business kept ON kept.id = COALESCE(b.merged_into_id, b.id)
WHERE COALESCE(b.village_id = s.village_id, TRUE)
  AND {_DIFFERS} IS NOT TRUE AND kept.merged_into_id IS NULL
ORDER BY s.number, b.merged_into_id IS NOT NULL, b.id
"""

_REFUSAL = f"""CASE
    WHEN s.by_nib <> s.by_nik
    THEN 'NIB dan NIK ini tercatat pada dua usaha yang berbeda. Periksa keduanya.'
    WHEN b.regency_id || '.' NOT LIKE %(region)s || '.%%' AND %(region)s <> ''
    THEN CASE WHEN s.by_nib IS NULL THEN 'NIK' ELSE 'NIB' END
         || ' ini sudah terdaftar di wilayah lain. Hubungi dinas provinsi.'
    WHEN {_DIFFERS} AND s.by_nib IS NOT NULL
    THEN 'NIB ini sudah terdaftar dengan NIK lain. Periksa keduanya.'
    WHEN {_DIFFERS}
    THEN 'NIK ini sudah terdaftar dengan NIB lain. Periksa keduanya.'
END"""


# Remarks about the business that was found. An import never opens a closed one again.
_NOTE = """CASE
    WHEN b.operational_status = 'closed'
    THEN 'Usaha ini tercatat tutup dan tetap tutup. Kalau buka lagi, ubah di halaman usahanya.'
    WHEN COALESCE(s.kept_by_nib, s.kept_by_nik) IS NOT NULL
    THEN CASE WHEN s.kept_by_nib IS NULL THEN 'NIK' ELSE 'NIB' END
         || ' ini milik data yang sudah digabungkan, jadi dipakai data gabungannya.'
END"""


def _change(name: str, old: str, new: str) -> str:
    return (
        f"'{name}', CASE WHEN {new} IS DISTINCT FROM {old} AND {new} IS NOT NULL "
        f"THEN jsonb_build_array({old}, {new}) END"
    )


def _new(name: str) -> str:
    """The NIB is that of the stage, where a merged record's is replaced."""
    return "s.nib" if name == "nib" else f"r.{name}"


def _yes(value: str) -> str:
    return f"CASE WHEN {value} THEN 'ya' WHEN NOT {value} THEN 'tidak' END"


# Names of the row's products that the business has not, in any case of letters.
NEW_PRODUCTS = """
FROM jsonb_array_elements_text(r.products) WITH ORDINALITY AS p(name, place)
WHERE NOT EXISTS (
    SELECT FROM ikm_product o WHERE o.business_id = b.id AND lower(o.name) = lower(p.name)
)
"""

_CHANGES = "jsonb_strip_nulls(jsonb_build_object({}))".format(
    ", ".join(
        (
            *(_change(name, f"b.{name}", _new(name)) for name in TEXT_FIELDS),
            _change("kbli_version", "COALESCE(b.kbli_version::text, '')", "r.kbli_version::text"),
            _change("is_mentored", _yes("b.is_mentored"), _yes("r.is_mentored")),
            _change(
                "place",
                "COALESCE(b.village_id, b.district_id, '')",
                "COALESCE(r.village_id, CASE WHEN b.village_id IS NULL THEN r.district_id END)",
            ),
            "'nik', CASE WHEN s.nik_index <> '' AND b.nik_index = '' "
            'THEN \'["", "diisi"]\'::jsonb END',
            "'products', (SELECT CASE WHEN count(*) > 0 THEN jsonb_build_array('', "
            f"string_agg(p.name, ', ' ORDER BY p.place)) END {NEW_PRODUCTS})",
        )
    )
)

# Whether the first row of a key and this one may be one business: namesakes with two NIB are two.
_MAY_BE_SAME = (
    "(({first}.nib = j.nib) IS NOT FALSE OR ({first}.business_id = j.business_id) IS TRUE)"
)


def _first(name: str, *key: str) -> str:
    """For each key that several rows of the file share, the first of them.

    Few rows share any: this takes half the time of a window over all rows for each key.
    """
    keys = ", ".join(key)
    shared = f"SELECT min(number) FROM fitting GROUP BY {keys} HAVING count(*) > 1"
    return f"{name} AS MATERIALIZED (SELECT * FROM fitting WHERE number IN ({shared}))"


def _join(name: str, *key: str) -> str:
    equal = " AND ".join(f"{name}.{column} = j.{column}" for column in key)
    return f"LEFT JOIN {name} ON {equal} AND {name}.number < j.number"


_KEYS = {
    "by_name": ("match_key", "place_key"),
    "by_nib": ("nib",),
    "by_nik": ("nik_index",),
    "by_known": ("business_id",),
}

FOUND = f"""
CREATE TEMP TABLE import_found ON COMMIT DROP AS
SELECT s.*, COALESCE(s.kept_by_nib, nib.id) AS by_nib, COALESCE(s.kept_by_nik, nik.id) AS by_nik,
       COALESCE(s.kept_by_nib, nib.id, s.kept_by_nik, nik.id, namesake.id) AS business_id
FROM import_stage s
LEFT JOIN ikm_business nib
    ON nib.nib = s.nib AND nib.nib <> '' AND nib.merged_into_id IS NULL
LEFT JOIN ikm_business nik
    ON nik.nik_index = s.nik_index AND nik.nik_index <> '' AND nik.merged_into_id IS NULL
LEFT JOIN ({_NAMESAKES}) namesake ON namesake.number = s.number
"""

VERDICT = f"""
CREATE TEMP TABLE import_verdict ON COMMIT DROP AS
WITH known AS (
    SELECT s.number, {_REFUSAL} AS refusal, {_NOTE} AS note, {_CHANGES} AS changes
    FROM import_found s
    JOIN ikm_business b ON b.id = s.business_id
    JOIN ikm_importrow r ON r.batch_id = %(batch)s AND r.number = s.number
), fitting AS (
    SELECT s.*, k.note, COALESCE(k.changes, '{{}}') AS changes
    FROM import_found s LEFT JOIN known k USING (number) WHERE k.refusal IS NULL
), {", ".join(_first(name, *key) for name, key in _KEYS.items())}, twins AS (
    SELECT j.*, COALESCE(
        CASE WHEN {_MAY_BE_SAME.format(first="by_name")} THEN by_name.number END,
        by_nib.number,
        CASE WHEN {_MAY_BE_SAME.format(first="by_nik")} THEN by_nik.number END,
        by_known.number
    ) AS twin
    FROM fitting j {" ".join(_join(name, *key) for name, key in _KEYS.items())}
)
SELECT number, business_id, changes, NULL AS refusal, note, twin, CASE
    WHEN twin IS NOT NULL THEN 'duplicate'
    WHEN business_id IS NULL THEN 'new'
    WHEN changes = '{{}}' THEN 'same'
    ELSE 'changed'
END AS outcome
FROM twins
UNION ALL
SELECT number, NULL, '{{}}', refusal, NULL, NULL, 'wrong' FROM known WHERE refusal IS NOT NULL
"""

KEEP = """
UPDATE ikm_importrow r
SET outcome = v.outcome, business_id = v.business_id, changes = v.changes,
    problems = CASE WHEN v.refusal IS NULL THEN r.problems ELSE jsonb_build_array(v.refusal) END,
    warnings = r.warnings
        || CASE WHEN r.warnings ? v.note THEN '[]' ELSE COALESCE(to_jsonb(v.note), '[]') END
        || COALESCE(to_jsonb('Sama dengan baris ' || v.twin
                             || ', jadi tidak diimpor dua kali.'), '[]')
FROM import_verdict v
WHERE r.batch_id = %(batch)s AND r.number = v.number
  AND (r.outcome, r.business_id, r.changes) IS DISTINCT FROM (v.outcome, v.business_id, v.changes)
"""
