"""A thousand one-page letters with a QR code, beside WeasyPrint one by one (performance row 8).

    BENCH=bench.letters tools/bench.sh

Each contestant runs in a process of its own, taking turns. The bars: 1.8 times the naive loop with
one process, 3 times with two, and at most 150 MB a rendering process.
"""

import argparse
import datetime
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django

LETTERS, RUNS = 1_000, 3
BARS = {"ours, 1 process": 1.8, "ours, 2 processes": 3.0}
_LOOK_EVERY = 25  # letters

_FACTS: dict[str, Any] = {
    "title": "",
    "head": {
        "government": "Pemerintah Provinsi Contoh",
        "office": "Dinas Contoh",
        "address": "Jalan Contoh Nomor 1",
        "contact": "Telepon 0834-0000-0001",
        "city": "Samarinda",
        "logo": "",
    },
    "classification": "500.9",
    "nature": "Penting",
    "subject": "Permintaan usulan penerima fasilitasi sertifikasi halal",
    "recipient": ["Kepala Dinas Contoh", "di Sangatta"],
    "copies": ["Gubernur Contoh"],
    "attachment": "",
    "table": None,
    "signer": {"position": "Kepala Dinas", "name": "Budi Contoh", "rank": "Pembina", "nip": ""},
    "counterpart": None,
}
_BODY = """Sehubungan dengan pelaksanaan program, kami mohon bantuan Saudara mengusulkan pelaku \
usaha mikro dan kecil sebagai calon penerima fasilitasi sertifikasi halal.

Jumlah usulan : {number}
Tenggat : 30 November 2026
Melalui : portal

Utamakan usaha yang sudah berproduksi, memiliki NIB, dan belum bersertifikat halal. Mohon \
kesediaan pemilik usaha dipastikan sebelum namanya diusulkan.

Demikian kami sampaikan. Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih."""


def letters(count: int) -> Iterator[str]:
    """One letter of the portal after the other, each with a code of its own; no database."""
    from reports.documents.letters import letter_html
    from reports.enums import LetterState
    from reports.letters.blocks import blocks_of
    from reports.models import Letter

    for number in range(1, count + 1):
        blocks = blocks_of(_BODY.replace("{number}", str(number)), str)
        letter = Letter(
            code=f"AbCdEfGhIjKlMn{number:06d}",
            state=LetterState.NUMBERED,
            number=f"500.9/{number:04d}/DISPERIN/XI/2026",
            written_on=datetime.date(2026, 11, 22),
            paper="a4",
            facts=_FACTS | {"blocks": blocks},
        )
        yield letter_html(letter)


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
            if made % _LOOK_EVERY == 0 or made == count:
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
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "halalportal.settings")
    django.setup()
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
