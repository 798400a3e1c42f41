"""The list as a workbook and as CSV, beside django-import-export (docs/performance.md, row 2).

    BENCH=bench.exporting tools/bench.sh

Each contestant runs in a process of its own, taking turns. The bars: at least 4 times the peer's
speed, and at most 80 MB more than an idle process; as CSV at least half the speed of COPY, with the
first rows within 300 ms.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import django

ROWS, RUNS, PROVINCE = 83_000, 3, "63"


def idle(path: Path) -> int:
    """What the process needs before it does anything."""
    return 0


def ours(path: Path) -> int:
    """The job's workbook: letterhead, widths, filters, products, companions, place names."""
    from accounts.models import User
    from ikm.models import Business
    from ikm.selectors.exports import rows_of
    from ikm.workbook import letterhead, write_workbook

    user = User.objects.get(email="ukur@contoh.id")
    return write_workbook(
        path,
        head=letterhead(user, "Semua usaha", ROWS),
        rows=rows_of(Business.objects.visible_to(user), user),
        report=lambda done: None,
    )


def peer(path: Path) -> int:
    """django-import-export with twenty fields of the same table."""
    from import_export import resources

    from ikm.models import Business

    class Meta:
        model = Business
        fields = (
            *("id", "name", "brand", "owner_name", "phone", "email", "address", "nib"),
            *("village__name", "district__name", "regency__name", "kbli_code", "scale"),
            *("is_mentored", "operational_status", "last_verified_at", "source"),
            *("kbli_version", "created_at", "updated_at"),
        )

    resource: Any = type("Resource", (resources.ModelResource,), {"Meta": Meta})
    found = Business.objects.select_related("village", "district", "regency")
    data = resource().export(found.filter(regency__code__startswith=PROVINCE))
    path.write_bytes(data.export("xlsx"))
    return len(data)


def our_csv(path: Path) -> int:
    """The answer to "Unduh CSV", block by block."""
    from accounts.models import User
    from ikm.models import Business
    from ikm.selectors.csv_export import csv_of

    user = User.objects.get(email="ukur@contoh.id")
    started, lines = time.monotonic(), -1
    with path.open("wb") as file:
        for number, block in enumerate(csv_of(Business.objects.visible_to(user), user)):
            if number == 1:
                FIRST_ROWS.append(time.monotonic() - started)
            lines += block.count(b"\n")
            file.write(block)
    return lines


def copy(path: Path) -> int:
    """COPY of the same columns as they stand, with products and companions, in any order."""
    from django.db import connection

    from accounts.models import User
    from ikm.models import Business
    from ikm.selectors.exports import with_what_hangs_on_them

    user = User.objects.get(email="ukur@contoh.id")
    found = with_what_hangs_on_them(Business.objects.visible_to(user)).order_by()
    columns = (
        *("name", "brand", "owner_name", "phone", "email", "address", "village__name"),
        *("district__name", "regency__name", "nib", "nik_index", "kbli_code", "scale"),
        *("is_mentored", "operational_status", "last_verified_at", "product_names"),
        *("pirt_numbers", "companion_name", "source"),
    )
    operations: Any = connection.ops
    sql = operations.compose_sql(*found.values_list(*columns).query.sql_with_params())
    rows = 0
    statement = f"COPY ({sql}) TO STDOUT WITH (FORMAT csv)"
    with path.open("wb") as file, connection.cursor() as cursor, cursor.copy(statement) as lines:
        for line in lines:
            rows += 1
            file.write(line)
    return rows


FIRST_ROWS: list[float] = []  # seconds
CONTESTANTS: dict[str, Callable[[Path], int]] = {
    "idle": idle,
    "ours": ours,
    "peer": peer,
    "our_csv": our_csv,
    "copy": copy,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--contestant", choices=CONTESTANTS)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "halalportal.settings")
    if options.contestant:
        _run_here(options.contestant)
        return
    _prepare(options.rows)
    results: dict[str, list[dict[str, float]]] = {name: [] for name in CONTESTANTS}
    for _ in range(options.runs):
        for name, found in results.items():
            found.append(_run(name))
    _tell(results)


def _prepare(rows: int) -> None:
    for command in (["migrate", "-v", "0"], ["load_regions"]):
        subprocess.run([sys.executable, "manage.py", *command], check=True, capture_output=True)
    django.setup()
    from accounts.models import Membership, User
    from ikm.demo import make_businesses

    user = User.objects.create_user(name="Pengukur", email="ukur@contoh.id")
    Membership.objects.create(
        user=user, role="province_officer", region_id=PROVINCE, started_on=date(2026, 1, 1)
    )
    make_businesses(province_code=PROVINCE, count=rows, rng=Random(3), by=user)


def _run_here(name: str) -> None:
    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "usaha.xlsx"
        started = time.monotonic()
        rows = CONTESTANTS[name](path)
        seconds = time.monotonic() - started
    found = {"rows": rows, "seconds": seconds, "memory": _peak_memory()}
    print(json.dumps(found | {"first": sum(FIRST_ROWS)}))


def _peak_memory() -> int:
    """Megabytes of this process; getrusage would count the parent that it was forked from."""
    [line] = [
        line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line
    ]
    return int(line.split()[1]) // 1024


def _run(name: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.exporting", "--contestant", name]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _tell(results: dict[str, list[dict[str, float]]]) -> None:
    middle = {
        name: {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        for name, runs in results.items()
    }
    for name, found in middle.items():
        line = f"{found['rows']:9,.0f}{found['seconds']:9.1f} s{found['memory']:7.0f} MB"
        print(f"{name:8}{line}")
    ratio = middle["peer"]["seconds"] / middle["ours"]["seconds"]
    extra = middle["ours"]["memory"] - middle["idle"]["memory"]
    print(f"ours is {ratio:.1f} times the peer (bar 4), {extra:.0f} MB over idle (bar 80)")
    share = middle["copy"]["seconds"] / middle["our_csv"]["seconds"]
    extra = middle["our_csv"]["memory"] - middle["idle"]["memory"]
    first = middle["our_csv"]["first"] * 1_000
    print(f"our csv has {share:.2f} of COPY's speed (bar 0.5), {extra:.0f} MB over idle,")
    print(f"the first rows after {first:.0f} ms (bar 300)")


if __name__ == "__main__":
    main()
