"""`make screenshots`: renews the pictures in docs/pictures from a demo started for the purpose.

With `--all FOLDER` it takes every page of every role at 360 and 1366 pixels instead, to be looked
at before a change is called done.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from tools.chromium import launch_options

PROJECT = Path(__file__).resolve().parents[1]
PICTURES = PROJECT / "docs" / "pictures"
PASSWORD = "demo-halal-2026"  # the public password of the demo accounts
PORT = 8765
WIDTHS = {"ponsel": (360, 740), "meja": (1366, 768)}

SUMMARY = "/laporan/self-declare-kaltim-2025/?per=2025-06-04"
# file name: (account, path, window)
README_PICTURES = {
    "ringkasan-kepala": ("kepala@demo.id", SUMMARY, "ponsel"),
    "beranda-petugas": ("kab@demo.id", "/beranda/", "meja"),
    "program-kuota": ("prov@demo.id", "/program/self-declare-kaltim-2025/", "meja"),
    "beranda-pemilik": ("pemilik@demo.id", "/beranda/", "ponsel"),
}
EVERY_PAGE = {
    "": ["/", "/masuk/", "/bantuan/"],
    "pemilik@demo.id": ["/beranda/", "/pengajuan/", "/kegiatan/"],
    "pendamping@demo.id": ["/beranda/", "/pengajuan/", "/usaha/", "/kegiatan/"],
    "lp3h@demo.id": ["/beranda/", "/pengajuan/", "/usaha/", "/program/"],
    "kab@demo.id": [
        "/beranda/",
        "/usaha/",
        "/usaha/tambah/",
        "/usaha/impor/",
        "/usaha/impor/baru/",
        "/pengajuan/",
        "/program/",
        "/kegiatan/",
        "/pengingat/",
        "/laporan/",
        "/pekerjaan/",
    ],
    "prov@demo.id": [
        "/beranda/",
        "/program/self-declare-kaltim-2025/",
        "/program/self-declare-kaltim-2025/bagi/",
        "/program/baru/",
        "/kegiatan/baru/",
        SUMMARY,
    ],
    "kepala@demo.id": ["/beranda/", SUMMARY],
    "auditor@demo.id": ["/beranda/", "/laporan/"],
    "admin@demo.id": ["/beranda/", "/pengaturan/tampilan/"],
}


@contextmanager
def running_demo() -> Iterator[str]:
    """A demo in a folder of its own; gives its address."""
    folder = tempfile.mkdtemp(prefix="halalportal-pictures-")
    environment = os.environ | {"DEMO_DIR": str(Path(folder) / "demo")}
    demo = subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--port", str(PORT)], cwd=PROJECT, env=environment
    )
    address = f"http://127.0.0.1:{PORT}"
    try:
        while not _answers(f"{address}/healthz"):
            if demo.poll() is not None:
                sys.exit("The demo did not start; its message is above.")
            time.sleep(0.2)
        yield address
    finally:
        demo.send_signal(signal.SIGINT)
        demo.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2):  # noqa: S310
            return True
    except (URLError, OSError):
        return False


def sign_in(browser: Browser, address: str, account: str, window: str) -> Page:
    """A window of the account, signed in; "" opens one without an account."""
    width, height = WIDTHS[window]
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": height}, locale="id-ID"
    )
    page = context.new_page()
    if account:
        page.goto("/masuk/")
        page.fill("[name=login]", account)
        page.fill("[name=password]", PASSWORD)
        page.click("main button.btn-primary")
        page.wait_for_url(lambda url: "/masuk/" not in url)
    return page


def take_readme_pictures(browser: Browser, address: str) -> None:
    """The pictures of the README, each as large as its window."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, (account, path, window) in README_PICTURES.items():
        page = sign_in(browser, address, account, window)
        page.goto(path)
        page.screenshot(path=PICTURES / f"{name}.png")
        page.context.close()


def take_every_page(browser: Browser, address: str, folder: Path) -> None:
    """Every page of every role at both widths, at full height."""
    folder.mkdir(parents=True, exist_ok=True)
    for account, paths in EVERY_PAGE.items():
        for window in WIDTHS:
            page = sign_in(browser, address, account, window)
            for path in paths:
                page.goto(path)
                name = f"{account.split('@')[0] or 'publik'}{path.split('?')[0].replace('/', '-')}"
                page.screenshot(path=folder / f"{name}{window}.png", full_page=True)
            page.context.close()


def main() -> None:
    """Reads the command line and takes the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", metavar="FOLDER", type=Path, help="every page, into FOLDER")
    parser.add_argument("--address", help="of a demo that runs already")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        if options.address:
            _take(browser, options.address, options.all)
        else:
            with running_demo() as address:
                _take(browser, address, options.all)


def _take(browser: Browser, address: str, folder: Path | None) -> None:
    if folder:
        take_every_page(browser, address, folder)
    else:
        take_readme_pictures(browser, address)


if __name__ == "__main__":
    main()
