"""A registry of any size whose names are as varied as in life, made by PostgreSQL itself.

Names join the demo's vocabulary with products, places and numbers; common words are common, and
three names in a hundred have a typing error, so that the words have the long tail of a real list.
"""

from itertools import chain

from django.db import connection

from ikm.demo import products_of, vocabulary

_SEED = 0.26
# Squaring the random number makes the first words of a list much more common than the last.
_PICK = (
    "(%(list)s::text[])[1 + floor(power(random(), %(skew)s) * cardinality(%(list)s::text[]))::int]"
)
_FILL = """
WITH village AS MATERIALIZED (
    SELECT array_agg(code ORDER BY code) AS codes, array_agg(name ORDER BY code) AS names
    FROM regions_region WHERE code LIKE %(province)s || '.%%' AND level = 4
), draft AS MATERIALIZED (
    SELECT n, random() AS kind, random() AS wrong, random() AS other,
        {word} AS word, {prefix} AS prefix, {product} AS product, {given} AS given,
        {second} AS second, {family} AS family, {street} AS street,
        1 + floor(random() * cardinality(codes))::int AS home,
        1 + floor(power(random(), 2) * cardinality(names))::int AS place
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n, village
), named AS (
    SELECT draft.*, codes[home] AS village, btrim(CASE
        WHEN kind < 0.30 THEN prefix || ' ' || word || ' ' || given
        WHEN kind < 0.55 THEN product || ' ' || given
        WHEN kind < 0.75 THEN prefix || ' ' || word || ' ' || names[place]
        WHEN kind < 0.90 THEN product || ' ' || names[place]
        ELSE prefix || ' ' || word || ' ' || (1 + floor(other * 99))::int
    END) AS name
    FROM draft, village
)
INSERT INTO ikm_business (uuid, name, brand, owner_name, phone, nib, address, regency_id,
    district_id, village_id, kbli_version, kbli_code, scale, computed_scale, industry_class,
    is_mentored, operational_status, source, nik_sealed, nik_index, npwp_sealed, npwp_index,
    finances_sealed, email, siinas_id, updated_at)
SELECT gen_random_uuid(),
    CASE WHEN wrong < 0.03 THEN overlay(name PLACING '' FROM 2 + (other * length(name))::int FOR 1)
        ELSE name END,
    CASE WHEN other < 0.4 THEN word ELSE '' END,
    given || CASE WHEN kind < 0.4 THEN ' ' || second ELSE '' END || ' ' || family,
    CASE WHEN wrong < 0.93 THEN '+62834' || lpad(((n * 7919) %% 100000000)::text, 8, '0')
        ELSE '' END,
    CASE WHEN other < 0.7 THEN '99' || lpad((n * 1009)::text, 11, '0') ELSE '' END,
    street || ' No. ' || n %% 180, left(village, 5), left(village, 8), village, 2020, '10710',
    CASE WHEN kind < 0.9 THEN 'micro' ELSE 'small' END, '', '', wrong > 0.7, 'active', 'import',
    '', '', '', '', '', '', '', now()
FROM named
"""


def fill(*, province: str, first: int, last: int) -> None:
    """Adds the businesses number `first` to `last`, the same ones each time it is asked."""
    words = vocabulary()
    lists = {
        "word": (words["business_word"], 1.5),
        "prefix": (words["business_prefix"], 1),
        "product": (sorted({row["product"] for row in products_of(province)}), 2),
        "given": (words["female"] + words["male"], 1.5),
        "second": (words["male"] + words["female"], 1.5),
        "family": (list(dict.fromkeys(chain(*words["family"].values()))), 1),
        "street": (words["street"], 1),
    }
    picks = {
        name: _PICK % {"list": f"%({name})s", "skew": skew} for name, (_, skew) in lists.items()
    }
    values = {name: values for name, (values, _) in lists.items()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(%s)", [_SEED + first / 10**8])
        bounds = {"province": province, "first": first, "last": last}
        cursor.execute(_FILL.format(**picks), values | bounds)
