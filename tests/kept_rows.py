"""The rows that migrations bring: emptying every table and putting them back, fast.

Django's own way for transactional tests (flush, post_migrate, one INSERT a row) takes two seconds a
test with as many tables as here.
"""

from dataclasses import dataclass

from django.db import connection, transaction
from psycopg import Cursor, sql

_COLUMNS = """
    SELECT column_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER'
    ORDER BY ordinal_position
"""
# No trigger refuses or adds anything meanwhile, and no foreign key asks for an order. Only a
# superuser may say so.
_UNGUARDED = "SET LOCAL session_replication_role = replica"


@dataclass(frozen=True, slots=True)
class KeptRows:
    """All tables of the models, and what `COPY` gives and takes for those with rows.

    The keys of `rows` are tables with their columns, as SQL.
    """

    tables: tuple[str, ...]
    rows: dict[str, bytes]

    def restore(self) -> None:
        """Leaves exactly the kept rows in the database."""
        everything = sql.SQL("; ").join(
            sql.SQL("DELETE FROM {}").format(sql.Identifier(table)) for table in self.tables
        )
        with transaction.atomic(), connection.cursor() as wrapper:
            cursor: Cursor = wrapper.cursor
            cursor.execute(_UNGUARDED)
            cursor.execute(everything)
            for table, rows in self.rows.items():
                with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(sql.SQL(table))) as copy:
                    copy.write(rows)


def keep() -> KeptRows:
    """Reads what is in the database now."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    rows = {}
    with connection.cursor() as wrapper:
        cursor: Cursor = wrapper.cursor
        for table in tables:
            named = _with_columns(cursor, table)
            with cursor.copy(sql.SQL("COPY {} TO STDOUT").format(named)) as copy:
                if found := b"".join(map(bytes, copy)):
                    rows[named.as_string(cursor)] = found
    return KeptRows(tuple(tables), rows)


def _with_columns(cursor: Cursor, table: str) -> sql.Composed:
    columns = [name for (name,) in cursor.execute(_COLUMNS, [table])]
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL("{} ({})").format(sql.Identifier(table), names)
