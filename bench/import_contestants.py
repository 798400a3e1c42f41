"""Ways to bring an office's list into `ikm_business`; each returns the number of rows it wrote.

`python -m bench.import_contestants NAME FILE` runs one in a process of its own and prints a line
of JSON: rows and seconds.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

REGION = "63"
_COPIED = "/tmp/bench-businesses.tsv"  # noqa: S108 - rewritten by every run of the bench


def ours(path: Path) -> int:
    """The import of this project: checked, matched, applied, with its history and undo."""
    from ikm.services.imports.batches import import_at_once
    from regions.models import Region

    region = Region.objects.get(code=REGION)
    tally = import_at_once(content=path.read_bytes(), file_name=path.name, region=region)
    return tally.counts["new"]


def refused(path: Path) -> int:
    """A file that is too much for one import ends in its sentence."""
    from halalportal.lib.spreadsheets import SpreadsheetError

    try:
        return ours(path)
    except SpreadsheetError as error:
        print(error, file=sys.stderr)
        return 0


def copy(path: Path) -> int:
    """The limit: clean rows, prepared by `keep_for_copy`, straight into the same table."""
    from django.db import connection, transaction

    columns, text = Path(_COPIED).read_text().split("\n", 1)
    with transaction.atomic(), connection.cursor() as cursor:
        with cursor.copy(f"COPY ikm_business ({columns}) FROM STDIN") as stream:
            stream.write(text)
        return int(cursor.rowcount)


def keep_for_copy() -> None:
    """Writes what `ours` has just imported to a file for `copy`."""
    from django.db import connection

    from ikm.models import Business

    fields = [field for field in Business._meta.concrete_fields if not field.generated]
    columns = ", ".join(str(field.column) for field in fields)
    statement = f"COPY (SELECT {columns} FROM ikm_business ORDER BY id) TO STDOUT"  # noqa: S608
    with Path(_COPIED).open("wb") as file, connection.cursor() as cursor:
        file.write(f"{columns}\n".encode())
        with cursor.copy(statement) as stream:
            for block in stream:
                file.write(block)


def peer_bulk(path: Path) -> int:
    """django-import-export with `use_bulk`."""
    from bench.peer_resource import import_in_bulk

    return import_in_bulk(path)


def peer_default(path: Path) -> int:
    """django-import-export as it comes: preview, then import."""
    from bench.peer_resource import import_as_it_comes

    return import_as_it_comes(path)


CONTESTANTS: dict[str, Callable[[Path], int]] = {
    "ours": ours,
    "refused": refused,
    "copy": copy,
    "peer_bulk": peer_bulk,
    "peer_default": peer_default,
}


def empty() -> None:
    """Removes all businesses and imports."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE ikm_business, ikm_importbatch CASCADE")
        cursor.execute("VACUUM ANALYZE ikm_business")


def main(name: str, path: Path) -> None:
    """Runs one contestant and prints what it took."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "halalportal.settings")
    django.setup()
    empty()
    started = time.monotonic()
    rows = CONTESTANTS[name](path)
    seconds = time.monotonic() - started
    # Said at once: whoever measures the memory stops here.
    print(json.dumps({"rows": rows, "seconds": seconds}), flush=True)
    if name == "ours":
        keep_for_copy()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
