"""Writing and reading the backup file: a tar of `manifest.json`, `database.dump` and `files/`."""

import datetime
import json
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection, transaction

from halalportal.backup import postgres
from halalportal.backup.postgres import BackupError

MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "files"


def back_up(target: Path) -> dict[str, Any]:
    """Writes the whole portal to `target` (mode 0600) and returns the manifest.

    The rows are counted in the same snapshot that is dumped, so a restore can be checked.

    Raises:
        BackupError: the dump failed or would be empty; no file is left behind.
    """
    with tempfile.TemporaryDirectory(prefix="halalportal-backup-") as name:
        folder = Path(name)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = str(cursor.fetchone()[0])
            rows = postgres.count_rows()
            postgres.dump(folder / DUMP, snapshot=snapshot)
        files = _files()
        manifest = {
            "made_at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            "rows": rows,
            "files": len(files),
        }
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=2))
        _pack(target, folder, files)
    return manifest


def restore(source: Path, *, is_forced: bool = False) -> dict[str, Any]:
    """Replaces database and uploads by those of the backup and returns its manifest.

    Raises:
        BackupError: no backup file, or data here that would be lost without `is_forced`, or a
            restored table whose rows are not as many as the manifest says.
    """
    if not is_forced and _has_data():
        raise BackupError("This database holds data. Add --force to replace all of it.")
    with tempfile.TemporaryDirectory(prefix="halalportal-restore-") as name:
        folder = Path(name)
        manifest = _unpack(source, folder)
        connection.close()  # its locks would keep the restore waiting
        postgres.restore(folder / DUMP)
        _put_files(folder / FILES)
    counted = postgres.count_rows()
    wrong = sorted(table for table, rows in manifest["rows"].items() if counted.get(table) != rows)
    if wrong:
        raise BackupError(f"Restored, but the rows differ in: {', '.join(wrong)}.")
    return manifest


def _has_data() -> bool:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        if "accounts_user" not in tables:
            return False
        cursor.execute("SELECT EXISTS (SELECT FROM accounts_user)")
        return bool(cursor.fetchone()[0])


def _files() -> list[Path]:
    root = Path(default_storage.path(""))
    return sorted(path for path in root.rglob("*") if path.is_file()) if root.is_dir() else []


def _pack(target: Path, folder: Path, files: list[Path]) -> None:
    """Writes beside the target first: an interrupted backup never looks like a whole one."""
    root = Path(default_storage.path(""))
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.touch(mode=0o600)
        with tarfile.open(partial, "w") as archive:
            archive.add(folder / MANIFEST, MANIFEST)
            archive.add(folder / DUMP, DUMP)
            for path in files:
                archive.add(path, f"{FILES}/{path.relative_to(root)}")
        partial.rename(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise BackupError(f"{target} can't be written: {error.strerror}.") from error


def _unpack(source: Path, folder: Path) -> dict[str, Any]:
    try:
        with tarfile.open(source) as archive:
            archive.extractall(folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
    except (OSError, tarfile.TarError, ValueError) as error:
        raise BackupError(f"{source} is no backup of this portal, or is damaged.") from error
    return manifest


def _put_files(folder: Path) -> None:
    root = Path(default_storage.path(""))
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if path.is_file():
            target = root / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
            target.chmod(0o600)
