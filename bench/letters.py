"""A thousand one-page letters with a QR code, beside WeasyPrint one by one (performance row 8).

    BENCH=bench.letters tools/bench.sh

Each contestant runs in a process of its own, taking turns. The bars: 1.8 times the naive loop with
one process, 3 times with two, and at most 150 MB a rendering process.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import segno

LETTERS, RUNS = 1_000, 3
BARS = {"ours, 1 process": 1.8, "ours, 2 processes": 3.0}
_LOOK_EVERY = 25  # letters

_LETTER = """<!DOCTYPE html><html lang="id"><head><meta charset="utf-8">
<title>Undangan {number}</title></head><body class="surat">
<p class="kaki">Undangan {number}</p>
<div class="kop"><strong>Dinas Contoh</strong><span>Telepon 0834-0000-0001</span></div>
<h1>Undangan</h1>
<table><tbody><tr><th scope="row">Nomor</th><td>{number:04d}/UND/XI/2026</td></tr>
<tr><th scope="row">Hal</th><td>Workshop sertifikasi halal</td></tr></tbody></table>
<p>Yang terhormat <b>Ibu Contoh {number}</b>, kami mengundang Ibu mengikuti workshop sertifikasi
halal untuk IKM pangan. Bawa KTP, NIB, dan daftar bahan. Petugas membantu menyiapkan pengajuan.</p>
<p>Acara dimulai pukul 09.00 WITA di aula pertemuan. Ibu yang tidak bisa hadir dapat mengirim wakil
yang mengenal cara pembuatan produknya. Jawaban ditunggu paling lambat tiga hari sebelumnya.</p>
<p>Kegiatan ini gratis. Jangan membayar siapa pun.</p>
<img src="{picture}" alt="Kode QR" width="110" height="110">
<p>Periksa keaslian surat ini dengan kode di atas.</p></body></html>"""


def letters(count: int) -> Iterator[str]:
    """One letter after the other, each with a code of its own."""
    for number in range(count):
        code = segno.make(f"https://halal.contoh.id/v/AbCdEfGhIjKlMn{number:06d}/", error="m")
        yield _LETTER.format(number=number, picture=code.svg_data_uri(border=0))


def naive(count: int) -> int:
    """As the manual has it: HTML, stylesheet and fonts read for each letter."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from halalportal.lib.pdf_child import STYLESHEET

    made = 0
    for html in letters(count):
        fonts = FontConfiguration()
        style = CSS(string=STYLESHEET.read_text(), base_url=STYLESHEET.as_uri(), font_config=fonts)
        document = HTML(string=html, base_url=STYLESHEET.as_uri())
        content = document.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
        made += content.startswith(b"%PDF-")
    PEAKS.append(_peak("self"))
    return made


def ours(processes: int) -> Callable[[int], int]:
    """The portal's engine."""

    def run(count: int) -> int:
        from halalportal.lib.pdf_batch import render_many

        made = 0
        for content in render_many(letters(count), processes=processes):
            made += isinstance(content, bytes)
            if made % _LOOK_EVERY == 0:
                PEAKS.extend(_peak(pid) for pid in _children())
        return made

    return run


PEAKS: list[int] = []  # megabytes of the rendering processes
CONTESTANTS: dict[str, Callable[[int], int]] = {
    "naive": naive,
    "ours, 1 process": ours(1),
    "ours, 2 processes": ours(2),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=LETTERS)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--contestant", choices=CONTESTANTS)
    options = parser.parse_args()
    if options.contestant:
        _run_here(options.contestant, options.letters)
        return
    results: dict[str, list[dict[str, float]]] = {name: [] for name in CONTESTANTS}
    for _ in range(options.runs):
        for name, found in results.items():
            found.append(_run(name, options.letters))
    _tell(results, options.letters)


def _run_here(name: str, count: int) -> None:
    started = time.monotonic()
    made = CONTESTANTS[name](count)
    seconds = time.monotonic() - started
    print(json.dumps({"made": made, "seconds": seconds, "memory": max(PEAKS)}))


def _run(name: str, count: int) -> dict[str, float]:
    command = [
        *(sys.executable, "-W", "ignore", "-m", "bench.letters"),
        *("--contestant", name, "--letters", str(count)),
    ]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    if found["made"] != count:
        raise SystemExit(f"{name} made {found['made']} of {count} letters")
    return found


def _tell(results: dict[str, list[dict[str, float]]], count: int) -> None:
    middle = {
        name: {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        for name, runs in results.items()
    }
    for name, found in middle.items():
        ratio = middle["naive"]["seconds"] / found["seconds"]
        bar = f"(bar {BARS[name]}, memory 150)" if name in BARS else ""
        speed = count / found["seconds"]
        print(f"{name:18}{speed:7.1f}/s{ratio:6.2f} times{found['memory']:6.0f} MB {bar}")


def _children() -> list[str]:
    tasks = Path("/proc/self/task").iterdir()
    return [pid for task in tasks for pid in (task / "children").read_text().split()]


def _peak(pid: str) -> int:
    """The most memory that a process had so far, in MB; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        [line] = [line for line in lines if "VmHWM" in line]
    except (OSError, ValueError):
        return 0
    return int(line.split()[1]) // 1024


if __name__ == "__main__":
    main()
