"""Files of others are exactly those that vendor.toml lists."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES: list[dict[str, Any]] = tomllib.loads((ROOT / "vendor.toml").read_text())["package"]
LICENCES = {"MIT", "OFL-1.1", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0"}
FILES = {item["file"]: item["sha256"] for package in PACKAGES for item in package["files"]}


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_vendored_file_is_unchanged(name: str) -> None:
    assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == FILES[name]


def test_every_vendored_file_is_listed() -> None:
    found = {
        str(path.relative_to(ROOT))
        for folder in ("static/vendor", "static/fonts")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert found
    assert found <= set(FILES)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_a_package_says_what_it_is_and_why(package: dict[str, Any]) -> None:
    assert package["version"]
    assert package["licence"] in LICENCES
    assert len(package["why"]) > 20
    assert package["source"] in {"npm", "debian"}
    assert package["source"] != "npm" or package["integrity"].startswith("sha512-")


def test_a_vendored_folder_carries_its_version() -> None:
    for package in PACKAGES:
        for item in package["files"]:
            if item["file"].startswith("static/vendor/"):
                folder = f"{package['name']}-{package['version']}"
                assert Path(item["file"]).parts[2] == folder
