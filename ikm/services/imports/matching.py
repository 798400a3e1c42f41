"""Which row is which business, in SQL for all rows at once: equal identifiers first, then names.

`match` looks at the rows of a batch that cleaning accepted, in three temporary tables:
`import_stage` (what is compared), `import_found` (the businesses) and `import_verdict`.
"""

from django.db import connection

from ikm.models import ImportBatch
from ikm.services.imports import verdict_sql as sql


def match(batch: ImportBatch, *, only_accepted: bool = False) -> None:
    """Sets outcome, business and changes of each row; one that doesn't fit becomes wrong.

    Args:
        only_accepted: look at the rows that an import would write, not at all that are not wrong.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute("SET LOCAL jit = off")
        # The planner needs to know how many, not which; the usual samples take a second in all.
        cursor.execute("SET LOCAL default_statistics_target = 10")
        cursor.execute("DROP TABLE IF EXISTS import_stage, import_found, import_verdict")
        cursor.execute(sql.STAGE, {"batch": batch.pk, "only_accepted": only_accepted})
        cursor.execute("ANALYZE import_stage (number, nib, nik_index, match_key)")
        for statement in sql.SURVIVORS:
            cursor.execute(statement)
        cursor.execute(sql.FOUND)
        cursor.execute("ANALYZE import_found (number, business_id)")
        cursor.execute(sql.VERDICT, {"batch": batch.pk, "region": batch.region_id or ""})
        cursor.execute("ANALYZE import_verdict")
        cursor.execute(sql.KEEP, {"batch": batch.pk})
