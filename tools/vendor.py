"""Brings in the files of others that vendor.toml lists: `python tools/vendor.py [--check]`.

For developers only: the portal itself never needs npm. npm packages come by `npm pack NAME@VERSION`
and their archive must have the integrity that vendor.toml states; fonts come from the Debian
package named there. `--check` fetches nothing and compares the files with their sha256.
"""

import argparse
import base64
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
# A source map that is not shipped would stop collectstatic.
SOURCE_MAP = re.compile(rb"\s*/\*# sourceMappingURL=\S+ \*/\s*$")


def main() -> int:
    """Fetches and checks; returns the exit code: 1 when a file differs from its sha256."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fetch nothing, only compare sha256")
    arguments = parser.parse_args()
    packages = tomllib.loads((ROOT / "vendor.toml").read_text())["package"]
    if not arguments.check:
        for package in packages:
            fetch(package)
    wrong = [line for package in packages for line in differences(package)]
    print("\n".join(wrong) or "Every vendored file is as vendor.toml states.")
    return 1 if wrong else 0


def fetch(package: dict[str, Any]) -> None:
    """Writes the package's files below static/."""
    with tempfile.TemporaryDirectory() as name:
        folder = unpack_npm(package, Path(name)) if package["source"] == "npm" else Path("/")
        for item in package["files"]:
            target = ROOT / item["file"]
            target.parent.mkdir(parents=True, exist_ok=True)
            if "icons" in package:
                target.write_text(sprite(folder / item["from"], package["icons"]))
            else:
                copy(folder / item["from"], target)


def unpack_npm(package: dict[str, Any], folder: Path) -> Path:
    """Downloads the archive into `folder`, checks its integrity, returns the unpacked folder."""
    wanted = f"{package['name']}@{package['version']}"
    subprocess.run(["npm", "pack", "--silent", wanted], cwd=folder, check=True)
    archive = next(folder.glob("*.tgz"))
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != package["integrity"]:
        raise SystemExit(
            f"{wanted}: the archive is not the one vendor.toml names (sha512-{digest})"
        )
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"


def copy(source: Path, target: Path) -> None:
    """Copies one file, without the pointer to a source map."""
    if source.suffix == ".css":
        target.write_bytes(SOURCE_MAP.sub(b"\n", source.read_bytes()))
    else:
        shutil.copyfile(source, target)


def sprite(folder: Path, icons: list[str]) -> str:
    """Returns one SVG with a symbol for each icon; by itself, as favicon, it shows the logo."""
    logo = inner((ROOT / "static/img/logo.svg").read_text())
    symbols = [f'<symbol id="logo" viewBox="0 0 32 32">{logo}</symbol>']
    for icon in icons:
        drawing = inner((folder / f"{icon}.svg").read_text())
        symbols.append(f'<symbol id="{icon}" viewBox="0 0 16 16">{drawing}</symbol>')
    return "\n".join([SVG, *symbols, '<use href="#logo"/></svg>', ""])


def inner(svg: str) -> str:
    """Returns what is between the opening and the closing svg tag, without line breaks."""
    return re.sub(r"\s*\n\s*", "", re.sub(r"^<svg[^>]*>|</svg>\s*$", "", svg.strip()))


def differences(package: dict[str, Any]) -> list[str]:
    """Returns a line for each file that is missing or whose sha256 differs."""
    lines = []
    for item in package["files"]:
        path = ROOT / item["file"]
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "missing"
        if found != item["sha256"]:
            lines.append(f"{item['file']}: {found}, vendor.toml says {item['sha256']}")
    return lines


if __name__ == "__main__":
    sys.exit(main())
