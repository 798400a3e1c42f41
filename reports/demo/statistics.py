"""What the planner has to know of rows that the same transaction wrote."""

from django.db import connection


def tell_the_planner() -> None:
    """Counts the rows of all tables.

    Else a join of tables that grew is planned as if they were empty, and may take minutes.
    """
    with connection.cursor() as cursor:
        # Some tables belong to the whole server; another database may be counting them now.
        cursor.execute("ANALYZE (SKIP_LOCKED)")
