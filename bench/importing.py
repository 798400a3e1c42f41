"""`make bench`: our import of an office's list beside its peers and beside plain COPY."""

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import django
import xlsxwriter

from bench.memory import MemoryWatch
from bench.registry_file import Village, write_xlsx

ROWS, DEFAULT_ROWS, RUNS = 83_000, 8_000, 5
# The larger one is about what the ten megabytes of an upload hold.
SIZES, TOO_MANY = (10_000, 83_000), 1_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians of the runs of one contestant."""

    rows: int
    seconds: float
    memory: int

    @property
    def rate(self) -> float:
        """Rows written in a second."""
        return self.rows / self.seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--runs", type=int, default=RUNS)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "halalportal.settings")
    _prepare()
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder) / "large.xlsx", Path(folder) / "small.xlsx"
        write_xlsx(large, options.rows, _villages())
        write_xlsx(small, min(DEFAULT_ROWS, options.rows), _villages())
        files = {"ours": large, "copy": large, "peer_bulk": large, "peer_default": small}
        _print(_measure(files, options.runs), options)
        _print_growth(Path(folder))


def _prepare() -> None:
    """An empty database becomes one with the tables and the regions."""
    for command in (["migrate", "-v", "0"], ["load_regions"]):
        subprocess.run([sys.executable, "manage.py", *command], check=True, capture_output=True)
    django.setup()


def _villages() -> list[Village]:
    from regions.models import Level, Region

    found = Region.objects.filter(level=Level.VILLAGE, code__startswith="63.")
    return [
        Village(v.code, v.name, v.parent.name, v.parent.parent.name)
        for v in found.select_related("parent__parent")
        if v.parent and v.parent.parent
    ]


def _measure(files: dict[str, Path], runs: int) -> dict[str, Measured]:
    """Takes turns: every contestant once, then again; the first run of ours is the warm-up."""
    _run("ours", files["ours"])
    results: dict[str, list[dict[str, float]]] = {name: [] for name in files}
    for _ in range(runs):
        for name, path in files.items():
            results[name].append(_run(name, path))
    return {name: _median(found) for name, found in results.items()}


def _run(name: str, path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.import_contestants", name, str(path)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process,
        MemoryWatch(process.pid) as watch,
    ):
        line = process.stdout.readline() if process.stdout else ""
        watch.stop()
        found: dict[str, float] = json.loads(line or "{}")
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    print(f"  {name}: {found['seconds']:.1f} s, {watch.peak} MB", file=sys.stderr)
    return found | {"memory": watch.peak}


def _median(found: list[dict[str, float]]) -> Measured:
    middle = {key: statistics.median(run[key] for run in found) for key in found[0]}
    return Measured(int(middle["rows"]), middle["seconds"], int(middle["memory"]))


def _print(results: dict[str, Measured], options: argparse.Namespace) -> None:
    print(f"\nImport of {options.rows:,} rows × 20 columns, medians of {options.runs}")
    print(f"{'':14}{'rows':>9}{'seconds':>10}{'rows/s':>10}{'MB':>7}")
    for name, found in results.items():
        line = f"{found.rows:9,}{found.seconds:10.1f}{found.rate:10,.0f}{found.memory:7}"
        print(f"{name:14}{line}")
    rate = {name: found.rate for name, found in results.items()}
    bars = (("peer_bulk", 5), ("peer_default", 50), ("copy", 0.4))
    for name, bar in bars:
        print(f"ours / {name}: {rate['ours'] / rate[name]:.2f} (bar {bar})")
    print(f"peer_default is measured with {results['peer_default'].rows:,} written rows only.")


def _print_growth(folder: Path) -> None:
    """How our time and memory grow with the rows, and what a million of them end in."""
    villages = _villages()
    found: dict[int, dict[str, float]] = {}
    for size in SIZES:
        path = folder / f"{size}.xlsx"
        write_xlsx(path, size, villages)
        found[size] = _run("ours", path)
    small, large = (found[size] for size in SIZES)
    exponent = math.log(large["seconds"] / small["seconds"]) / math.log(SIZES[1] / SIZES[0])
    print(f"\nGrowth from {SIZES[0]:,} to {SIZES[1]:,} rows: exponent {exponent:.2f}")
    for size, run in found.items():
        print(f"{size:14,}{run['rows']:9,.0f}{run['seconds']:10.1f}{run['memory']:17.0f}")
    for path in (folder / "million.xlsx", folder / "million.csv"):
        _write_too_many(path)
        run = _run("refused", path)
        megabytes = path.stat().st_size / 1e6
        took = f"{run['seconds']:.1f} s, {run['memory']} MB"
        print(f"{path.name} ({megabytes:.1f} MB): refused in {took}")


def _write_too_many(path: Path) -> None:
    """A million rows in less than the 10 MB that an upload may have."""
    if path.suffix == ".csv":
        path.write_text("Usaha;Pemilik\n" + "A;B\n" * TOO_MANY)
        return
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Nama usaha", "Pemilik"])
        for number in range(1, TOO_MANY + 1):
            page.write_row(number, 0, [number, 1])


if __name__ == "__main__":
    main()
