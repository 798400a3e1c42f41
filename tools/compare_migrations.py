"""Proves that the squashed migrations make what their originals make: tables, triggers and rows.

    P=.venv/bin/python; $P -m halalportal.embedded.temporary $P tools/compare_migrations.py

Three databases, two minutes: one by the originals alone, one by the squashed migrations, and one
that stood half-way along the originals when the squashed ones came. Prints what differs.
"""

import difflib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

import django
import psycopg
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from halalportal.embedded.binaries import find_postgres  # noqa: E402

# Every app stands somewhere in the middle, or has not begun.
STAGES = {
    "half": (("certification", "0020"),),
    "later": (("reports", "0014"), ("certification", "0030"), ("workshops", "0005")),
}
# Names that Django took from how a table or a column began; it looks them up, never guesses.
RENAMED = (
    ("certification_photo_application_id_58b3a4a6", "certification_upload_application_id_3ef641f4"),
    ("certification_photo_", "certification_upload_"),
    ("workshops_participant_badge_93cda6d7_uniq", "workshops_participant_badge_key"),
)
# Django makes these in the order of the models, which is another one.
NATURAL = {
    "django_migrations": "SELECT NULL LIMIT 0",
    "django_content_type": "SELECT app_label, model FROM django_content_type",
    "auth_permission": "SELECT app_label, model, codename, name FROM auth_permission"
    " JOIN django_content_type type ON type.id = content_type_id",
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+\+00:00")


def main() -> int:
    """Compare, and return 1 when anything differs."""
    _new("originals")
    for stage, targets in STAGES.items():
        for target in targets:
            _migrate("originals", *target, by_originals=True)
        _new(stage, template="originals")
    _migrate("originals", by_originals=True)
    wanted = _described("originals")
    differences = 0
    _new("squashed")
    for name in ("squashed", *STAGES):
        _migrate(name)
        lines = list(difflib.unified_diff(wanted, _described(name), "originals", name, n=1))
        sys.stdout.writelines(f"{line.rstrip()}\n" for line in lines)
        print(f"{name}: {'DIFFERENT' if lines else 'equal'}, {len(wanted)} lines")
        differences += len(lines)
    said = _migrate("originals")
    print("originals: " + ("nothing to apply" if "No migrations to apply" in said else said))
    return int(bool(differences) or "No migrations to apply" not in said)


class Originals(MigrationLoader):
    """A loader to which each squashed migration looks as if it couldn't be used."""

    def replace_migration(self, migration_key: tuple[str, str]) -> None:
        replaced = self.replacements[migration_key].replaces
        self.graph.remove_replacement_node(migration_key, replaced)

    def all_replaced_applied(self, *arguments: object) -> bool:
        return False


def child(arguments: list[str]) -> None:
    """`manage.py migrate` in a process of its own, as if there were no squashed migrations."""
    django.setup()
    with patch("django.db.migrations.executor.MigrationLoader", Originals):
        call_command("migrate", *arguments, skip_checks=True)


def _migrate(name: str, *target: str, by_originals: bool = False) -> str:
    program = [__file__, "--originals"] if by_originals else ["manage.py", "migrate"]
    before = time.monotonic()
    done = subprocess.run(
        [sys.executable, *program, *target],
        cwd=PROJECT,
        env=os.environ
        | {"DATABASE_URL": _url(name), "DJANGO_SETTINGS_MODULE": "halalportal.settings"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    count = done.stdout.count("... OK")
    way = "by originals" if by_originals else "as usual"
    print(f"{name}: {count} migrations {way} in {time.monotonic() - before:.1f} s", flush=True)
    return done.stdout


def _url(name: str) -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/compared_{name}").geturl()


def _new(name: str, template: str = "") -> None:
    copied = f"compared_{template}" if template else "template0"
    drop = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(f"compared_{name}"))
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
        sql.Identifier(f"compared_{name}"), sql.Identifier(copied)
    )
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(create)


def _described(name: str) -> list[str]:
    """All that a database holds, a statement or a row in each line, in an order of their own."""
    return sorted(f"{line}\n" for line in (*_schema(name), *_rows(name)))


def _schema(name: str) -> Iterator[str]:
    program = find_postgres().path.parent / "pg_dump"
    dump = subprocess.run(
        [program, "--schema-only", "--no-owner", "--no-comments", _url(name)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    for old, new in RENAMED:
        dump = dump.replace(old, new)
    statements = re.split(r"\n+--\n-- Name: .*\n--\n+", dump)
    for statement in statements[1:]:
        # A function keeps its lines; a table's columns are compared in their order.
        yield " ".join(line.strip() for line in statement.split("\n\n--\n")[0].splitlines())


def _rows(name: str) -> Iterator[str]:
    with psycopg.connect(_url(name)) as connection:
        found = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        )
        for (table,) in found.fetchall():
            plain = sql.SQL("SELECT * FROM {}").format(sql.Identifier(table)).as_string()
            query = f"SELECT to_jsonb(it)::text FROM ({NATURAL.get(table, plain)}) it"  # noqa: S608
            for (row,) in connection.execute(query.encode()):
                yield f"{table} {MOMENT.sub('MOMENT', row)}"
        found = connection.execute(
            "SELECT sequencename, last_value FROM pg_sequences"
            " WHERE sequencename NOT IN ('django_migrations_id_seq', 'auth_permission_id_seq')"
        )
        for sequence, last in found:
            yield f"sequence {sequence.replace('photo', 'upload')} {last}"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--originals"]:
        child(sys.argv[2:])
    else:
        sys.exit(main())
